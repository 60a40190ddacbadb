"""The ticker: seals events, starts what recurs, mends after a clock was set back.

Several may run: sealing takes a lock, and an occurrence of a schedule has one key.
"""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import structlog
from django.db import DatabaseError, InterfaceError, connections

from fairway.foundation.audit.guarding import guard
from fairway.foundation.audit.sealing import seal_all
from fairway.foundation.jobs.heartbeat import beat, cease
from fairway.foundation.jobs.performing import in_words
from fairway.foundation.jobs.schedules import reckon, set_house_schedules
from fairway.foundation.jobs.setback import mend_after_setback
from fairway.foundation.jobs.ticking import tick

log = structlog.get_logger(__name__)

PAUSE = 0.25
AFTER_TROUBLE = 5.0
DAY = 86_400.0


@dataclass
class Chore:
    do: Callable[[], object]
    every: float  # seconds, by a clock that nobody sets
    next_at: float = 0.0


class Ticker:
    def __init__(self) -> None:
        self.name = f"{socket.gethostname()[:32]}:{os.getpid()}"
        self._stop = threading.Event()
        self.chores = [
            Chore(begin, every=DAY),
            Chore(seal_all, every=PAUSE),
            Chore(tick, every=1),
            Chore(self._beat, every=10),
            Chore(mend_after_setback, every=30),
        ]

    def run(self) -> None:
        """Blocks until `stop`."""
        while not self._stop.wait(PAUSE):
            for chore in self.chores:
                if time.monotonic() >= chore.next_at and not self._stop.is_set():
                    done = self._try(chore.do)
                    pause = chore.every if done else max(chore.every, AFTER_TROUBLE)
                    chore.next_at = time.monotonic() + pause
        self._try(self._cease)
        connections.close_all()

    def stop(self, *_signal: object) -> None:
        self._stop.set()

    def _try(self, chore: Callable[[], object]) -> bool:
        try:
            chore()
        except (DatabaseError, InterfaceError) as trouble:
            log.warning("database trouble", error=in_words(trouble), chore=chore.__name__)
            connections.close_all()
            return False
        return True

    def _beat(self) -> None:
        beat(f"ticker {self.name}", "ticker")
        beat(f"sealer {self.name}", "sealer")

    def _cease(self) -> None:
        cease(f"ticker {self.name}")
        cease(f"sealer {self.name}")


def begin() -> None:
    """What the code declares may have changed since the last start, and so may the zone database."""
    guard()
    set_house_schedules()
    reckon()


def run() -> None:
    """Tick until SIGTERM or Ctrl-C."""
    ticker = Ticker()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, ticker.stop)
    log.info("ticker started", ticker=ticker.name)
    ticker.run()
    log.info("ticker stopped", ticker=ticker.name)
