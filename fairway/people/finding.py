"""Find people by what one types: beginnings of words, in any order, without accents."""

from __future__ import annotations

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from fairway.foundation.text import fold
from fairway.people.search_index import FIND

MOST_WORDS = 6


def named(words: str) -> Q:
    """Everybody whose name, number or address has words beginning like these."""
    wanted = fold(words).split()[:MOST_WORDS]
    if not wanted:
        return Q()
    # Quoted: what is typed is looked for, never read as a query.
    if connection.vendor == "postgresql":
        asked = " & ".join(f"'{word}':*" for word in wanted)
    else:
        asked = " AND ".join(f'"{word}"*' for word in wanted)
    return Q(pk__in=RawSQL(FIND[connection.vendor], [asked]))  # noqa: S611 (a fixed statement)
