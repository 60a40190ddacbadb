"""Which raters lie further off than chance alone puts one of so many?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from fairway.measurement.multiplicity import benjamini_hochberg
from fairway.measurement.raters.crossed_results import NORMAL_95
from fairway.measurement.raters.reviews_results import Severity


def judged(severities: Sequence[Severity], variance: float | None) -> tuple[Severity, ...]:
    """With q, adjusted over all raters of whom something is said; `variance` is that of raters."""
    adjusted = benjamini_hochberg([_chance(one, variance) for one in severities])
    return tuple(
        one if math.isnan(q) else replace(one, q=float(q))
        for one, q in zip(severities, adjusted, strict=True)
    )


def _chance(severity: Severity, variance: float | None) -> float | None:
    """P(so far off or further) of a rater who is neither severe nor lenient; None if untold.

    Predictions are drawn towards 0, the more the less all raters differ. The interval says where the
    rater likely lies, given that; it would miss the one who differs among many who do not. With
    reliability r = 1 − PEV/σ², the prediction û of a rater with u = 0 varies by
    Var(û) − Cov(û, u)²/σ² = r·PEV, for Var(û) = Cov(û, u) = r·σ².
    """
    if severity.shift is None or severity.interval is None or not variance:
        return None
    pev = ((severity.interval.high - severity.interval.low) / (2 * NORMAL_95)) ** 2
    spread = max(1 - pev / variance, 0.0) * pev
    return math.erfc(abs(severity.shift) / math.sqrt(2 * spread)) if spread > 0 else 1.0
