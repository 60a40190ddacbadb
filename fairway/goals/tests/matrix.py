"""The addresses of goals in the access matrix."""

from __future__ import annotations

from fairway.goals.tests import matrix_writing
from tests.access.binding import Route

ROUTES: list[Route] = [*matrix_writing.ROUTES]
