"""One process under the supervisor: started, read, started again after a pause, stopped."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO

SHORTEST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
# Who ran this long has recovered: the next pause is short again.
STEADY_AFTER = 60.0
MOST_IN_A_LINE = 1_000_000


@dataclass
class Child:
    name: str
    command: Sequence[str]
    surroundings: Mapping[str, str]
    later: bool = False
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0
    start_again_at: float | None = None
    _pause: float = SHORTEST_PAUSE
    _rest: bytes = field(default=b"", repr=False)

    @property
    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def output(self) -> IO[bytes]:
        assert self.process is not None
        assert self.process.stdout is not None
        return self.process.stdout

    def start(self) -> None:
        self.process = subprocess.Popen(  # noqa: S603 our own program and its options
            self.command,
            env={**self.surroundings, "FAIRWAY_PROCESS": self.name, "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            # A group of its own: Ctrl-C reaches the supervisor alone, which then stops all in order.
            start_new_session=True,
        )
        os.set_blocking(self.output.fileno(), False)
        self.started_at = time.monotonic()
        self.start_again_at = None
        self._rest = b""

    def lines(self) -> tuple[list[bytes], bool]:
        """Whole lines that have arrived, and whether that was all there will ever be."""
        try:
            piece = os.read(self.output.fileno(), 65_536)
        except BlockingIOError:
            return [], False
        self._rest += piece
        if self._rest and (not piece or len(self._rest) > MOST_IN_A_LINE):
            self._rest += b"\n"
        *whole, self._rest = self._rest.split(b"\n")
        return whole, not piece

    def schedule_restart(self) -> float:
        """How long to wait before the next start: longer each time it dies young."""
        now = time.monotonic()
        if now - self.started_at > STEADY_AFTER:
            self._pause = SHORTEST_PAUSE
        pause, self._pause = self._pause, min(self._pause * 2, LONGEST_PAUSE)
        self.start_again_at = now + pause
        return pause

    def terminate(self) -> None:
        """Ask it alone: it finishes its work and stops what it started."""
        if self.process is not None and self.running:
            self.process.terminate()

    def kill_group(self) -> None:
        """It and whatever it started: nothing may live on and answer in place of a successor."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
