"""Numbers as fractions: scaled integers stay exact however large they are."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from numbers import Integral
from typing import Any

from fairway.measurement.errors import MeasurementError

Amount = int | float | Decimal | Fraction


def exact(value: Any, name: str) -> Fraction | None:
    """None stays None; whatever is no finite number is refused."""
    if value is None:
        return None
    try:
        if isinstance(value, bool | str | bytes):
            raise TypeError
        if isinstance(value, int | float | Decimal | Fraction):
            return Fraction(value)
        # numpy's own integers and narrow floats
        return Fraction(int(value) if isinstance(value, Integral) else float(value))
    except (TypeError, ValueError, OverflowError):
        raise MeasurementError(f"{name}: {value!r:.60} is not a finite number.") from None


def exact_weight(value: Any) -> Fraction:
    weight = exact(value, "weight")
    if weight is None or weight < 0:
        raise MeasurementError(f"weight: {value!r:.60} is not a number of at least 0.")
    return weight


def rounded(value: Fraction, name: str) -> float:
    try:
        return float(value)
    except OverflowError:
        raise MeasurementError(
            f"{name} is too large to be a number; look at the units of baseline and target."
        ) from None


def clamp(share: float) -> float:
    return min(1.0, max(0.0, share))


def percent(share: float) -> int:
    """Whole percent, but 100 only for all of it and 0 only for nothing."""
    whole = round(100 * share)
    if whole == 100 and share < 1:
        return 99
    return 1 if whole == 0 and share > 0 else whole
