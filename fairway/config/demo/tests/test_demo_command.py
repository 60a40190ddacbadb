"""`fairway demo` makes a company in a database of its own, and never over another by accident."""

import os
import subprocess
import sys
from argparse import Namespace

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from psycopg.sql import SQL, Identifier

from fairway.config.cli import main
from fairway.config.cli.commands import demo as command
from fairway.config.cli.refusal import Refused

FAIRWAY = [sys.executable, "-m", "fairway.config.cli"]


@pytest.fixture
def fairway(tmp_path):
    def run(*arguments, **more):
        kept = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
        surroundings = {**kept, "FAIRWAY_DATA_DIR": str(tmp_path), **more}
        return subprocess.run(
            [*FAIRWAY, *arguments],
            env=surroundings,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    return run


def test_a_company_is_made_once_and_only_replaced_when_told_to(fairway, tmp_path):
    first = fairway("demo", "--people", "120", "--as-of", "2026-11-20")
    assert first.returncode == 0, first.stderr
    assert "with 120 people, as of 2026-11-20" in first.stdout
    assert (tmp_path / "demo.sqlite3").exists()
    assert not (tmp_path / "own.sqlite3").exists()
    again = fairway("demo", "--people", "130")
    assert again.returncode == 1
    assert "--anew" in again.stderr
    anew = fairway("demo", "--people", "130", "--anew")
    assert (anew.returncode, anew.stderr) == (0, "")
    assert "with 130 people" in anew.stdout


@pytest.mark.parametrize("people", [119, 0, -5, 1_000_001])
def test_a_company_too_small_or_too_large_is_refused_in_words(people):
    with pytest.raises(Refused, match="from 120 to 500,000 people"):
        command.run(Namespace(people=people, as_of=None, anew=False, dense=False))


def test_a_day_that_is_none_is_wrong_usage(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["demo", "--as-of", "31/02/2026"])
    assert ended.value.code == 2
    assert "--as-of" in capsys.readouterr().err


@pytest.mark.postgresql
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite keeps each in its own file")
def test_on_postgresql_the_demo_gets_a_database_beside_the_named_one(fairway):
    url = settings.ENV.database_url
    with psycopg.connect(url, autocommit=True) as beside:
        [name] = beside.execute("SELECT current_database()").fetchone()
        demo = Identifier(f"{name}_demo")
        beside.execute(SQL("DROP DATABASE IF EXISTS {}").format(demo))
        try:
            made = fairway("demo", "--people", "120", DATABASE_URL=url)
            assert made.returncode == 0, made.stderr
            again = fairway("demo", "--people", "120", DATABASE_URL=url)
            assert again.returncode == 1
        finally:
            beside.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(demo))
