"""Which method for which size."""

from __future__ import annotations

from fairway.measurement.errors import MeasurementError
from fairway.measurement.raters.ascent import Surface
from fairway.measurement.raters.design import Design
from fairway.measurement.raters.elimination import Pieces, eliminated
from fairway.measurement.raters.exact import Exact
from fairway.measurement.raters.large import Large
from fairway.measurement.raters.slopes import Solved

LARGEST_EXACT = 5_000  # levels that may be left once the largest factor is eliminated


def surface_of(design: Design, method: str, *, reml: bool, seed: int) -> Surface[Solved]:
    """Exact while elimination leaves few enough levels and is not too dear itself."""
    if method not in {"auto", "exact", "large"}:
        raise MeasurementError(f"There is no method {method!r}: auto, exact or large.")
    way = None
    if method == "exact" or (method == "auto" and design.rest_count <= LARGEST_EXACT):
        way = eliminated(design.cross)
    if way is None and method == "exact":
        way = Pieces(design.cross)
    if way is None:
        return Large(design, reml=reml, seed=seed)
    return Exact(design, way, reml=reml)
