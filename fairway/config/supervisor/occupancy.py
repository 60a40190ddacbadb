"""Who works on the data folder: many may serve from it, one alone may replace what is in it."""

from __future__ import annotations

import contextlib
import fcntl
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from fairway.config.cli.refusal import Refused
from fairway.config.environment import Environment


@contextlib.contextmanager
def serving() -> Iterator[None]:
    """For a process that serves. The lock goes with the process, however it ends."""
    with _file() as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        yield


@contextlib.contextmanager
def alone() -> Iterator[None]:
    with _file() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            raise Refused("Fairway is running here. Stop it first, then try again.") from taken
        yield


def _file() -> IO[str]:
    environment = Environment()
    path = Path(environment.data_dir) / f"serving-{environment.name}.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.open("w")
