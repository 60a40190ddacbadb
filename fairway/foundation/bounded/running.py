"""run_bounded: call a function of ours on a file of theirs, and live to tell."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from typing import Any

from fairway.foundation.bounded.unfit import Unfit

SECONDS = 30
MEGABYTES = 512
STARTING = 5
TIME_IS_UP = {-signal.SIGXCPU, -signal.SIGKILL}


class Bounded(Exception):
    """The function did not come to an end within its bounds."""


class TookTooLong(Bounded):
    pass


class TookTooMuch(Bounded):
    """Memory, or a result beyond all measure."""


class Crashed(Bounded):
    pass


def run_bounded(
    function: str, *arguments: Any, seconds: int = SECONDS, megabytes: int = MEGABYTES
) -> Any:
    """The result of "package.module:function" on these arguments; all of it must be JSON.

    An Unfit that the function raises is raised here too. The process gets neither our
    environment nor our database.
    """
    command = [sys.executable, "-I", "-m", "fairway.foundation.bounded.child"]
    with tempfile.TemporaryFile() as answer:
        process = subprocess.Popen(  # noqa: S603 (our own interpreter and module)
            [*command, str(megabytes), str(seconds), function],
            stdin=subprocess.PIPE,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            env={"PATH": os.defpath, "LANG": "C.UTF-8"},
            start_new_session=True,
        )
        try:
            process.communicate(json.dumps(arguments).encode(), timeout=seconds + STARTING)
        except subprocess.TimeoutExpired:
            raise TookTooLong(function) from None
        finally:
            _end(process)
        answer.seek(0)
        return _result(function, process.returncode, answer.read())


def _result(function: str, code: int, answer: bytes) -> Any:
    if code in TIME_IS_UP:
        raise TookTooLong(function)
    try:
        said = json.loads(answer)
    except ValueError:
        raise Crashed(f"{function} ended with {code}") from None
    if "memory" in said:
        raise TookTooMuch(function)
    if "unfit" in said:
        raise Unfit(said["unfit"], **said["params"])
    return said["result"]


def _end(process: subprocess.Popen[bytes]) -> None:
    """The process and whatever it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
