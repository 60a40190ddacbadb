"""Makes .venv from uv.lock, and does nothing when it is already true.

uv itself goes into .setup/, so that a machine needs Python and nothing else.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from setup.console import ROOT, SETUP, VENV, Stop, say
from setup.interpreter import built_at, choose_interpreter, own_interpreter

UV = "uv>=0.8,<1"
STATE = SETUP / "environment.json"


def ensure_environment(*, dev: bool) -> Path:
    """The environment's python, made or renewed where needed."""
    SETUP.mkdir(exist_ok=True)
    python = VENV / "bin" / "python"
    if _is_current(_read_state(), dev=dev):
        return python
    with _only_one():
        state = _read_state()
        if not _is_current(state, dev=dev):
            _renew(state, dev=dev)
    return python


def _wanted() -> dict[str, str]:
    """What the environment depends on; a change of any of these means new work."""
    lock = hashlib.sha256()
    for name in ("uv.lock", "pyproject.toml"):
        lock.update((ROOT / name).read_bytes())
    return {
        "root": str(ROOT),
        "asked_with": own_interpreter(),
        "lock": lock.hexdigest(),
    }


def _read_state() -> dict:
    try:
        return json.loads(STATE.read_text())
    except (OSError, ValueError):
        return {}


def _is_current(state: dict, *, dev: bool) -> bool:
    wanted = _wanted()
    return (
        (VENV / "bin" / "python").exists()
        and _same_place(state, wanted)
        and state.get("lock") == wanted["lock"]
        and (state.get("dev", False) or not dev)
    )


def _same_place(state: dict, wanted: dict[str, str]) -> bool:
    """The folder where it lies, and the interpreter: the one that asks may be the chosen one itself,
    as with the environment active."""
    chosen = state.get("interpreter", "")
    return (
        state.get("root") == wanted["root"]
        and wanted["asked_with"] in {state.get("asked_with"), chosen}
        and state.get("built_at") == built_at(chosen)
    )


def _renew(state: dict, *, dev: bool) -> None:
    wanted = _wanted()
    same_place = _same_place(state, wanted)
    interpreter = state["interpreter"] if same_place else choose_interpreter()
    # Once asked for, the development tools are kept up to date by bin/run too.
    dev = dev or (same_place and state.get("dev", False))
    STATE.unlink(missing_ok=True)
    if state and not same_place and VENV.exists():
        say("The interpreter or the folder changed: building .venv anew …")
        shutil.rmtree(VENV)
    say("Setting up the Python environment in .venv …")
    command = [str(_uv()), "sync", "--frozen"]
    if not dev:
        # What somebody installed beside it may stay.
        command += ["--no-dev", "--inexact"]
    if not sys.stderr.isatty():
        command.append("--no-progress")
    surroundings = _uv_environment(interpreter)
    if subprocess.run([*command, "--quiet"], cwd=ROOT, env=surroundings, check=False).returncode:
        raise Stop("the Python environment could not be made; the lines above say why")
    made = {"interpreter": interpreter, "built_at": built_at(interpreter), "dev": dev}
    STATE.write_text(json.dumps({**wanted, **made}, indent=1))


def _uv_environment(interpreter: str) -> dict[str, str]:
    surroundings = {k: v for k, v in os.environ.items() if k not in {"VIRTUAL_ENV", "PYTHONHOME"}}
    return {
        **surroundings,
        "UV_PYTHON": interpreter,
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_PROJECT_ENVIRONMENT": str(VENV),
    }


def _uv() -> Path:
    """Our own uv, by the first way that this machine allows."""
    home = SETUP / "uv"
    found = home / "bin" / "uv"
    if _runs(found):
        return found
    for install in (_uv_in_a_venv, _uv_in_a_folder):
        shutil.rmtree(home, ignore_errors=True)
        if install(home) and _runs(found):
            return found
    elsewhere = shutil.which("uv")
    if elsewhere:
        return Path(elsewhere)
    raise Stop(
        f"uv could not be installed: {own_interpreter()} has neither a working venv nor pip, or the package "
        "index cannot be reached. On Debian and Ubuntu: apt install python3-venv. Then run this again."
    )


def _uv_in_a_venv(home: Path) -> bool:
    return _quietly([own_interpreter(), "-m", "venv", str(home)]) and _quietly(
        [str(home / "bin" / "python"), "-m", "pip", "install", UV]
    )


def _uv_in_a_folder(home: Path) -> bool:
    return _quietly([own_interpreter(), "-m", "pip", "install", "--target", str(home), UV])


def _runs(program: Path) -> bool:
    return program.exists() and _quietly([str(program), "--version"])


def _quietly(command: list[str]) -> bool:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return False
    if done.returncode:
        (SETUP / "uv.log").write_text(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return done.returncode == 0


@contextlib.contextmanager
def _only_one() -> Iterator[None]:
    """Two set-ups at once take turns; the lock goes with its process, so nothing is ever left locked."""
    with (SETUP / "lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another set-up is running here; waiting for it …")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
