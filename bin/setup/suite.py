"""Runs pytest on one database and reads what came of it."""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from setup.console import ROOT, say
from setup.system import browser

RESULTS = ROOT / "test-results"
NOTHING_COLLECTED = 5


@dataclass
class Outcome:
    name: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0
    failures: list[str] = field(default_factory=list)
    left_out: str = ""

    @property
    def bad(self) -> bool:
        return self.failed > 0

    def line(self) -> str:
        if self.left_out:
            return f"{self.name:<12} left out: {self.left_out}"
        verdict = "FAILED" if self.bad else "ok"
        return (
            f"{self.name:<12} {verdict:<7} {self.passed:>5} passed {self.failed:>4} failed "
            f"{self.skipped:>4} skipped {self.seconds:>6.0f} s"
        )


def run_suite(python: Path, name: str, surroundings: dict[str, str], given: list[str]) -> Outcome:
    report = RESULTS / f"{name}.xml"
    RESULTS.mkdir(exist_ok=True)
    report.unlink(missing_ok=True)
    began = time.monotonic()
    say(f"\n── pytest on {name} " + "─" * 40)
    command = [str(python), "-m", "pytest", f"--junitxml={report}", *_choice(name, given), *given]
    code = subprocess.run(command, cwd=ROOT, env=surroundings, check=False).returncode
    outcome = _read(report, name)
    outcome.seconds = time.monotonic() - began
    if code and not outcome.bad:
        outcome.failed = 1
        outcome.failures.append(
            "no test was found" if code == NOTHING_COLLECTED else f"pytest ended with code {code}"
        )
    return outcome


def _choice(name: str, given: list[str]) -> list[str]:
    """What we add unless the developer said otherwise."""
    choice = [] if given else ["-q", "-n", str(min(os.cpu_count() or 2, 8)), "--dist", "worksteal"]
    choice.append("--continue-on-collection-errors")
    if "-m" not in given:
        left_out = ["browser"] if not browser() else []
        # What a browser sees does not depend on the database, and browsers are slow.
        left_out += ["browser", "once"] if name == "postgresql" else []
        if left_out:
            choice += ["-m", " and ".join(f"not {mark}" for mark in dict.fromkeys(left_out))]
    return choice


def _read(report: Path, name: str) -> Outcome:
    outcome = Outcome(name)
    if not report.exists():
        return outcome
    for case in ElementTree.parse(report).iter("testcase"):
        if case.find("failure") is not None or case.find("error") is not None:
            outcome.failed += 1
            outcome.failures.append(f"{case.get('classname')}.{case.get('name')}")
        elif case.find("skipped") is not None:
            outcome.skipped += 1
        else:
            outcome.passed += 1
    return outcome
