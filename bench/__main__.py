"""`./bin/bench`: make companies of several sizes, measure, print the table, keep it on request."""

from __future__ import annotations

import argparse
import json
import os
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TITLES = {
    "measurement": "Statistics",
    "pages": "Pages",
    "work": "Background work",
    "import": "Import",
    "goals": "Pages among many goals",
    "conversations": "Pages among many conversations",
    "reviews": "Pages among many reviews",
}
PARTS = list(TITLES)
sys.path.insert(0, str(ROOT / "bin"))

from bench import (  # noqa: E402
    charting,
    conversations,
    goals,
    imports,
    measurement,
    report,
    reviews,
)
from setup.postgresql import throwaway_postgresql  # type: ignore[import-not-found]  # noqa: E402


@dataclass
class Found:
    """What one part measured."""

    pages: list[dict[str, Any]] = field(default_factory=list)
    others: list[dict[str, Any]] = field(default_factory=list)
    statistics: list[dict[str, Any]] = field(default_factory=list)


FILLED: dict[str, Any] = {
    "goals": goals,
    "conversations": conversations,
    "reviews": reviews,
}


def main(arguments: list[str]) -> int:
    given = options(arguments)
    found = {part: Found() for part in PARTS if part in given.only}
    begun = time.monotonic()
    if "measurement" in found:
        found["measurement"].statistics = measurement.measure()
    keep(given, found, arguments)
    for database in given.databases if set(found) - {"measurement"} else []:
        for people in given.people:
            with surroundings(database) as environment:
                measure_one(found, environment, database, people, given.rounds)
            keep(given, found, arguments)
    print(report.whole(chapters(given, found, arguments)))
    say(f"took {(time.monotonic() - begun) / 60:.0f} minutes")
    return 0


def measure_one(
    found: dict[str, Found], environment: dict[str, str], database: str, people: int, rounds: int
) -> None:
    """All parts that were asked for, of one size of the organisation in one database."""
    if {"pages", "work", *FILLED} & set(found):
        make_company(environment, database, people)
    if "pages" in found:
        say(f"{database}: pages of {people:,}")
        measured, memory = measure_pages(environment, database, people, rounds)
        found["pages"].pages += measured
        found["pages"].others.append(memory)
    if "work" in found:
        say(f"{database}: background work of {people:,}")
        found["work"].others += measure_work(environment, database, people)
    if "import" in found and people in imports.MUST:
        say(f"{database}: import of {people:,}")
        found["import"].others += imports.measure(environment, database, people)
    for room, filled in FILLED.items():
        if room in found and people <= filled.MOST_PEOPLE:
            say(f"{database}: {room} of {people:,}")
            measured, told = measure_filled(room, environment, database, people, rounds)
            found[room].pages += measured
            found[room].others += filled.others(told, database, people)
    if "goals" in found and people <= goals.MOST_PEOPLE:
        found["goals"].others += measure_charts(environment, database)


def keep(given: argparse.Namespace, found: dict[str, Found], arguments: list[str]) -> None:
    """After each size: whoever stops it half way has what was measured. A part that was not
    measured this time stays as it was, under the command that measured it."""
    if given.write:
        before = report.RESULTS.read_text(encoding="utf-8") if report.RESULTS.exists() else ""
        kept = report.kept_in(before) | chapters(given, found, arguments)
        ordered = {title: kept[title] for title in TITLES.values() if title in kept}
        report.RESULTS.write_text(report.whole(ordered), encoding="utf-8")


def chapters(
    given: argparse.Namespace, found: dict[str, Found], arguments: list[str]
) -> dict[str, str]:
    """What was found, a chapter for each part that has something."""
    heading = report.heading(shlex.join(["./bin/bench", *arguments]), given.rounds)
    return {
        TITLES[part]: written(one, heading)
        for part, one in found.items()
        if one.pages or one.others or one.statistics
    }


def options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument(
        "--people",
        type=numbers,
        default=[1_000, 10_000, 100_000],
        metavar="N,N",
        help="sizes of the organisation (default: 1000,10000,100000)",
    )
    parser.add_argument(
        "--databases",
        type=words,
        default=["sqlite", "postgresql"],
        metavar="NAME,NAME",
        help="sqlite, postgresql or both (default)",
    )
    parser.add_argument(
        "--only",
        type=words,
        default=PARTS,
        metavar="PART,PART",
        help=f"{', '.join(PARTS)} (default: all)",
    )
    parser.add_argument(
        "--rounds", type=int, default=40, help="how often each page is asked for (default: 40)"
    )
    parser.add_argument(
        "--quick", action="store_true", help="pages at 1,000 and 10,000 on SQLite, in two minutes"
    )
    parser.add_argument("--write", action="store_true", help="keep the tables in bench/results.md")
    given = parser.parse_args(arguments)
    if unknown := set(given.only) - set(PARTS):
        parser.error(f"--only knows {', '.join(PARTS)}, not {', '.join(sorted(unknown))}")
    if given.quick:
        given.people, given.databases, given.only = [1_000, 10_000], ["sqlite"], ["pages"]
        given.rounds = 20
    return given


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


def make_company(environment: dict[str, str], database: str, people: int) -> None:
    say(f"{database}: a company of {people:,}")
    run(environment, "fairway.config.cli", "demo", "--people", str(people))
    run(environment, "django", "collectstatic", "--noinput", "--verbosity=0")


def measure_pages(
    environment: dict[str, str], database: str, people: int, rounds: int
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    measured = run(environment, "bench.pages", "--people", str(people), "--rounds", str(rounds))
    found = json.loads(measured.splitlines()[-1])
    rows = [row | {"database": database, "people": people} for row in found["pages"]]
    return rows, report.other(
        f"memory of a process serving pages, {people:,} people",
        database,
        f"{found['memory']:.0f} MB",
        "≤ 200 MB",
    )


def measure_filled(
    room: str, environment: dict[str, str], database: str, people: int, rounds: int
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The pages of a room once more, now among very many rows; and what else it found."""
    given = ("--people", str(people), "--rounds", str(rounds))
    found = json.loads(run(environment, f"bench.{room}", *given).splitlines()[-1])
    rows = [
        row | {"database": database, "people": people, "page": f"{row['page']}, among many {room}"}
        for row in found["pages"]
    ]
    return rows, found


def measure_charts(environment: dict[str, str], database: str) -> list[dict[str, Any]]:
    found = json.loads(run(environment, "bench.charting").splitlines()[-1])
    return charting.others(found, database)


def measure_work(environment: dict[str, str], database: str, people: int) -> list[dict[str, Any]]:
    found = json.loads(run(environment, "bench.work").splitlines()[-1])
    size = f"{people:,} people"
    rows = [
        report.other(f"{what}, {size}", database, f"{spent:.1f} s")
        for what, spent in found["took"].items()
    ]
    memory = f"{found['memory']:.0f} MB"
    return [*rows, report.other(f"memory of all that work, {size}", database, memory)]


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


def written(found: Found, heading: str) -> str:
    parts = [heading]
    if found.pages:
        parts += [report.summary(found.pages), report.pages_table(found.pages)]
    if report.growth(found.pages):
        parts += ["### Growth with the organisation", report.growth_table(found.pages)]
    if found.others:
        parts += ["### Memory and work", report.others_table(found.others)]
    if found.statistics:
        parts += [measurement.heading(found.statistics), measurement.table(found.statistics)]
    return "\n\n".join(parts)


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
