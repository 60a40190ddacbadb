"""A disk that is full on demand, for SQLite: a pytest plugin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.db.backends.signals import connection_created

ROOMY = 1_000_000


class Disk:
    """fill() lets the database of a test that commits grow no further; make_room() does again."""

    def __init__(self) -> None:
        self._most = ROOMY

    def fill(self, spare: int = 0) -> None:
        """Leave room for so many pages. Pages that others gave back are filled up first."""
        self._fill_the_freed()
        self._allow(_pragma("page_count") + spare)

    def make_room(self) -> None:
        self._allow(ROOMY)
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS ballast")

    def limit(self, **signal: Any) -> None:
        with signal["connection"].cursor() as cursor:
            cursor.execute(f"PRAGMA max_page_count = {self._most}")

    def _allow(self, pages: int) -> None:
        self._most = pages
        self.limit(connection=connection)

    def _fill_the_freed(self) -> None:
        self._allow(_pragma("page_count") + 1)
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE ballast (bytes BLOB)")
        for pages in (1000, 100, 10, 1):
            size = pages * (_pragma("page_size") - 512)
            while _inserted(size):
                pass


def _inserted(size: int) -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO ballast VALUES (zeroblob(%s))", [size])
    except OperationalError:
        return False
    return True


def _pragma(name: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return cursor.fetchone()[0]


@pytest.fixture
def disk(transactional_db: None) -> Iterator[Disk]:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite lets a test set how large its file may grow")
    disk = Disk()
    connection_created.connect(disk.limit)
    yield disk
    connection_created.disconnect(disk.limit)
    disk.make_room()
