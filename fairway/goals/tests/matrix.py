"""The addresses of goals in the access matrix."""

from __future__ import annotations

from fairway.goals.tests import (
    matrix_api,
    matrix_changing,
    matrix_daily,
    matrix_map,
    matrix_reviewing,
    matrix_saved,
    matrix_tasks,
    matrix_writing,
)
from tests.access.binding import Route

ROUTES: list[Route] = [
    *matrix_api.ROUTES,
    *matrix_daily.ROUTES,
    *matrix_map.ROUTES,
    *matrix_writing.ROUTES,
    *matrix_changing.ROUTES,
    *matrix_saved.ROUTES,
    *matrix_tasks.ROUTES,
    *matrix_reviewing.ROUTES,
]
CANARIES = [
    *matrix_daily.CANARIES,
    *matrix_changing.CANARIES,
    *matrix_saved.CANARIES,
    *matrix_tasks.CANARIES,
    *matrix_reviewing.CANARIES,
]
