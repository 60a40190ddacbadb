"""Who acts when it is no person: an account, the system, a token or an external reviewer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Actor:
    kind: str
    ref: str = ""


SYSTEM = Actor("system")


def is_the_system(actor: Any) -> bool:
    """The house itself: its nightly work, its command line, the demo company."""
    return actor == SYSTEM
