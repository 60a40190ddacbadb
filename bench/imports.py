"""How long an import of people takes, and how much memory."""

from __future__ import annotations

import csv
import os
import random
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from bench import report

MUST = {10_000: "≤ 6 s", 100_000: "≤ 60 s"}
MOST_MEMORY = "≤ 500 MB"
LONGEST_WAIT, PAUSE = "≤ 10 s", 0.05


def measure(environment: dict[str, str], database: str, people: int) -> list[dict[str, Any]]:
    """Import a made-up company of that size into an empty database, by the command line."""
    environment = environment | {
        "FAIRWAY_DEMO": "0",
        "FAIRWAY_DATA_DIR": f"{environment['FAIRWAY_DATA_DIR']}/own",
    }
    folder = Path(environment["FAIRWAY_DATA_DIR"])
    folder.mkdir(parents=True, exist_ok=True)
    if database == "postgresql":
        _forget(environment)
    path = write_export(folder / "people.csv", people)
    _run(environment, "django", "migrate", "--verbosity=0")
    begun = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-m", "fairway.config.cli", "import", "people", str(path), "--json"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    with waiting_writer(folder / "own.sqlite3" if database == "sqlite" else None) as waits:
        _pid, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - begun
    fine = "" if os.waitstatus_to_exitcode(status) == 0 else " (refused)"
    return [
        report.other(
            f"import of {people:,} people{fine}", database, f"{seconds:.1f} s", MUST.get(people, "")
        ),
        report.other(
            f"memory of the import of {people:,} people",
            database,
            f"{usage.ru_maxrss / 1024:.0f} MB",
            MOST_MEMORY,
        ),
        *_wait(waits, database, people),
    ]


def _wait(waits: list[float], database: str, people: int) -> list[dict[str, Any]]:
    if not waits:
        return []
    what = f"longest wait of another write beside the import of {people:,}"
    return [report.other(what, database, f"{max(waits):.1f} s", LONGEST_WAIT)]


@contextmanager
def waiting_writer(path: Path | None) -> Iterator[list[float]]:
    """Somebody who writes all the while, as on SQLite only one can: how long each write took.

    PostgreSQL lets others write beside the import.
    """
    waits: list[float] = []
    if path is None:
        yield waits
        return
    stopped = threading.Event()

    def write_again_and_again() -> None:
        with closing(sqlite3.connect(path, timeout=120, isolation_level=None)) as connection:
            while not stopped.wait(PAUSE):
                begun = time.perf_counter()
                connection.execute("BEGIN IMMEDIATE")
                connection.execute("COMMIT")
                waits.append(time.perf_counter() - begun)

    writer = threading.Thread(target=write_again_and_again)
    writer.start()
    try:
        yield waits
    finally:
        stopped.set()
        writer.join()


def write_export(path: Path, people: int) -> Path:
    """An export as a payroll system writes it: managers by number, everybody below one person."""
    chance = random.Random(7)
    with path.open("w", newline="", encoding="utf-8") as file:
        sheet = csv.writer(file)
        sheet.writerow(
            [
                "Employee ID",
                "Name",
                "Email",
                "Job title",
                "Department",
                "Location",
                "Manager ID",
                "Hire date",
            ]
        )
        for number in range(people):
            manager = "" if number == 0 else f"E{(number - 1) // 8:06d}"
            sheet.writerow(
                [
                    f"E{number:06d}",
                    f"Person{number} Family{chance.randrange(5000)}",
                    f"person{number}@example.org",
                    chance.choice(["Adviser", "Lead", "Analyst", "Driver"]),
                    f"Unit {number % 200}",
                    f"Site {number % 60}",
                    manager,
                    f"20{chance.randrange(10, 26)}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}",
                ]
            )
    return path


def _forget(environment: dict[str, str]) -> None:
    """The pages' company stands in the same cluster: begin again without it."""
    script = (
        "import django; django.setup(); from django.db import connection as c;"
        "c.ensure_connection(); c.cursor().execute('DROP SCHEMA public CASCADE; CREATE SCHEMA public')"
    )
    subprocess.run([sys.executable, "-c", script], env=environment, check=True)


def _run(environment: dict[str, str], module: str, *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", module, *arguments], env=environment, check=True)
