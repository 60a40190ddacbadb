"""A process that ends when the one that started it is gone, even by kill -9."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
import threading

SUPERVISOR = "FAIRWAY_SUPERVISOR_PID"
PR_SET_PDEATHSIG = 1
LOOK_EVERY = 1.0


def end_with_supervisor() -> None:
    """For a process that may also run alone (under systemd, by hand): then nothing happens."""
    if os.environ.get(SUPERVISOR):
        end_with(int(os.environ[SUPERVISOR]))


def end_with(parent: int) -> None:
    """Ask for SIGTERM when the parent ends; on Linux from the kernel, elsewhere by looking."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    else:
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    if os.getppid() != parent:
        # It went before we asked.
        os.kill(os.getpid(), signal.SIGTERM)


def _watch(parent: int) -> None:
    gone = threading.Event()
    while os.getppid() == parent:
        gone.wait(LOOK_EVERY)
    os.kill(os.getpid(), signal.SIGTERM)
