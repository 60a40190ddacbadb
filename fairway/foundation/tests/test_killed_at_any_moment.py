"""Kill -9 at random moments: nothing acknowledged is lost, nothing happens twice, the chain holds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

ROUNDS = int(os.environ.get("FAIRWAY_KILL_ROUNDS", "20"))


@pytest.fixture
def database(tmp_path, django_db_blocker):
    """The surroundings of a program with a database of its own, of the kind under test."""
    given = {**os.environ, "FAIRWAY_DATA_DIR": str(tmp_path), "FAIRWAY_DEMO": "0"}
    given.pop("DATABASE_URL", None)
    if connection.vendor != "postgresql":
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


def test_nothing_is_lost_and_nothing_happens_twice(database):
    run = subprocess.run(
        [sys.executable, "-m", "fairway.foundation.tests.killing", str(ROUNDS), "7"],
        env=database,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-3000:]
    found = json.loads(run.stdout.splitlines()[-1])

    assert found["kills"] == ROUNDS * 3
    assert found["acknowledged"] > 0
    assert found["taken again"] > 0, "no job was killed in the middle: the moments are wrong"
    assert found["lost"] == []
    assert found["not done"] == []
    assert found["done twice"] == []
    assert found["done without cause"] == []
    assert set(found["jobs"]) == {"done"}
    assert (found["broken"], found["unsealed"]) == ("", 0)
