"""Which Python the environment is made with.

Builds of one release differ by a quarter in speed: those of distributions are optimised by profiles,
those that version managers compile mostly are not. Who writes `./bin/run` means any Python that
will do, and gets the system's own where the one at hand was built without; who writes
`python3.13 bin/run` means that one.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

OF_THE_SYSTEM = "/usr/bin/python3"
WILL_DO = "import sys, ssl, sqlite3, zlib; sys.exit(sys.version_info < (3, 11))"


def own_interpreter() -> str:
    """The one that runs, really, even when a virtual environment (perhaps our own) is active."""
    return os.path.realpath(getattr(sys, "_base_executable", sys.executable))


def choose_interpreter() -> str:
    own, system = own_interpreter(), os.path.realpath(OF_THE_SYSTEM)
    if own == system or is_optimised() or Path(sys.executable).name != "python3":
        return own
    return system if _will_do(system) else own


def is_optimised() -> bool:
    """Whether the one that runs was: distributions do it in ways of their own and do not say so."""
    options = sysconfig.get_config_var("CONFIG_ARGS") or ""
    return "--enable-optimizations" in options


def built_at(interpreter: str) -> int:
    """Another build of it means another environment; 0 where it is gone."""
    try:
        return os.stat(interpreter).st_mtime_ns
    except OSError:
        return 0


def _will_do(interpreter: str) -> bool:
    try:
        command = [interpreter, "-I", "-c", WILL_DO]
        return not subprocess.run(command, capture_output=True, check=False).returncode
    except OSError:
        return False
