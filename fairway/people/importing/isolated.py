"""Read a file in a process of its own, and take from it only the columns that are wanted."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from fairway.people.importing.problems import Unreadable

MOST_BYTES = 256 * 1024 * 1024
MOST_ROWS = 300_000
MOST_SECONDS = 300
# One line of the file: its number, how many cells it has, and the wanted ones.
Cells = list[Any]


@dataclass
class Table:
    """A file that is being read. `rows` may be asked for once."""

    kind: str
    encoding: str
    separator: str
    sheet: str
    header_line: int
    headers: list[str]
    samples: list[list[str]]
    _process: subprocess.Popen[str]

    def rows(self, wanted: list[int]) -> Iterator[list[Cells]]:
        """Batches of lines with the cells of the wanted columns; the others stay behind."""
        assert self._process.stdin
        _write(self._process, wanted)
        while True:
            said = _hear(self._process)
            if isinstance(said, dict):
                return
            yield said


@contextlib.contextmanager
def reading(file: BinaryIO, *, encoding: str = "", most_rows: int = MOST_ROWS) -> Iterator[Table]:
    """The table in an open file; raises Unreadable when there is none."""
    size = os.fstat(file.fileno()).st_size
    if size > MOST_BYTES:
        raise Unreadable("too_large", limit=MOST_BYTES // 1024 // 1024)
    process = _start(file, encoding, most_rows)
    watch = threading.Timer(MOST_SECONDS, process.kill)
    watch.daemon = True
    watch.start()
    try:
        yield Table(**_hear(process), _process=process)
    finally:
        watch.cancel()
        process.kill()
        process.communicate()


def _start(file: BinaryIO, encoding: str, most_rows: int) -> subprocess.Popen[str]:
    # A descriptor of its own: the file's place is shared, so it is set to the beginning.
    descriptor = os.dup(file.fileno())
    os.lseek(descriptor, 0, os.SEEK_SET)
    try:
        return subprocess.Popen(  # noqa: S603 our own module, no shell, no words of others
            [
                *(sys.executable, "-m", "fairway.people.importing.reader"),
                *(str(descriptor), encoding, str(most_rows)),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            pass_fds=(descriptor,),
        )
    finally:
        os.close(descriptor)


def _write(process: subprocess.Popen[str], what: Any) -> None:
    assert process.stdin
    with contextlib.suppress(BrokenPipeError):
        process.stdin.write(json.dumps(what) + "\n")
        process.stdin.flush()


def _hear(process: subprocess.Popen[str]) -> Any:
    assert process.stdout
    line = process.stdout.readline()
    if not line.endswith("\n"):
        # It fell: out of memory, out of time, or broken by the file.
        raise Unreadable("too_hard")
    said = json.loads(line)
    if isinstance(said, dict) and "refused" in said:
        raise Unreadable(said["refused"], **said["params"])
    return said
