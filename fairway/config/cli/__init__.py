"""The command line. Each module in `commands` is one command; adding a file adds a command."""

from __future__ import annotations

import argparse
import contextlib
import gc
import importlib
import os
import pkgutil
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from typing import Protocol, cast

from fairway.config.cli import commands
from fairway.config.cli.refusal import Refused, in_words
from fairway.config.cli.terminal import warn

DONE, REFUSED, USAGE, INTERRUPTED = 0, 1, 2, 130


class Command(Protocol):
    """What a module in `commands` offers; its docstring is its help.

    A module may also say `NEEDS_DJANGO = False` (it runs before the settings are read),
    `DATABASE = "demo"` (it always works on the demo company's database; "none": on no database)
    and `PROCESS = "worker"` (it serves until stopped, under this name in the logs).
    """

    __doc__: str | None

    def arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, options: argparse.Namespace) -> int | None: ...


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    command: Command = options.command
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fairway.config.settings")
    os.environ.setdefault("FAIRWAY_PROCESS", getattr(command, "PROCESS", "command"))
    _choose_database(options, command)
    try:
        with in_words(), _as_a_process(command):
            if getattr(command, "NEEDS_DJANGO", True):
                _set_up_django()
            return command.run(options) or DONE
    except Refused as refusal:
        for reason in refusal.reasons:
            warn(reason)
        return REFUSED
    except KeyboardInterrupt:
        warn("stopped")
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output left (`fairway … | head`); nothing more can be said there.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REFUSED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="fairway",
        description="Fairway: strategic performance management, on your own server.",
        epilog="Exit codes: 0 done, 1 refused (the reasons are printed), 2 wrong usage.",
    )
    parser.add_argument("--version", action="version", version=f"Fairway {version('fairway')}")
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    for name, command in _commands():
        text = command.__doc__ or ""
        subparser = subparsers.add_parser(
            name,
            help=text.splitlines()[0],
            description=text,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        subparser.set_defaults(command=command)
        if not hasattr(command, "DATABASE"):
            _add_database_choice(subparser)
        command.arguments(subparser)
    return parser


def _commands() -> Iterator[tuple[str, Command]]:
    for found in pkgutil.iter_modules(commands.__path__):
        module = importlib.import_module(f"{commands.__name__}.{found.name}")
        # A trailing underscore lets a command be called like a keyword (import).
        yield found.name.rstrip("_").replace("_", "-"), cast(Command, module)


def _add_database_choice(parser: argparse.ArgumentParser) -> None:
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--demo", action="store_true", default=None, help="the demo company")
    choice.add_argument(
        "--own",
        dest="demo",
        action="store_false",
        help="your own company (unless FAIRWAY_DEMO says)",
    )


def _choose_database(options: argparse.Namespace, command: Command) -> None:
    demo = getattr(options, "demo", None)
    if hasattr(command, "DATABASE"):
        demo = command.DATABASE == "demo"
    if demo is not None:
        os.environ["FAIRWAY_DEMO"] = "1" if demo else "0"


@contextlib.contextmanager
def _as_a_process(command: Command) -> Iterator[None]:
    """What serves ends with its supervisor, and keeps a restore away while it runs."""
    if not hasattr(command, "PROCESS"):
        yield
        return
    from fairway.config.supervisor.lifeline import end_with_supervisor
    from fairway.config.supervisor.occupancy import serving

    end_with_supervisor()
    with serving():
        yield


def _set_up_django() -> None:
    """What is loaded now stays; the collector of garbage need not look through it, now or later."""
    import django

    gc.disable()
    django.setup()
    gc.freeze()
    gc.enable()
