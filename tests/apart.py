"""A database of its own for a program that a test runs and kills: a pytest plugin."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from tests.databases import pattern


@pytest.fixture
def database_apart(tmp_path: Path, django_db_blocker: object) -> Iterator[dict[str, str]]:
    """The surroundings of a program with an empty database, of the kind under test."""
    given = {**os.environ, "FAIRWAY_DATA_DIR": str(tmp_path), "FAIRWAY_DEMO": "0"}
    given.pop("DATABASE_URL", None)
    if connection.vendor != "postgresql":
        shutil.copyfile(pattern(), tmp_path / "own.sqlite3")
        yield given
        return
    name = f"killing_{uuid.uuid4().hex[:12]}"
    administer(f'CREATE DATABASE "{name}"')
    yield {**given, "DATABASE_URL": url(name)}
    administer(f'DROP DATABASE "{name}" WITH (FORCE)')


def url(name: str) -> str:
    server = settings.DATABASES["default"]
    login = quote(server["USER"] or "", safe="")
    if server["PASSWORD"]:
        login += ":" + quote(server["PASSWORD"], safe="")
    port = f"&port={server['PORT']}" if server["PORT"] else ""
    return f"postgresql://{login}@/{name}?host={quote(server['HOST'] or '', safe='')}{port}"


def administer(statement: str) -> None:
    import psycopg

    server = settings.DATABASES["default"]
    with psycopg.connect(
        host=server["HOST"] or None,
        port=server["PORT"] or None,
        user=server["USER"] or None,
        password=server["PASSWORD"] or None,
        dbname="postgres",
        autocommit=True,
    ) as there:
        there.execute(statement)
