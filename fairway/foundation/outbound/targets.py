"""Where a call goes: a checked scheme, name, port, and the addresses to connect to."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from queue import Empty, SimpleQueue

import httpx
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from fairway.foundation.outbound.addresses import Address, is_public, is_unicast
from fairway.foundation.outbound.errors import RefusedTarget, TooSlow, Unreachable
from fairway.foundation.outbound.wire import Deadline

PORTS = {"http": 80, "https": 443}
NUMBER = re.compile(r"(0x[0-9a-f]*|\d+)", re.IGNORECASE)
Resolver = Callable[[str, int], list[str]]


@dataclass(frozen=True)
class Target:
    """One hop, judged: connect to these addresses and to no others."""

    scheme: str
    host: str
    port: int
    addresses: tuple[Address, ...]


def ask_system(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


def judge(url: httpx.URL, deadline: Deadline, resolver: Resolver = ask_system) -> Target:
    """The target of this URL, or a refusal that says why."""
    if url.scheme not in PORTS:
        raise RefusedTarget(_("Only http and https addresses can be called."))
    if url.userinfo:
        raise RefusedTarget(_("An address may not carry a user name or password."))
    host = url.raw_host.decode("ascii").rstrip(".").lower()
    port = PORTS[url.scheme] if url.port is None else url.port
    named = _named(host, port)
    if not named and port not in PORTS.values():
        raise RefusedTarget(
            _("Port %(port)s of %(host)s is not called: only 80 and 443 are."), port=port, host=host
        )
    fits = is_unicast if named else is_public
    addresses = _addresses(host, port, deadline, resolver)
    # One bad address among good ones is how a name is made to lead inside: refuse them all.
    if not all(map(fits, addresses)):
        raise RefusedTarget(
            _(
                "%(host)s is not on the public internet. An administrator can allow it in FAIRWAY_OUTBOUND_ALLOW."
            ),
            host=host,
        )
    return Target(url.scheme, host, port, addresses)


def _named(host: str, port: int) -> bool:
    """Did an administrator name this host (for 80 and 443), or the host with this port?"""
    allowed = {entry.strip().lower() for entry in settings.OUTBOUND_ALLOW}
    plain = port in PORTS.values() and host in allowed
    return plain or f"{host}:{port}" in allowed or f"[{host}]:{port}" in allowed


def _addresses(host: str, port: int, deadline: Deadline, resolver: Resolver) -> tuple[Address, ...]:
    if not host or "%" in host:
        raise RefusedTarget(_("The address names no host."))
    try:
        return (ip_address(host),)
    except ValueError:
        if NUMBER.fullmatch(host.rsplit(".", 1)[-1]):
            # Octal, hexadecimal and shortened forms, which the system would understand.
            raise RefusedTarget(_("Write an IP address in its usual form.")) from None
    found = _within(deadline, host, lambda: resolver(host, port))
    try:
        addresses = tuple(dict.fromkeys(ip_address(address) for address in found))
    except ValueError:
        raise RefusedTarget(
            _("%(host)s has an address of a kind we do not call."), host=host
        ) from None
    if not addresses:
        raise Unreachable(_("There is no host called %(host)s."), host=host)
    return addresses


def _within(deadline: Deadline, host: str, ask: Callable[[], list[str]]) -> list[str]:
    """Ask in a thread: the system's resolver knows no time limit of ours."""
    answers: SimpleQueue[list[str] | OSError | UnicodeError] = SimpleQueue()

    def run() -> None:
        try:
            answers.put(ask())
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=run, daemon=True, name="outbound-resolver").start()
    try:
        answer = answers.get(timeout=max(deadline.left(), 0.001))
    except Empty:
        raise TooSlow(_("Looking up %(host)s took too long."), host=host) from None
    if isinstance(answer, Exception):
        raise Unreachable(_("There is no host called %(host)s."), host=host) from answer
    return answer
