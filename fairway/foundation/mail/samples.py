"""Letters as they go out, made of invented words: for whoever writes letters to look at them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from fairway.foundation.mail.letters import Letter
from fairway.foundation.ports import Port


@dataclass(frozen=True)
class LetterSample:
    """`told` is what a chat would be told of it, where it is one line."""

    key: str
    label: Any
    letter: Callable[[], Letter]
    told: Callable[[], str] | None = None


letter_samples: Port[LetterSample] = Port(lambda one: one.key)
