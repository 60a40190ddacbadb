"""Is a target far outside of what its measure has ever been?"""

from __future__ import annotations

import math
from collections.abc import Sequence

LEAST_VALUES = 6
# A measure that hardly moved still may move by so much of itself.
STILL = 0.1


def known_range(history: Sequence[float]) -> tuple[float, float] | None:
    """The lowest and the highest so far; None where there are too few to tell."""
    values = [value for value in history if math.isfinite(value)]
    return (min(values), max(values)) if len(values) >= LEAST_VALUES else None


def out_of_reach(target: float, history: Sequence[float]) -> bool:
    """Further beyond the known range than that range is wide.

    Said only with six values or more, and as a question: good reasons are welcome.
    """
    known = known_range(history)
    if known is None or not math.isfinite(target):
        return False
    low, high = known
    width = max(high - low, STILL * max(abs(low), abs(high)))
    return target > high + width or target < low - width
