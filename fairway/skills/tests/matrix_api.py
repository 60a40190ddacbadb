"""Roles in the API; it answers tokens, not sessions: test_roles_in_the_api.py asks it."""

from __future__ import annotations

from tests.access.binding import Route

READ = "Open to every person"
ROUTES = [Route(f"api:roles_{name}", READ) for name in ("list", "skills", "expected")] + [
    Route("api:roles_confirmations", "Role confirmed")
]
