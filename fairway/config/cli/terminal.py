"""How commands speak: results on standard output, everything else beside it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
BETWEEN_UPDATES = 0.2


def say(text: str = "") -> None:
    print(text, flush=True)


def warn(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def progress(steps: Iterable[T], *, label: str, total: int | None = None) -> Iterator[T]:
    """Passes steps on and, on a terminal, says how far they are."""
    shown = sys.stderr.isatty()
    last = 0.0
    for done, step in enumerate(steps, start=1):
        yield step
        if shown and time.monotonic() - last > BETWEEN_UPDATES:
            last = time.monotonic()
            of = f" of {total:,}" if total is not None else ""
            sys.stderr.write(f"\r{label}: {done:,}{of}\033[K")
            sys.stderr.flush()
    if shown and last:
        sys.stderr.write("\r\033[K")
