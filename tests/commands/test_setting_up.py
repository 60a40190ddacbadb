"""A fresh clone sets itself up with Python alone, once, wherever it lies."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NEEDED = ("bin", "fairway/__init__.py", "pyproject.toml", "uv.lock", "README.md", "LICENSE")

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """What git would bring, as far as the set-up needs it, set up by two at once."""
    folder = tmp_path_factory.mktemp("clone") / "fairway"
    for name in NEEDED:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, target)
    both = [begin(folder, "run"), begin(folder, "run")]
    for one in both:
        one.communicate(timeout=300)
    assert [one.returncode for one in both] == [0, 0]
    return folder


def begin(folder: Path, command: str) -> subprocess.Popen:
    outside = {k: v for k, v in os.environ.items() if k != "VIRTUAL_ENV"}
    return subprocess.Popen(
        [folder / "bin" / command, "--setup-only"], env=outside, stderr=subprocess.PIPE, text=True
    )


def set_up(folder: Path) -> str:
    _, said = begin(folder, "run").communicate(timeout=300)
    return said


def imported_from(folder: Path) -> str:
    done = subprocess.run(
        [
            folder / ".venv" / "bin" / "python",
            "-c",
            "import django, fairway; print(fairway.__file__)",
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip()


def test_two_at_once_leave_an_environment_that_works(clone):
    assert imported_from(clone) == f"{clone}/fairway/__init__.py"


def test_the_second_time_is_quick_and_silent(clone):
    began = time.monotonic()
    assert set_up(clone) == ""
    assert time.monotonic() - began < 15  # anew it takes half a minute


def test_a_changed_lock_is_noticed(clone):
    with (clone / "uv.lock").open("a") as lock:
        lock.write("\n")
    assert "Setting up" in set_up(clone)
    assert set_up(clone) == ""


def test_a_clone_that_was_moved_builds_its_environment_anew(clone):
    moved = clone.rename(clone.with_name("elsewhere"))
    assert "building .venv anew" in set_up(moved)
    assert imported_from(moved) == f"{moved}/fairway/__init__.py"


def chosen(monkeypatch, system: Path, *, asked_as: str = "python3", optimised: bool = False) -> str:
    """Whose environment it becomes, with this one built so and that of the system at hand."""
    monkeypatch.syspath_prepend(str(ROOT / "bin"))
    from setup import interpreter

    monkeypatch.setattr(interpreter.sys, "executable", f"/somewhere/bin/{asked_as}")
    monkeypatch.setattr(interpreter, "is_optimised", lambda: optimised)
    monkeypatch.setattr(interpreter, "OF_THE_SYSTEM", str(system))
    return interpreter.choose_interpreter()


def program(folder: Path, *, code: int) -> Path:
    made = folder / "python3"
    made.write_text(f"#!/bin/sh\nexit {code}\n")
    made.chmod(0o755)
    return made


def test_any_python_means_a_quick_one_where_the_system_has_it(monkeypatch, tmp_path):
    quick = program(tmp_path, code=0)
    assert chosen(monkeypatch, quick) == str(quick)


def test_a_python_that_is_named_or_quick_is_kept(monkeypatch, tmp_path):
    quick = program(tmp_path, code=0)
    assert chosen(monkeypatch, quick, asked_as="python3.11") != str(quick)
    assert chosen(monkeypatch, quick, optimised=True) != str(quick)


def test_one_too_old_or_missing_is_left_alone(monkeypatch, tmp_path):
    old = program(tmp_path, code=1)
    assert chosen(monkeypatch, old) != str(old)
    assert chosen(monkeypatch, tmp_path / "none") != str(tmp_path / "none")


def test_an_old_interpreter_is_told_so(tmp_path):
    """Every command says it before it uses anything that an old Python lacks."""
    for command in ("run", "test", "bench"):
        source = (ROOT / "bin" / command).read_text().replace("(3, 11)", "(99, 0)")
        script = tmp_path / command
        script.write_text(source)
        done = subprocess.run(["python3", script], capture_output=True, text=True, check=False)
        assert done.returncode == 1
        assert done.stderr.startswith("Fairway needs Python 3.11 or newer; this is ")


def test_a_package_that_the_system_does_not_know_stops_no_other(tmp_path, monkeypatch, capsys):
    """As libharfbuzz-subset0 is none on older releases."""
    monkeypatch.syspath_prepend(str(ROOT / "bin"))
    from setup import system

    asked = tmp_path / "asked"
    for name, does in (
        ("apt-get", f'echo "$@" >> {asked}'),
        ("apt-cache", 'test "$2" != libharfbuzz-subset0'),
    ):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\n{does}\n")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(system, "SETUP", tmp_path)
    system._install(["libpango-1.0-0", "libharfbuzz-subset0", "quick|slow", "postgresql"])
    installed = asked.read_text().splitlines()[-1]
    assert installed == "install --yes --no-install-recommends libpango-1.0-0 quick postgresql"
    assert "left out: libharfbuzz-subset0" in "".join(capsys.readouterr())


def test_where_a_package_is_not_known_the_one_that_stands_in_for_it_is_taken(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "bin"))
    from setup import system

    monkeypatch.setattr(system, "_may_install", lambda: True)
    monkeypatch.setattr(system.shutil, "which", {"chromium": "/there/chromium"}.get)
    monkeypatch.setattr(system, "_is_known", lambda _package: True)
    assert system.best_browser() is None, "a lighter one can be had"
    monkeypatch.setattr(system, "_is_known", lambda _package: False)
    assert system.best_browser() == system.browser() == "/there/chromium"


def test_where_the_lighter_browser_cannot_be_had_after_all_the_other_is_enough(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "bin"))
    from setup import system

    one = system.Program("Chromium", lambda: None, ("quick|slow",), "tests", lambda: "/there")
    monkeypatch.setattr(system, "PROGRAMS", (one,))
    monkeypatch.setattr(system, "_may_install", lambda: True)
    monkeypatch.setattr(system, "_install", lambda _packages: None)
    assert system.ensure_programs() == []
