"""`./bin/bench`: make companies of several sizes, measure, print the table, keep it on request."""

from __future__ import annotations

import argparse
import json
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "bin"))

from bench import imports, report  # noqa: E402
from setup.postgresql import throwaway_postgresql  # type: ignore[import-not-found]  # noqa: E402


def main(arguments: list[str]) -> int:
    given = options(arguments)
    pages: list[dict[str, Any]] = []
    others: list[dict[str, Any]] = []
    for database in given.databases:
        for people in given.people:
            with surroundings(database) as environment:
                if "pages" in given.only:
                    pages += measure_pages(environment, database, people, given.rounds)
                if "import" in given.only:
                    others += imports.measure(environment, database, people)
    text = written(pages, others, arguments, given.rounds)
    print(text)
    if given.write:
        report.RESULTS.write_text("# Measured\n\n" + text + "\n", encoding="utf-8")
    return 0


def options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("--people", type=numbers, default=[1_000, 10_000, 100_000])
    parser.add_argument("--databases", type=words, default=["sqlite", "postgresql"])
    parser.add_argument("--only", type=words, default=["pages", "import"])
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--write", action="store_true", help="keep the table in bench/results.md")
    return parser.parse_args(arguments)


def words(text: str) -> list[str]:
    return text.split(",")


def numbers(text: str) -> list[int]:
    return [int(word) for word in text.split(",")]


@contextmanager
def surroundings(database: str) -> Iterator[dict[str, str]]:
    """An empty data folder and an empty database, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="fairway-bench-") as folder:
        environment = {
            **os.environ,
            "FAIRWAY_DATA_DIR": folder,
            "FAIRWAY_DEMO": "1",
            "DJANGO_SETTINGS_MODULE": "fairway.config.settings",
            "PYTHONPATH": str(ROOT),
        }
        if database == "sqlite":
            yield environment | {"DATABASE_URL": ""}
            return
        with throwaway_postgresql() as url:
            yield environment | {"DATABASE_URL": url}


def measure_pages(
    environment: dict[str, str], database: str, people: int, rounds: int
) -> list[dict[str, Any]]:
    say(f"{database}: a company of {people:,}")
    run(environment, "django", "migrate", "--verbosity=0")
    run(environment, "django", "collectstatic", "--noinput", "--verbosity=0")
    run(environment, "fairway.config.cli", "demo", "--people", str(people))
    measured = run(environment, "bench.pages", "--people", str(people), "--rounds", str(rounds))
    rows = json.loads(measured.splitlines()[-1])
    return [row | {"database": database, "people": people} for row in rows]


def run(environment: dict[str, str], module: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout


def written(
    pages: list[dict[str, Any]], others: list[dict[str, Any]], arguments: list[str], rounds: int
) -> str:
    command = shlex.join(["./bin/bench", *arguments])
    parts = [report.heading(command, rounds)]
    if pages:
        parts += ["## Pages", report.pages_table(pages)]
        parts += ["## Growth with the organisation", report.growth_table(pages)]
    if others:
        parts += ["## Import and the rest", report.others_table(others)]
    return "\n\n".join(parts)


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
