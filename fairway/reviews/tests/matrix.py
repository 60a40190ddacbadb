"""Reviews in the access matrix; each part has rows of its own."""

from __future__ import annotations

from fairway.reviews.tests import (
    matrix_after,
    matrix_calibrating,
    matrix_cycles,
    matrix_outcomes,
    matrix_outside,
    matrix_pay,
    matrix_sharing,
    matrix_writing,
)
from tests.access.binding import Canary, Route

ROUTES: list[Route] = [
    *matrix_cycles.ROUTES,
    *matrix_writing.ROUTES,
    *matrix_outside.ROUTES,
    *matrix_calibrating.ROUTES,
    *matrix_sharing.ROUTES,
    *matrix_outcomes.ROUTES,
    *matrix_pay.ROUTES,
    *matrix_after.ROUTES,
]
CANARIES: list[Canary] = [
    *matrix_cycles.CANARIES,
    *matrix_writing.CANARIES,
    *matrix_outside.CANARIES,
    *matrix_calibrating.CANARIES,
    *matrix_sharing.CANARIES,
    *matrix_outcomes.CANARIES,
    *matrix_pay.CANARIES,
    *matrix_after.CANARIES,
]
