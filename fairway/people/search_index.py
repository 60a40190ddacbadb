"""The index that finds people by the beginnings of words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from fairway.foundation.word_index import WordIndex

NAMES = WordIndex("people_person", "search_text", folded=True)
make_index, drop_index = NAMES.make, NAMES.drop


@contextmanager
def indexed_at_the_end(*, many: bool = True) -> Iterator[None]:
    """Add very many people: on SQLite making the index anew beats adding to it row by row.

    Inside one transaction, so that nobody ever sees it missing.
    """
    if not many or connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {NAMES.name}_insert")
        yield
        cursor.execute(NAMES.rebuild())
        cursor.execute(NAMES.add_on_insert())
