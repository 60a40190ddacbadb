"""Where to listen, and what to tell people to type."""

from __future__ import annotations

import contextlib
import errno
import socket

from fairway.config.cli.refusal import Refused

FIRST, TRIES = 8000, 50
EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104 - names to compare with, nothing is bound here
LOOPBACK = ("127.0.0.1", "::1")


def choose_port(host: str, wanted: int | None) -> int:
    """The wanted port if it is free; without a wish 8000 or the next free one."""
    if wanted is not None:
        if not is_free(host, wanted):
            raise Refused(
                f"Port {wanted} is taken by another program. Choose another with --port, "
                "or leave --port out and a free one is found."
            )
        return wanted
    for port in range(FIRST, FIRST + TRIES):
        if is_free(host, port):
            return port
    raise Refused(f"No free port from {FIRST} to {FIRST + TRIES - 1}. Choose one with --port.")


def is_free(host: str, port: int) -> bool:
    """On every address that `localhost` or the host may mean, or a neighbour would answer for us."""
    also = LOOPBACK if host in {*EVERYWHERE, *LOOPBACK} else ()
    return _can_bind(host, port) and all(_can_bind(one, port, needed=False) for one in also)


def _can_bind(host: str, port: int, *, needed: bool = True) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with contextlib.suppress(OSError), socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except PermissionError as refusal:
            raise Refused(f"Port {port} may only be used by root.") from refusal
        except OSError as trouble:
            if trouble.errno == errno.EADDRNOTAVAIL and needed:
                raise Refused(f"{host} is not an address of this machine.") from trouble
            return trouble.errno != errno.EADDRINUSE
    return True


def as_number(host: str) -> str:
    """The numeric address of a host's name."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except socket.gaierror as unknown:
        raise Refused(f"{host} cannot be found: {unknown.strerror}") from unknown
    return min((str(address[0]) for *_, address in found), key=lambda one: ":" in one)


def address_to_type(host: str, port: int) -> str:
    """Passkeys refuse 127.0.0.1, so loopback is spelled localhost."""
    name = "localhost" if host in {*EVERYWHERE, *LOOPBACK} else host
    name = f"[{name}]" if ":" in name else name
    return f"http://{name}" if port == 80 else f"http://{name}:{port}"


def names_outside(host: str) -> list[str]:
    """What others on the network may type to reach this machine, when it listens to them."""
    if host in LOOPBACK:
        return []
    if host not in EVERYWHERE:
        return [host]
    return [*filter(None, [_own_address()]), socket.gethostname()]


def _own_address() -> str:
    """The address we would call others from; asking sends nothing."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as trial:
        trial.connect(("192.0.2.1", 9))
        return str(trial.getsockname()[0])
    return ""


def answers(host: str, port: int) -> bool:
    """Whether the web process takes connections; it begins to when the application is loaded."""
    name = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    with contextlib.suppress(OSError), socket.create_connection((name, port), timeout=0.2):
        return True
    return False
