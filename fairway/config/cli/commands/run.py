"""Start Fairway: pages, background work and the clock, until Ctrl-C.

Prepares the database and the static files first. Listens on this machine alone unless --host
says otherwise.
"""

from __future__ import annotations

import argparse
import json
import os
import sys

from fairway.config.cli.terminal import say

NEEDS_DJANGO = False


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, help="port (default: 8000, or the next free one)")


def run(options: argparse.Namespace) -> None:
    from fairway.config.supervisor import address

    host = address.as_number(options.host)
    port = address.choose_port(host, options.port)
    shown = address.address_to_type(options.host, port)
    os.environ.setdefault("FAIRWAY_BASE_URL", shown)
    outside = _allow_outside(options.host)

    import django

    django.setup()
    from fairway.config.supervisor.occupancy import serving
    from fairway.config.supervisor.preparation import prepare

    with serving():
        prepare()
        hints = [f"Nobody can sign in yet. Set it up at {link}" for link in _first_step()]
        hints += [f"Others reach it at http://{name}:{port}" for name in outside]
        _supervise(host, port, shown, hints)


def _allow_outside(host: str) -> list[str]:
    """Whoever says --host means to be reached; in production the settings alone say by what name."""
    from fairway.config.environment import Environment
    from fairway.config.supervisor.address import names_outside

    environment = Environment()
    if environment.production:
        return []
    names = names_outside(host)
    os.environ["FAIRWAY_ALLOWED_HOSTS"] = ",".join([*names, environment.allowed_hosts])
    return names


def _first_step() -> list[str]:
    """The way in while nobody has one; in production it is asked for with `fairway user`."""
    from django.conf import settings
    from django.db import connections

    from fairway.accounts.actions import make_setup_link
    from fairway.people.models import Account

    if settings.PRODUCTION or settings.DEMO or Account.objects.exists():
        return []
    link = make_setup_link()
    connections.close_all()
    return [link]


def _supervise(host: str, port: int, shown: str, hints: list[str]) -> None:
    from django.conf import settings

    from fairway.config.supervisor import Supervisor, address

    supervisor = Supervisor(say=_show_to_machines if settings.ENV.logs_as_json else _show)
    fairway = [sys.executable, "-m", "fairway.config.cli"]
    supervisor.add("web", [*fairway, "web", "--host", host, "--port", str(port)], os.environ)
    for number in range(settings.ENV.job_workers):
        supervisor.add(f"worker-{number + 1}", [*fairway, "worker"], os.environ, later=True)
    supervisor.add("ticker", [*fairway, "ticker"], os.environ, later=True)

    def announce() -> None:
        company = "the demo company" if settings.DEMO else "your own company"
        where = f"{settings.BASE_URL}, listening at {shown}" if settings.PRODUCTION else shown
        say(f"Fairway is running at {where} ({company}). Ctrl-C stops it.")
        for hint in hints:
            say(hint)

    supervisor.run(ready=lambda: address.answers(host, port), announce=announce)
    say("Fairway has stopped.")


def _show(name: str, line: bytes) -> None:
    _write(f"{name:<10} | ".encode() + line)


def _show_to_machines(name: str, line: bytes) -> None:
    """Every line is an object, also those of somebody who does not write objects."""
    if not line.startswith(b"{"):
        said = {"process": name, "level": "info", "event": line.decode(errors="replace")}
        line = json.dumps(said).encode()
    _write(line)


def _write(line: bytes) -> None:
    sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()
