"""One at a time, by name: for work that must not overlap with itself across processes."""

from __future__ import annotations

import hashlib

from django.db import connection


def hold(name: str) -> None:
    """Wait for the named lock and keep it until the transaction ends.

    SQLite needs none: a transaction there takes the only write lock when it begins.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"hold({name!r}) outside a transaction would hold nothing")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_number(name)])


def try_hold(name: str) -> bool:
    """Like `hold`, but says False at once when another has it."""
    if connection.vendor != "postgresql":
        hold(name)
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_number(name)])
        return bool(cursor.fetchone()[0])


def _number(name: str) -> int:
    digest = hashlib.sha256(f"fairway:{name}".encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)
