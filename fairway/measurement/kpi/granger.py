"""Does the past of one figure add to what the past of another says about its next point?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from fairway.measurement.errors import NotEstimable
from fairway.measurement.given import Numbers, as_count, as_numbers, same_length
from fairway.measurement.kpi.autoregression import lagged
from fairway.measurement.results import Say, plain


@dataclass(frozen=True, slots=True)
class GrangerTest:
    """F test that x's past of `order` points adds nothing; a small p speaks against that."""

    order: int
    f: float
    p: float
    freedom: tuple[int, int]
    n: int

    def in_words(self, _: Say = plain) -> str:
        return _("With %(order)s past points: F(%(df1)s, %(df2)s) = %(f).3f, p = %(p).3g.") % {
            "order": self.order,
            "df1": self.freedom[0],
            "df2": self.freedom[1],
            "f": self.f,
            "p": self.p,
        }


def granger(
    x: Any, y: Any, *, orders: Iterable[int] = range(1, 7), difference: bool = True
) -> tuple[GrangerTest, ...]:
    """Granger's F tests of x → y, by order.

    F = ((RSS₀ − RSS₁)/p) / (RSS₁/(N − 2p − 1)), where model 0 explains yₜ by a constant and its own
    last p points, model 1 by those of x besides, over the same N = n − p points.

    Parameters
    ----------
    x, y
        At the same, equally spaced times, without gaps.
    orders
        Each is tested by itself; orders that leave too few points are left out. One order is no
        answer: a lead of three points is invisible to order 1.
    difference
        Whether to take steps between neighbours first, as figures that grow seem to explain each
        other.

    Notes
    -----
    Assumes linear, stationary series with independent errors. Granger (1969), Econometrica 37,
    424–438. It finds precedence, which need not be cause.

    Raises
    ------
    MeasurementError
        For gaps, unequal lengths, or orders under 1.
    NotEstimable
        For a series that never moves, or too few points for the smallest order.
    """
    lead, lag = paired(x, y, difference=difference)
    wanted = [as_count(order, "order", least=1) for order in orders]
    tests = [_test(lead, lag, order) for order in wanted if len(lead) - 3 * order - 1 >= 5]
    if wanted and not tests:
        raise NotEstimable(f"{len(lead)} points are too few for a test of order {min(wanted)}.")
    return tuple(tests)


def paired(x: Any, y: Any, *, difference: bool) -> tuple[Numbers, Numbers]:
    """Both series checked, in steps if asked, and each around a scale of its own."""
    lead, lag = as_numbers(x, "x"), as_numbers(y, "y")
    same_length(x=lead, y=lag)
    if difference:
        lead, lag = np.diff(lead), np.diff(lag)
    scaled = []
    for name, series in (("x", lead), ("y", lag)):
        spread = float(np.std(series)) if len(series) else 0.0
        if spread <= 1e-12 * float(np.abs(series).max(initial=0.0)):
            raise NotEstimable(f"{name} never changes its pace, so nothing can go with it.")
        scaled.append(series / spread)
    return scaled[0], scaled[1]


def _test(lead: Numbers, lag: Numbers, order: int) -> GrangerTest:
    from scipy.special import fdtrc

    target = lag[order:]
    own = np.column_stack([np.ones(len(target)), lagged(lag, order, order)])
    both = np.column_stack([own, lagged(lead, order, order)])
    freedom = len(target) - both.shape[1]
    if np.linalg.matrix_rank(both) < both.shape[1]:
        raise NotEstimable(
            f"With {order} past points the series explain each other exactly; they are one figure."
        )
    without, within = _squares(own, target), _squares(both, target)
    if within <= 1e-20 * float(target @ target):
        raise NotEstimable(
            "y is foretold without any error; look for a figure made from the other."
        )
    f = (without - within) / order / (within / freedom)
    return GrangerTest(order, f, float(fdtrc(order, freedom, f)), (order, freedom), len(target))


def _squares(design: Numbers, target: Numbers) -> float:
    solution, *_rest = np.linalg.lstsq(design, target, rcond=None)
    left = target - design @ solution
    return float(left @ left)
