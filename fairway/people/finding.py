"""Find people by what one types: beginnings of words, in any order, without accents."""

from __future__ import annotations

from django.db import connection
from django.db.models import F, Q

from fairway.foundation.lookups import checked_in
from fairway.foundation.text import fold
from fairway.foundation.word_index import MOST_WORDS
from fairway.people.search_index import NAMES


def named(words: str, *, many: bool = False) -> Q:
    """Everybody whose name, number or address has words beginning like these.

    `many`: they are known to be a good part of all people.
    """
    wanted = fold(words).split()[:MOST_WORDS]
    if not wanted:
        return Q()
    if many and connection.vendor == "sqlite":
        return checked_in(F("pk"), NAMES.rows_in_sqlite(wanted))
    return NAMES.has(wanted)
