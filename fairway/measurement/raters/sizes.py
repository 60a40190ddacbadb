"""Which method for which size."""

from __future__ import annotations

from typing import Any

from fairway.measurement.errors import MeasurementError
from fairway.measurement.raters.ascent import Summit, Surface, climb
from fairway.measurement.raters.blocks import Blocks
from fairway.measurement.raters.coding import Floats
from fairway.measurement.raters.design import Design, first_guess
from fairway.measurement.raters.elimination import Pieces, eliminated
from fairway.measurement.raters.exact import Exact
from fairway.measurement.raters.head import Diagonal, Head, hosts_of
from fairway.measurement.raters.large import Large, large_sizes
from fairway.measurement.raters.slopes import Solved

LARGEST_EXACT = 5_000  # levels that may be left once the head is eliminated
NEAR_FIRST = 1_500  # levels from which it pays to come near by the large method first
SETTLED = 1e-4  # of a variance, where the likelihood is too dear to compare
_NEAR = 2e-3


def climbed(
    design: Design, start: Floats | None, method: str, *, reml: bool, seed: int, most: int = 100
) -> Summit[Solved]:
    """The summit of a design by the method that its size asks for."""
    surface = surface_of(design, method, reml=reml, seed=seed)
    if start is None:
        start = first_guess(design)
        if isinstance(surface, Exact) and design.random_count > NEAR_FIRST:
            near = surface_of(design, "large", reml=reml, seed=seed)
            start = climb(near, start, most, settled=_NEAR).theta
    return climb(surface, start, most, settled=SETTLED)


def surface_of(design: Design, method: str, *, reml: bool, seed: int) -> Surface[Solved]:
    """Exact while elimination leaves few enough levels and is not too dear itself."""
    if method not in {"auto", "exact", "large"}:
        raise MeasurementError(f"There is no method {method!r}: auto, exact or large.")
    if method != "large" and (method == "exact" or design.rest_count <= LARGEST_EXACT):
        head = _exact_head(design, at_any_cost=method == "exact")
        if head is not None:
            return Exact(design, head, reml=reml)
    cross = design.cross[:, : sum(large_sizes(design))]
    head = _blocks(design, cross) or Diagonal(design.head.diagonal(), cross, None)
    return Large(design, head, reml=reml, seed=seed)


def _exact_head(design: Design, *, at_any_cost: bool) -> Head | None:
    """How to eliminate exactly, or None where the products are too dear."""
    blocks = _blocks(design, design.cross)
    if blocks is not None:
        return blocks
    way = eliminated(design.cross)
    if way is None and at_any_cost:
        way = Pieces(design.cross)
    return Diagonal(design.head.diagonal(), design.cross, way) if way is not None else None


def _blocks(design: Design, cross: Any) -> Blocks | None:
    if design.in_head == 1:
        return None
    inside = design.factors[: design.in_head]
    hosts = hosts_of(inside, inside[0])
    return Blocks(design.head, cross, hosts, design.sizes[: design.in_head])
