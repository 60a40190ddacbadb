"""Prediction variances outside the head, where factors there lie within one another.

A rater and that rater's ways with single criteria are known only together: their diagonal alone
would make each look surer than it is. What elimination left is therefore inverted in small blocks,
one for each level of the host, in place of its diagonal.
"""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np

from fairway.measurement.raters.blocks import Blocks
from fairway.measurement.raters.coding import Codes, Floats
from fairway.measurement.raters.head import hosts_of, lying_within

_ROWS_AT_ONCE = 20_000  # of levels, whose products with all others are laid out


class Eliminated(Protocol):
    """What elimination left at one point of the variances."""

    @property
    def design(self) -> Any: ...
    @property
    def pivots(self) -> Floats: ...
    @property
    def ratios(self) -> Any: ...
    @property
    def left(self) -> Any: ...
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
    from scipy.sparse import coo_array

    if point.left is not None:
        return _cut(point.left, levels, hosts)
    design = point.design
    cross, across = design.cross[:, levels].tocsr(), design.cross_by_column[levels]
    near = point.surface.rest[levels][:, levels].tocsr()  # factors meet within their host alone
    for begin in range(0, len(levels), _ROWS_AT_ONCE):
        reached = point.head.through_inverse(across[begin : begin + _ROWS_AT_ONCE])
        met = (reached @ cross).tocoo()
        one, other = met.coords[0] + begin, met.coords[1]
        within = hosts[one] == hosts[other]
        place = one[within], other[within]
        near -= coo_array((met.data[within], place), shape=near.shape).tocsr()
    return (near + near.T) / 2  # but for rounding it is symmetric


def _cut(left: Any, levels: Codes, hosts: Codes) -> Any:
    """The same where what elimination left is written out."""
    from scipy.sparse import coo_array

    place = np.full(left.shape[0], -1)
    place[levels] = np.arange(len(levels))
    stored = left.tocoo()
    one, other = (place[part] for part in stored.coords)
    within = (one >= 0) & (other >= 0) & (hosts[one] == hosts[other])
    shape = (len(levels), len(levels))
    near = coo_array((stored.data[within], (one[within], other[within])), shape=shape).tocsr()
    return (near + near.T) / 2  # but for rounding it is symmetric
