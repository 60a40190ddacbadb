"""Calls to the outside: the one guarded client for webhooks, identity, chat and model servers.

Every hop resolves the name once, refuses addresses that are not public, and connects to exactly
the addresses it judged. `fetch` is what to use; `GuardedTransport` is for libraries that bring an
httpx client, `guarded_session` for those that bring requests. Say `outbound.fetch`: what calls is
loaded by the first call, for it is large, and most processes that serve pages never call anybody.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from fairway.foundation.outbound.errors import (
    BadAnswer,
    OutboundError,
    RefusedTarget,
    TooLarge,
    TooSlow,
    Unreachable,
)

if TYPE_CHECKING:
    from fairway.foundation.outbound.client import fetch
    from fairway.foundation.outbound.sessions import guarded_session
    from fairway.foundation.outbound.transport import GuardedTransport

__all__ = [
    "BadAnswer",
    "GuardedTransport",
    "OutboundError",
    "RefusedTarget",
    "TooLarge",
    "TooSlow",
    "Unreachable",
    "fetch",
    "guarded_session",
]

LATER = {"fetch": "client", "guarded_session": "sessions", "GuardedTransport": "transport"}


def __getattr__(name: str) -> Any:
    if name not in LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{LATER[name]}"), name)
