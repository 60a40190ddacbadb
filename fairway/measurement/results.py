"""What every result carries: how sure it is, and what its data warn of."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

Say = Callable[[str], str]
"""Turns a sentence into the reader's language: pages give gettext, everybody else nothing.

The parameter is called `_`, so that the sentences are collected for translation.
"""


def plain(sentence: str) -> str:
    return sentence


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`, in the unit of the estimate; `level` is its coverage (0.95)."""

    low: float
    high: float
    level: float = 0.95

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise ValueError(f"an interval from {self.low} to {self.high}")

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high

    @property
    def is_finite(self) -> bool:
        return math.isfinite(self.low) and math.isfinite(self.high)


@dataclass(frozen=True, slots=True)
class Caution:
    """Something about the data that a reader must know before believing the number.

    `code` stays the same for programs ("disconnected"); `said` is a sentence with %(name)s places
    and `facts` what fills them.
    """

    code: str
    said: str
    facts: tuple[tuple[str, float | int | str], ...] = ()

    def in_words(self, _: Say = plain) -> str:
        return _(self.said) % dict(self.facts)
