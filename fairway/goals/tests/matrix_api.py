"""Goals in the API; it answers tokens, not sessions: test_goals_in_the_api.py asks it."""

from __future__ import annotations

from tests.access.binding import Route

READ = "Open to every person"
ROUTES = [
    Route(f"api:goals_{name}", READ) for name in ("list", "goal", "results", "updates", "tell")
]
