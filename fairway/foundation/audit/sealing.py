"""The sealer: gives events their number and their hash, one sealer at a time.

It takes rows that have no number, never "ids greater than the last": ids are handed out before
their transactions commit, and a later one may commit first.
"""

from __future__ import annotations

from django.db import connection, transaction

from fairway.foundation.audit.chain import BEGINNING, COLUMNS, digest
from fairway.foundation.locks import try_hold
from fairway.foundation.models import Event

AT_ONCE = 1000


def seal_all() -> int:
    """Seal what is there, in short transactions; gives the number of events sealed."""
    sealed = 0
    while some := seal_some():
        sealed += some
    return sealed


def seal_some(most: int = AT_ONCE) -> int:
    """Seal the next events in one transaction; 0 when there are none or another sealer is at it."""
    if not Event.objects.filter(seq=None).exists():
        return 0
    with transaction.atomic():
        if not try_hold("sealer"):
            return 0
        seq, previous = head()
        rows = []
        for row in Event.objects.filter(seq=None).order_by("id").values("id", *COLUMNS)[:most]:
            seq += 1
            previous = digest(previous, seq, row)
            rows.append((seq, previous, row["id"]))
        _write(rows)
    return len(rows)


def head() -> tuple[int, str]:
    """The number and hash of the last sealed event."""
    sealed = Event.objects.filter(seq__isnull=False).order_by("-seq")
    last = sealed.values_list("seq", "hash").first()
    return (int(last[0] or 0), last[1]) if last else (0, BEGINNING)


def _write(rows: list[tuple[int, str, int]]) -> None:
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {Event._meta.db_table} SET seq = %s, hash = %s WHERE id = %s",  # noqa: S608
            rows,
        )
