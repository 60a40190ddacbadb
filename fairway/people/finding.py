"""Find people by what one types: beginnings of words, in any order, without accents."""

from __future__ import annotations

from django.db import connection
from django.db.models import BooleanField, F, Func, Q, Value
from django.db.models.expressions import RawSQL

from fairway.foundation.lookups import checked_in
from fairway.foundation.text import fold
from fairway.people.search_index import FIND

MOST_WORDS = 6


class HasWords(Func):
    """PostgreSQL's own way, written as its index is."""

    template = "(to_tsvector('simple', %(expressions)s))"
    arg_joiner = ") @@ to_tsquery('simple', "
    output_field = BooleanField()


def named(words: str, *, many: bool = False) -> Q:
    """Everybody whose name, number or address has words beginning like these.

    `many`: they are known to be a good part of all people.
    """
    wanted = fold(words).split()[:MOST_WORDS]
    if not wanted:
        return Q()
    # Quoted: what is typed is looked for, never read as a query.
    if connection.vendor == "postgresql":
        asked = " & ".join(f"'{word}':*" for word in wanted)
        return Q(HasWords(F("search_text"), Value(asked)))
    asked = " AND ".join(f'"{word}"*' for word in wanted)
    found = RawSQL(FIND, [asked])  # noqa: S611 (a fixed statement)
    return checked_in(F("pk"), found) if many else Q(pk__in=found)
