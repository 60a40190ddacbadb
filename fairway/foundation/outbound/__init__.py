"""Calls to the outside: the one guarded client for webhooks, identity, chat and model servers.

Every hop resolves the name once, refuses addresses that are not public, and connects to exactly
the addresses it judged. `fetch` is what to use; `GuardedTransport` is for libraries that bring an
httpx client, `guarded_session` for those that bring requests.
"""

from fairway.foundation.outbound.client import fetch
from fairway.foundation.outbound.errors import (
    BadAnswer,
    OutboundError,
    RefusedTarget,
    TooLarge,
    TooSlow,
    Unreachable,
)
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
