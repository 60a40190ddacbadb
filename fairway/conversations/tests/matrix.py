"""Conversations in the access matrix; each part has rows of its own."""

from __future__ import annotations

from fairway.conversations.tests import matrix_checkins, matrix_meetings, matrix_notes
from tests.access.binding import Canary, Route

ROUTES: list[Route] = [
    *matrix_checkins.ROUTES,
    *matrix_meetings.ROUTES,
    *matrix_notes.ROUTES,
]
CANARIES: list[Canary] = [
    *matrix_checkins.CANARIES,
    *matrix_meetings.CANARIES,
    *matrix_notes.CANARIES,
]
