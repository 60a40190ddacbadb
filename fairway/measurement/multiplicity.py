"""Many questions asked at once: how sure is each answer still?"""

from __future__ import annotations

from typing import Any

import numpy as np

from fairway.measurement.errors import MeasurementError
from fairway.measurement.given import Numbers, as_numbers


def benjamini_hochberg(p_values: Any) -> Numbers:
    """Adjusted p-values that hold the share of false alarms among all alarms.

    q(i) = min over j ≥ i of m·p(j)/j, in the order of the p-values.

    Parameters
    ----------
    p_values
        Probabilities in 0–1. None or NaN is a question that could not be asked: it stays NaN and
        does not count among the m.

    Returns
    -------
    q-values, in the order given.

    Raises
    ------
    MeasurementError
        For what is no probability.

    Notes
    -----
    Assumes independent or positively dependent tests. Benjamini and Hochberg (1995), J. R. Stat.
    Soc. B 57, 289–300.
    """
    p, asked = _probabilities(p_values)
    order = np.argsort(p[asked], kind="stable")
    m = len(order)
    stepped = p[asked][order] * m / np.arange(1, m + 1)
    q = np.empty(m)
    q[order] = np.minimum(np.minimum.accumulate(stepped[::-1])[::-1], 1)
    return _back(p, asked, q)


def holm(p_values: Any) -> Numbers:
    """Adjusted p-values that hold the chance of even one false alarm.

    p̃(i) = max over j ≤ i of (m − j + 1)·p(j), in the order of the p-values.

    Parameters
    ----------
    p_values
        As in `benjamini_hochberg`.

    Returns
    -------
    Adjusted p-values, in the order given.

    Raises
    ------
    MeasurementError
        For what is no probability.

    Notes
    -----
    Assumes nothing of how the tests go together. Holm (1979), Scand. J. Stat. 6, 65–70.
    """
    p, asked = _probabilities(p_values)
    order = np.argsort(p[asked], kind="stable")
    m = len(order)
    stepped = p[asked][order] * np.arange(m, 0, -1)
    q = np.empty(m)
    q[order] = np.minimum(np.maximum.accumulate(stepped), 1)
    return _back(p, asked, q)


def _probabilities(p_values: Any) -> tuple[Numbers, Any]:
    p = as_numbers(p_values, "p-values", missing=True)
    asked = ~np.isnan(p)
    if ((p[asked] < 0) | (p[asked] > 1)).any():
        raise MeasurementError("p-values: every one must lie in 0–1.")
    return p, asked


def _back(p: Numbers, asked: Any, q: Numbers) -> Numbers:
    adjusted = np.full(len(p), np.nan)
    adjusted[asked] = q
    return adjusted
