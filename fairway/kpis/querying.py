"""A query in another database: one SELECT, reading alone, within bounds of time and size.

`answer` runs in a process of its own (`foundation.bounded`), which knows neither our settings nor
our database. Nothing here knows Django.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import quote, urlparse

from fairway.foundation.bounded.unfit import Unfit

SECONDS = 10
MOST_ROWS = 20_000
COLUMNS = 2
LONGEST_CELL = 1_000_000
STEPS = 1_000  # of SQLite's machine, between two looks at the clock
READING = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_FUNCTION,
    sqlite3.SQLITE_RECURSIVE,
}


def answer(address: str, query: str, seconds: int, most: int) -> list[list[str]]:
    """Rows of a day and a value, as text. What cannot be is an Unfit."""
    ask = _sqlite if urlparse(address).scheme == "sqlite" else _postgresql
    found = [row for row in ask(address, _bare(query), seconds, most + 1) if row[1] is not None]
    if len(found) > most:
        raise Unfit("many", most=most)
    return [[_text(cell) for cell in row] for row in found]


def _bare(query: str) -> str:
    return query.strip().rstrip(";").rstrip()


def _postgresql(address: str, query: str, seconds: int, most: int) -> Sequence[Any]:
    import psycopg

    bounds = {
        "default_transaction_read_only": "on",
        "statement_timeout": seconds * 1000,
        "lock_timeout": 1000,
        "idle_in_transaction_session_timeout": 60_000,
    }
    options = " ".join(f"-c {name}={value}" for name, value in bounds.items())
    try:
        with psycopg.connect(address, connect_timeout=5, options=options, autocommit=True) as wire:
            wire.execute("BEGIN READ ONLY")
            # Only a SELECT can have a cursor, and what is prepared is one statement.
            wire.execute(f"DECLARE asked CURSOR FOR {query}".encode(), prepare=True)
            cursor = wire.execute(f"FETCH FORWARD {int(most)} FROM asked".encode())
            _check(cursor.description)
            rows = cursor.fetchall()
            wire.execute("ROLLBACK")
            return rows
    except psycopg.errors.QueryCanceled:
        raise Unfit("long", seconds=seconds) from None
    except psycopg.Error as fault:
        # Its words may hold what is in the rows; its class does not.
        code = "refused" if fault.sqlstate else "unreachable"
        raise Unfit(code, why=type(fault).__name__) from None


def _sqlite(address: str, query: str, seconds: int, most: int) -> Sequence[Any]:
    path = urlparse(address).path
    try:
        wire = sqlite3.connect(f"file:{quote(path)}?mode=ro", uri=True, timeout=2)
    except sqlite3.Error:
        raise Unfit("unreachable", why="OperationalError") from None
    until = time.monotonic() + seconds
    wire.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_CELL)
    wire.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    wire.set_authorizer(_only_reading)
    wire.set_progress_handler(lambda: int(time.monotonic() > until), STEPS)
    try:
        cursor = wire.execute(query)
        _check(cursor.description)
        return cursor.fetchmany(most)
    except (sqlite3.Error, sqlite3.Warning) as fault:
        if "interrupted" in str(fault):
            raise Unfit("long", seconds=seconds) from None
        raise Unfit("refused", why=type(fault).__name__) from None
    finally:
        wire.close()


def _only_reading(action: int, first: str | None, second: str | None, *_more: Any) -> int:
    if action not in READING or second == "load_extension":
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK


def _check(columns: Iterable[Any] | None) -> None:
    if columns is None or len(list(columns)) != COLUMNS:
        raise Unfit("columns")


def _text(cell: Any) -> str:
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    if isinstance(cell, Decimal):
        return format(cell, "f")
    return " ".join(str(cell).split())[:60]
