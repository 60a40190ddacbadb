"""One thread for linear algebra, while a fit runs.

Matrices here are of a few thousand rows and worked on one after another. OpenBLAS would start a
thread for each core, and on a machine that does other things as well they wait for each other:
measured on two busy cores, an InstEval fit took six times the processor time with two threads.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

_lock = threading.Lock()
_running = 0
_before: list[int] = []


@contextmanager
def one_thread() -> Iterator[None]:
    """Inside, the OpenBLAS that numpy and scipy bring uses one thread; another BLAS is left be."""
    global _running  # noqa: PLW0603 the libraries' setting is one for the process, too
    with _lock:
        _running += 1
        if _running == 1:
            _before[:] = [get() for get, _ in _controls()]
            for _, put in _controls():
                put(1)
    try:
        yield
    finally:
        with _lock:
            _running -= 1
            if not _running:
                for (_, put), threads in zip(_controls(), _before, strict=True):
                    put(threads)


@cache
def _controls() -> list[tuple[Callable[[], int], Callable[[int], None]]]:
    """How to ask for and set the threads of each OpenBLAS that was loaded with numpy and scipy."""
    import numpy
    import scipy

    found = []
    for package in (numpy, scipy):
        beside = Path(package.__file__ or "").parent
        for folder in (beside.parent / f"{package.__name__}.libs", beside / ".dylibs"):
            for path in sorted(folder.glob("*openblas*")) if folder.is_dir() else []:
                with suppress(OSError):
                    found += _control(ctypes.CDLL(str(path)))
    return found


def _control(
    library: ctypes.CDLL,
) -> list[tuple[Callable[[], int], Callable[[int], None]]]:
    for name in (
        "scipy_openblas_{}_num_threads64_",
        "scipy_openblas_{}_num_threads",
        "openblas_{}_num_threads64_",
        "openblas_{}_num_threads",
    ):
        with suppress(AttributeError):
            get, put = library[name.format("get")], library[name.format("set")]
            put.argtypes, put.restype = [ctypes.c_int], None
            return [(get, put)]
    return []
