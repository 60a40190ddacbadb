"""The file of its own: one table, made from its model.

Walking it through the migrations of the whole house would take seconds at every first start.
"""

from __future__ import annotations

from typing import Any

from django.db import connections

from fairway.foundation.models import ReadEntry
from fairway.foundation.reading.router import APART


def make_place(place: Any = None) -> None:
    """Once, where reads lie apart; `place` is the connection to it."""
    if APART not in connections:
        return
    connection = place or connections[APART]
    if ReadEntry._meta.db_table not in connection.introspection.table_names():
        with connection.schema_editor() as editor:
            editor.create_model(ReadEntry)
