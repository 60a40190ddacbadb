"""The table, and which figures miss what `qualities` demands."""

from __future__ import annotations

import os
import platform
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
    """Median at the largest organisation over that at the smallest, by page and database."""
    grown = []
    for database, page in dict.fromkeys((row["database"], row["page"]) for row in rows):
        own = [r for r in rows if (r["database"], r["page"]) == (database, page)]
        small = min(own, key=lambda r: r["people"])
        large = max(own, key=lambda r: r["people"])
        if small["people"] == large["people"]:
            continue
        times = large["p50"] / small["p50"]
        note = f"over {MOST_GROWTH} ×" if times > MOST_GROWTH else ""
        if large["queries"] != small["queries"]:
            note = f"{note} queries {small['queries']} → {large['queries']}".strip()
        grown.append({"database": database, "page": page, "growth": times, "misses": note})
    return grown


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
            "queries",
            "× yardstick",
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
                str(row["queries"]),
                f"{row['times_yardstick']:.1f}",
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
        "beside the yardstick in the same process, after a warm-up; one request at a time."
    )
