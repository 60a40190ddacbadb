"""Who can be compared with whom: the sets that common raters tie together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fairway.measurement.raters.coding import Coded, Codes


def components(first: Coded, second: Coded) -> tuple[int, Codes, Codes]:
    """Number of connected sets in the graph of two factors, and the set of each of their levels.

    Two levels are connected when a chain of rows leads from one to the other. Sets are numbered
    by the first of their levels in `first`, so that the order of the rows does not matter.
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    size = first.size + second.size
    links = coo_array(
        (np.ones(len(first.codes), dtype=np.int8), (first.codes, second.codes + first.size)),
        shape=(size, size),
    )
    number, found = connected_components(links, directed=False)
    where = np.unique(found, return_index=True)[1]
    order = np.empty(number, dtype=np.intp)
    order[np.argsort(where)] = np.arange(number)
    found = order[found]
    return int(number), found[: first.size], found[first.size :]


def determines(finer: Coded, coarser: Coded) -> bool:
    """Whether each level of one factor lies in one level of the other (a form in its ratee)."""
    if finer.size < coarser.size:
        return False
    of = np.zeros(finer.size, dtype=np.intp)
    of[finer.codes] = coarser.codes
    return bool((of[finer.codes] == coarser.codes).all())


def sets_of(factors: Sequence[Coded]) -> int:
    """In how many separate sets the levels of the two leading crossed factors fall.

    A factor that only subdivides another (a form within its ratee) ties nothing together and is
    passed over; of those left the two with the most levels count.
    """
    leading = [
        one
        for one in factors
        if not any(determines(one, other) for other in factors if other is not one)
    ]
    leading.sort(key=lambda one: -one.size)
    if len(leading) < 2:
        return leading[0].size if leading else factors[0].size
    return components(leading[0], leading[1])[0]
