"""The table, and which figures miss what `qualities` demands."""

from __future__ import annotations

import os
import platform
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results.md"
MOST_P95, MOST_TIMES, MOST_QUERIES, MOST_GROWTH = 60.0, 6.0, 12, 1.5


def machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}"
    )


def commit() -> str:
    return subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    ).stdout.strip()


def misses(row: dict[str, Any]) -> list[str]:
    found = []
    if row["status"] != 200:
        found.append(f"status {row['status']}")
    if row["p95"] > MOST_P95:
        found.append(f"p95 over {MOST_P95:.0f} ms")
    if row["times_yardstick"] > MOST_TIMES:
        found.append(f"over {MOST_TIMES:.0f} × the yardstick")
    if row["queries"] > MOST_QUERIES:
        found.append(f"over {MOST_QUERIES} queries")
    return found


def growth(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """How much longer a page takes at the largest organisation than at the smallest, each time
    set against the yardstick beside it: the machine may be busier at one than at the other."""
    grown = []
    for database, page in dict.fromkeys((row["database"], row["page"]) for row in rows):
        own = [r for r in rows if (r["database"], r["page"]) == (database, page)]
        small = min(own, key=lambda r: r["people"])
        large = max(own, key=lambda r: r["people"])
        if small["people"] == large["people"]:
            continue
        times = large["times_yardstick"] / small["times_yardstick"]
        note = f"over {MOST_GROWTH} ×" if times > MOST_GROWTH else ""
        if large["queries"] != small["queries"]:
            note = f"{note} queries {small['queries']} → {large['queries']}".strip()
        grown.append({"database": database, "page": page, "growth": times, "misses": note})
    return grown


def whole(chapters: dict[str, str]) -> str:
    """One text of chapters by their titles."""
    return (
        "\n\n".join(["# Measured", *(f"## {key}\n\n{text}" for key, text in chapters.items())])
        + "\n"
    )


def kept_in(text: str) -> dict[str, str]:
    """The chapters of such a text."""
    _title, *parts = re.split(r"^## ", text, flags=re.MULTILINE)
    pairs = (part.split("\n", 1) for part in parts)
    return {key: rest.strip() for key, rest in pairs}


def other(what: str, database: str, measured: str, must: str = "") -> dict[str, Any]:
    return {"what": what, "database": database, "measured": measured, "must": must}


def table(heads: list[str], lines: list[list[str]]) -> str:
    rule = ["---"] * len(heads)
    return "\n".join("| " + " | ".join(line) + " |" for line in [heads, rule, *lines])


def pages_table(rows: list[dict[str, Any]]) -> str:
    return table(
        [
            "database",
            "people",
            "page",
            "p50 ms",
            "p95 ms",
            "yardstick ms",
            "× yardstick",
            "queries",
            "KB",
            "misses",
        ],
        [
            [
                row["database"],
                f"{row['people']:,}",
                row["page"],
                f"{row['p50']:.1f}",
                f"{row['p95']:.1f}",
                f"{row['yardstick']:.1f}",
                f"{row['times_yardstick']:.1f}",
                str(row["queries"]),
                f"{row['kilobytes']:.0f}",
                ", ".join(misses(row)),
            ]
            for row in rows
        ],
    )


def growth_table(rows: list[dict[str, Any]]) -> str:
    return table(
        ["database", "page", "growth", "misses"],
        [[r["database"], r["page"], f"{r['growth']:.2f} ×", r["misses"]] for r in growth(rows)],
    )


def others_table(rows: list[dict[str, Any]]) -> str:
    return table(
        ["what", "database", "measured", "must"],
        [[r["what"], r["database"], r["measured"], r["must"]] for r in rows],
    )


def heading(command: str, rounds: int) -> str:
    today = datetime.now(UTC).date().isoformat()
    return (
        f"`{command}` on {today}, commit {commit()}, {machine()}; {rounds} rounds a page, each "
        "beside the yardstick in the same process, after a warm-up; one request at a time. "
        f"The machine's load was {load()}. How to read it: `bench/README.md`."
    )


def load() -> str:
    """A load above the number of cores says that the times are too long, whatever they are."""
    return f"{os.getloadavg()[2]:.1f} over the last quarter of an hour"


def summary(rows: list[dict[str, Any]]) -> str:
    """What misses its bar, so that nobody has to look for it."""
    missing = [row for row in rows if misses(row)]
    grown = [row for row in growth(rows) if row["misses"]]
    return (
        f"{len(rows) - len(missing)} of {len(rows)} measured pages are within every bar; "
        f"{len(growth(rows)) - len(grown)} of {len(growth(rows))} grow within theirs."
    )
