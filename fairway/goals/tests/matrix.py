"""The addresses of goals in the access matrix."""

from __future__ import annotations

from tests.access.binding import Route

ROUTES: list[Route] = []
