"""Arithmetic of pay in minor units, and what a sum may be shown to whom; no database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

FEWEST = 3  # a sum of fewer people's raises would tell what one of them gets
WHOLE = 10_000  # hundredths of a percent
BELOW, LOWER, MIDDLE, UPPER, ABOVE = "below", "lower", "middle", "upper", "above"
NEAR = 5  # percent around the middle that count as the middle


@dataclass(frozen=True)
class Counted:
    """One raise that counts into a sum: how much, and whether the reader sees its line."""

    amount: int
    seen: bool
    own: bool = False


def by_percent(current: int, hundredths: int) -> int:
    """`current` raised by so many hundredths of a percent, half a unit up."""
    return current + (2 * current * hundredths + WHOLE) // (2 * WHOLE)


def percent_of(current: int, proposed: int) -> int:
    """The raise in hundredths of a percent, half of one up."""
    return (2 * (proposed - current) * WHOLE + current) // (2 * current)


def position(amount: int, low: int, middle: int, high: int) -> str:
    """Where it lies in a band; around the middle within five percent of it."""
    if amount < low:
        return BELOW
    if amount > high:
        return ABOVE
    if abs(amount - middle) * 100 <= NEAR * middle:
        return MIDDLE
    return LOWER if amount < middle else UPPER


def total(raises: Iterable[Counted], *, is_settled: bool) -> int | None:
    """The sum, or None where it would tell somebody what they may not know.

    Who sees every line may add them up anyway. To anybody else it is told once it no longer moves,
    for of two moments the difference would be one person's raise; and only where the raises that
    they do not see, their own left out, are those of several people.
    """
    counted = list(raises)
    hidden = [one for one in counted if not one.seen and not one.own]
    own_is_hidden = any(one.own for one in counted)
    if (hidden or own_is_hidden) and (not is_settled or len(hidden) < FEWEST):
        return None
    return sum(one.amount for one in counted)
