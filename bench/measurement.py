"""How fast `fairway.measurement` is: beside lme4 and statsmodels, and against its bars.

Each piece runs in a process of its own, so that its peak of memory is its own. Judged are CPU
seconds, which other work on the machine lengthens least; seconds by the clock stand beside them.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

from bench import report

ROOT = Path(__file__).resolve().parent.parent
OPENINGS = 15
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def measure() -> list[dict[str, Any]]:
    """Every piece, one after another."""
    from bench.pieces import PIECES

    rows = [opening()]
    for name in PIECES:
        print(f"measurement: {name.replace('_', ' ')}", file=sys.stderr, flush=True)
        rows.append(_in_its_own_process(name))
    return rows


def _in_its_own_process(name: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.pieces", name],
        cwd=ROOT,
        env={**os.environ, **ONE_THREAD},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    row: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return row


def opening() -> dict[str, Any]:
    """Start Python and import the room, each time in a fresh process."""
    times = [_opened("import fairway.measurement") for _ in range(OPENINGS)]
    loaded = [_opened("from fairway.measurement import *") for _ in range(OPENINGS)]
    all_of_it = median(cpu for cpu, _wall in loaded)
    return {
        "what": "import of `fairway.measurement`",
        "data": f"fresh processes; with all it offers {all_of_it:.2f} s",
        "cpu": [cpu for cpu, _wall in times],
        "wall": [wall for _cpu, wall in times],
        "most_seconds": 0.3,
    }


def _opened(code: str) -> tuple[float, float]:
    begun = time.perf_counter()
    child = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)
    _pid, status, usage = os.wait4(child.pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise RuntimeError(f"{code} failed")
    return usage.ru_utime + usage.ru_stime, time.perf_counter() - begun


def held(row: dict[str, Any]) -> bool | None:
    """Whether every bar of the row is held; None where one could not be tried."""
    checks: list[bool | None] = []
    if "most_seconds" in row:
        checks.append(median(row["cpu"]) <= row["most_seconds"])
    if "most_mb" in row:
        checks.append(row["mb"] <= row["most_mb"])
    if "least_times" in row:
        checks.append(times(row) >= row["least_times"] if row.get("their_cpu") else None)
    if "off" in row:
        checks.append(row["off"] <= row["most_off"])
    if False in checks:
        return False
    return None if None in checks else True


def times(row: dict[str, Any]) -> float:
    """How many times ours fits into theirs, by medians of the same rounds."""
    return median(row["their_cpu"]) / median(row["cpu"])


def must(row: dict[str, Any]) -> str:
    bars = [f"≤ {row['most_seconds']:g} s"] if "most_seconds" in row else []
    if "least_times" in row:
        bars.append(f"≥ {row['least_times']} ×")
    if "most_mb" in row:
        bars.append(f"≤ {row['most_mb']:,} MB")
    if "off" in row:
        bars.append(f"equal to {row['most_off']:g}")
    return ", ".join(bars)


def table(rows: list[dict[str, Any]]) -> str:
    heads = ["what", "data", "repeats", "ours: CPU s", "by the clock s", "memory MB"]
    heads += ["theirs: CPU s", "theirs ÷ ours", "furthest apart", "must", "held"]
    return report.table(heads, [_line(row) for row in rows])


def _line(row: dict[str, Any]) -> list[str]:
    theirs = row.get("their_cpu")
    return [
        row["what"],
        row["data"],
        str(len(row["cpu"])),
        _least_and_median(row["cpu"]),
        _least_and_median(row["wall"]),
        f"{row['mb']:,.0f}" if "mb" in row else "",
        _least_and_median(theirs) if theirs else row.get("not_present", ""),
        f"{times(row):.1f} ×" if theirs else "",
        f"{row['off']:.0e}" if "off" in row else "",
        must(row),
        {True: "yes", False: "NO", None: "not tried"}[held(row)],
    ]


def _least_and_median(seconds: list[float]) -> str:
    digits = 4 if min(seconds) < 0.1 else 2
    return f"{min(seconds):.{digits}f} / {median(seconds):.{digits}f}"


def heading(rows: list[dict[str, Any]]) -> str:
    """What was compared with what, and how it is judged."""
    import numpy
    import scipy

    versions = [f"Python {platform.python_version()}", f"numpy {numpy.__version__}"]
    versions += [
        f"scipy {scipy.__version__}",
        *(row["versions"] for row in rows if "versions" in row),
    ]
    kept = sum(held(row) is True for row in rows)
    return (
        f"{kept} of {len(rows)} hold. Least and median of the repeats; ours and theirs in turn, in "
        "the same minutes, on one thread, after the data are read and the programs loaded. Judged by the median of "
        "CPU seconds, as other work lengthens them least; memory is the peak of a process with its "
        f"data. {', '.join(dict.fromkeys(versions))}; load {os.getloadavg()[0]:.1f}."
    )
