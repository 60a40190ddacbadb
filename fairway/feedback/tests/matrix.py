"""The addresses of feedback and recognition in the access matrix."""

from __future__ import annotations

from fairway.feedback.tests import matrix_api, matrix_giving, matrix_recognising
from tests.access.binding import Route

ROUTES: list[Route] = [
    *matrix_api.ROUTES,
    *matrix_giving.ROUTES,
    *matrix_recognising.ROUTES,
]
CANARIES = [*matrix_giving.CANARIES, *matrix_recognising.CANARIES]
