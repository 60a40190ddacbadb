"""The checks that read the code instead of running it, two at a time."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from setup.console import ROOT, say
from setup.suite import Outcome

DJANGO = ("python", "-m", "django")
# The longest first, so that the short ones fill the other core.
CHECKS: dict[str, tuple[str, ...]] = {
    "types (mypy)": ("mypy",),
    "floors (lint-imports)": ("lint-imports", "--no-cache"),
    "migrations (makemigrations --check)": (*DJANGO, "makemigrations", "--check", "--dry-run"),
    "deployment (check --deploy)": (*DJANGO, "check", "--deploy", "--fail-level", "WARNING"),
    "templates (djlint)": ("djlint", "--lint", "--quiet", "fairway"),
    "security (bandit)": ("bandit", "--quiet", "-lll", "-r", "fairway", "-c", "pyproject.toml"),
    "code (ruff check)": ("ruff", "check", "."),
    "format (ruff format)": ("ruff", "format", "--check", "."),
}
AS_DEPLOYED = {
    "FAIRWAY_PRODUCTION": "1",
    "FAIRWAY_DEMO": "0",
    "FAIRWAY_BASE_URL": "https://fairway.example.org",
    "FAIRWAY_TRUSTED_PROXY": "1",
}


def run_checks(python: Path, surroundings: dict[str, str]) -> Outcome:
    say("── static checks " + "─" * 43)
    outcome = Outcome("checks")
    began = time.monotonic()

    def run(name: str) -> tuple[str, subprocess.CompletedProcess[str], float]:
        program, *arguments = CHECKS[name]
        environment = {**surroundings, "DJANGO_SETTINGS_MODULE": "fairway.config.settings"}
        if "--deploy" in arguments:
            environment |= AS_DEPLOYED
        started = time.monotonic()
        done = subprocess.run(
            [str(python.parent / program), *arguments],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return name, done, time.monotonic() - started

    with ThreadPoolExecutor(2) as pool:
        for name, done, seconds in pool.map(run, CHECKS):
            say(f"{'FAILED' if done.returncode else 'ok':<7} {name} ({seconds:.0f} s)")
            if done.returncode:
                outcome.failed += 1
                outcome.failures.append(name)
                sys.stderr.write(done.stdout)
            else:
                outcome.passed += 1
    outcome.seconds = time.monotonic() - began
    return outcome
