"""How far variances may be off: by chance, and by the random probes of the large method."""

from __future__ import annotations

from typing import Any

import numpy as np

from fairway.measurement.raters.ascent import Summit, squares_by_method
from fairway.measurement.raters.coding import Floats


def errors_of(summit: Summit[Any]) -> Floats:
    """Standard errors of the free variances from average information; NaN for the others."""
    return _known(_by_chance(summit) + _by_probes(summit))


def probed_share(summit: Summit[Any]) -> float:
    """How much of a variance, or of its error where that is more, may be due to the probes."""
    free = ~summit.bound
    whole = np.maximum(np.square(summit.theta), np.nan_to_num(_by_chance(summit)))
    return float(np.sqrt(np.max((_by_probes(summit) / whole)[free], initial=0.0)))


def _by_chance(summit: Summit[Any]) -> Floats:
    squares = np.full(len(summit.theta), np.nan)
    squares[~summit.bound] = np.diag(_inverse(summit))
    return squares


def _by_probes(summit: Summit[Any]) -> Floats:
    return squares_by_method(summit.point, summit.information, ~summit.bound)


def _inverse(summit: Summit[Any]) -> Floats:
    free = ~summit.bound
    return np.asarray(np.linalg.pinv(summit.information[np.ix_(free, free)]))


def _known(squares: Floats) -> Floats:
    """With next to no data the information may point down: then no error can be said."""
    return np.sqrt(np.where(squares > 0, squares, np.nan))
