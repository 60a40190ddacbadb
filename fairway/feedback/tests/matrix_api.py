"""Feedback in the API; it answers tokens, not sessions: test_feedback_in_the_api.py asks it."""

from __future__ import annotations

from tests.access.binding import Route

READ = "Open to every person"
ROUTES = [Route(f"api:{name}", READ) for name in ("feedback_list", "feedback_recognition")]
