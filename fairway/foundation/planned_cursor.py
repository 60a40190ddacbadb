"""What sends a question to PostgreSQL so that its plan is kept; imported where there is one."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.db.backends.postgresql.base import ServerBindingCursor


class PlannedCursor(ServerBindingCursor):
    """Says what it asked also where the plan was there already: Django logs and counts by it."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
        done = super().execute(query, params, **options)  # type: ignore[misc]
        cursor: Any = self
        if cursor._query is None:
            cursor._query = SimpleNamespace(query=str(query).encode())
        return done
