"""What tests need and Python cannot bring: a browser, a PostgreSQL server, a library that draws."""

from __future__ import annotations

import glob
import os
import shutil
import subprocess
from collections.abc import Callable
from ctypes.util import find_library
from dataclasses import dataclass
from pathlib import Path

from setup.console import SETUP, say

# Made for tests: the same engine without tabs, menus and a window, at a third of the work.
HEADLESS = "chromium-headless-shell"
BROWSERS = (HEADLESS, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def browser() -> str | None:
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def best_browser() -> str | None:
    """None where a lighter one can be had."""
    can_be_had = _may_install() and _is_known(HEADLESS)
    return shutil.which(HEADLESS) if can_be_had else browser()


def postgresql_folder() -> Path | None:
    """Where initdb and postgres lie; the newest when there are several."""
    packaged = sorted(
        glob.glob("/usr/lib/postgresql/*/bin") + glob.glob("/usr/pgsql-*/bin"),
        key=lambda folder: [
            int(part) for part in folder.replace("-", "/").split("/") if part.isdigit()
        ],
        reverse=True,
    )
    on_path = shutil.which("initdb")
    folders = [*packaged, *([str(Path(on_path).parent)] if on_path else [])]
    for folder in map(Path, folders):
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    return None


def pango() -> bool:
    """With which documents are drawn: letters are laid out by one library, cut to size by another."""
    return all(find_library(name) for name in ("pangoft2-1.0", "harfbuzz-subset"))


@dataclass(frozen=True)
class Program:
    name: str
    found: Callable[[], object]
    packages: tuple[str, ...]  # where one stands in for another: "this|that"
    used_for: str
    enough: Callable[[], object] | None = None  # does as well, where what is better cannot be had


PROGRAMS = (
    Program("Chromium", best_browser, (f"{HEADLESS}|chromium",), "the browser tests", browser),
    Program(
        "Pango",
        pango,
        ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-dejavu-core"),
        "documents of reviews",
    ),
    Program("PostgreSQL server", postgresql_folder, ("postgresql",), "the second run of the suite"),
)


def ensure_programs() -> list[Program]:
    """Installs what is missing where that is allowed; what is still missing comes back."""
    missing = [program for program in PROGRAMS if not program.found()]
    if missing and _may_install():
        _install([package for program in missing for package in program.packages])
        missing = [program for program in missing if not (program.enough or program.found)()]
    for program in missing:
        say(
            f"missing: {program.name} (for {program.used_for}); "
            f"on Debian and Ubuntu: apt install {_spelled(program.packages)}"
        )
    return missing


def _may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def _spelled(packages: tuple[str, ...]) -> str:
    return " ".join(one.split("|")[-1] for one in packages)


def _is_known(package: str) -> bool:
    shown = subprocess.run(["apt-cache", "show", package], capture_output=True, check=False)
    return shown.returncode == 0


def _install(packages: list[str]) -> None:
    """What this release of the system has: one that it does not know would stop all the others."""
    say(f"Installing {', '.join(packages)} …")
    log = SETUP / "apt.log"
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with log.open("w") as output:

        def run(*command: str) -> int:
            done = subprocess.run(
                command, stdout=output, stderr=subprocess.STDOUT, env=quiet, check=False
            )
            return done.returncode

        run("apt-get", "update")
        chosen = {one: next(filter(_is_known, one.split("|")), None) for one in packages}
        for one, found in chosen.items():
            if found is None:
                say(f"not known to apt-get on this system, and left out: {one}")
        known = [found for found in chosen.values() if found]
        failed = run("apt-get", "install", "--yes", "--no-install-recommends", *known)
    if failed:
        say(f"apt-get could not install them; see {log}")
