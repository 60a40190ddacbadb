"""Prediction variances outside the head, where factors there lie within one another.

A rater and that rater's ways with single criteria are known only together: their diagonal alone
would make each look surer than it is. What elimination left is therefore inverted in small blocks,
one for each level of the host, in place of its diagonal.
"""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np

from fairway.measurement.raters.coding import Codes, Floats
from fairway.measurement.raters.head import Blocks, hosts_of, lying_within

_CHUNK = 50_000  # pairs worked out at a time


class Eliminated(Protocol):
    """What elimination left at one point of the variances."""

    @property
    def design(self) -> Any: ...
    @property
    def pivots(self) -> Floats: ...
    @property
    def ratios(self) -> Any: ...
    @property
    def surface(self) -> Any: ...
    @property
    def head(self) -> Any: ...


def spread_of_rest(point: Eliminated, blocks: list[slice]) -> Floats:
    """The diagonal of the inverse, in units of the residual variance, level by level."""
    design = point.design
    spread = 1 / point.pivots[:, 0]
    factors = design.factors[design.in_head : design.in_head + len(blocks)]
    inside = lying_within(factors) if len(factors) > 1 else []
    if len(inside) < 2:
        return np.asarray(spread)
    place_of = {factor.name: block for factor, block in zip(factors, blocks, strict=True)}
    ratio_of = {
        factor.name: ratio
        for factor, ratio in zip(factors, point.ratios[design.in_head :], strict=False)
    }
    levels = np.concatenate(
        [np.arange(place_of[f.name].start, place_of[f.name].stop) for f in inside]
    )
    hosts = hosts_of(inside, inside[0])
    near = _within_hosts(point, levels, hosts)
    parts = Blocks(near, near[:, :0].tocsr(), hosts, [factor.size for factor in inside])
    spread[levels] = parts.at(np.array([ratio_of[factor.name] for factor in inside])).own
    return np.asarray(spread)


def _within_hosts(point: Eliminated, levels: Codes, hosts: Codes) -> Any:
    """What elimination left, for pairs of levels in one host, without the variances' ratios."""
    from scipy.sparse import csr_array

    order = np.argsort(hosts, kind="stable")
    widths = np.bincount(hosts)
    each = np.repeat(widths, widths)
    begins = np.repeat(np.cumsum(widths) - widths, widths)
    one = np.repeat(order, each)
    within = np.arange(len(one)) - np.repeat(np.cumsum(each) - each, each)
    other = order[np.repeat(begins, each) + within]
    half = one <= other  # what elimination left is symmetric
    one, other = one[half], other[half]
    surface, across = point.surface, point.design.cross_by_column
    values = np.empty(len(one))
    for at in range(0, len(one), _CHUNK):
        a, b = levels[one[at : at + _CHUNK]], levels[other[at : at + _CHUNK]]
        once, where = np.unique(b, return_inverse=True)
        reached = point.head.through_inverse(across[once])[where]
        taken = across[a].multiply(reached).sum(axis=1)
        values[at : at + _CHUNK] = (
            np.asarray(surface.rest[a, b]).ravel() - np.asarray(taken).ravel()
        )
    values[one == other] /= 2
    found = csr_array((values, (one, other)), shape=(len(levels), len(levels)))
    return (found + found.T).tocsr()
