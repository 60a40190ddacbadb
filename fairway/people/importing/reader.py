"""The process that reads a file, with bounds on its memory and time, away from everything else.

It is given an open file by its descriptor and speaks JSON lines: first what the table is, then,
once told which columns are wanted, those cells alone. Nothing else ever leaves it.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from typing import Any

MOST_MEMORY = 1024 * 1024 * 1024
MOST_SECONDS = 60
BATCH = 1000


def main(descriptor: int, encoding: str, most_rows: int) -> None:
    _bound()
    from fairway.people.importing.kinds import Refused
    from fairway.people.importing.tables import read_table

    try:
        with os.fdopen(descriptor, "rb") as file:
            about, records = read_table(file, encoding)
            _say(about.as_json())
            wanted = json.loads(sys.stdin.readline() or "null")
            if wanted is not None:
                _send(records, wanted, most_rows)
    except Refused as refused:
        _say({"refused": refused.code, "params": refused.params})
    except MemoryError:
        _say({"refused": "too_hard", "params": {}})


def _send(records: Any, wanted: list[int], most_rows: int) -> None:
    from fairway.people.importing.kinds import Refused

    batch: list[list[Any]] = []
    for count, (line, cells) in enumerate(records, start=1):
        if count > most_rows:
            raise Refused("too_many_rows", limit=most_rows)
        width = len(cells)
        batch.append([line, width, *(cells[at] if at < width else "" for at in wanted)])
        if len(batch) == BATCH:
            _say(batch)
            batch = []
    _say(batch)
    _say({"end": True})


def _say(what: Any) -> None:
    sys.stdout.write(json.dumps(what, ensure_ascii=True, separators=(",", ":")))
    sys.stdout.write("\n")
    sys.stdout.flush()


def _bound() -> None:
    try:
        import resource
    except ImportError:  # not on Windows, where nobody serves Fairway
        return
    for kind, most in ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_CPU, MOST_SECONDS)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
