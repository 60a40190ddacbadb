"""The worker: a process with one hand for each queue, a heartbeat, and an orderly end."""

from __future__ import annotations

import os
import signal
import socket
import threading
from collections.abc import Iterable
from datetime import timedelta

import structlog
from django.db import DatabaseError, InterfaceError, connections

from fairway.foundation.jobs import leasing
from fairway.foundation.jobs.backend import QUEUES
from fairway.foundation.jobs.heartbeat import beat, cease
from fairway.foundation.jobs.naming import task_named
from fairway.foundation.jobs.performing import in_words, perform
from fairway.foundation.models import Job

log = structlog.get_logger(__name__)

IDLE = 0.25  # seconds between two looks at an empty queue
AFTER_TROUBLE = 2.0  # seconds until the database is asked again
BETWEEN_BEATS = timedelta(seconds=10)


class Worker:
    """Takes what is due and runs it until it is told to stop."""

    def __init__(self, queues: Iterable[str] = QUEUES, *, lease: timedelta = leasing.LEASE) -> None:
        self.name = f"{socket.gethostname()[:32]}:{os.getpid()}"
        self.queues = tuple(queues)
        self.lease = lease
        self._stop = threading.Event()
        self._running: dict[str, Job] = {}
        self._crash: BaseException | None = None

    def run(self) -> None:
        """Blocks until `stop`; raises what a hand died of, so that the process is started anew."""
        threads = [threading.Thread(target=self._hand, args=[queue]) for queue in self.queues]
        pulse = threading.Thread(target=self._pulse, args=[threads])
        for thread in (*threads, pulse):
            thread.start()
        for thread in (*threads, pulse):
            thread.join()
        if self._crash is not None:
            raise self._crash

    def stop(self, *_signal: object) -> None:
        """Finish what is in hand, take nothing new."""
        self._stop.set()

    def _hand(self, queue: str) -> None:
        try:
            while not self._stop.is_set():
                self._stop.wait(self._one(queue))
        except BaseException as error:
            self._crash = error
            raise
        finally:
            self._stop.set()
            connections.close_all()

    def _one(self, queue: str) -> float:
        """Run one job if one is due; gives the seconds to wait until the next look."""
        try:
            job = leasing.take(queue, worker=self.name, lease=self.lease)
            if job is None:
                return IDLE
            self._perform(queue, job)
        except (DatabaseError, InterfaceError) as trouble:
            # Full, restarting or locked: the job's lease runs out and it is taken again.
            log.warning("database trouble", error=in_words(trouble))
            connections.close_all()
            return AFTER_TROUBLE
        return 0

    def _perform(self, queue: str, job: Job) -> None:
        if not _in_one_transaction(job):
            self._running[queue] = job
        try:
            perform(job, stopping=self._stop.is_set)
        finally:
            self._running.pop(queue, None)

    def _pulse(self, hands: list[threading.Thread]) -> None:
        """Signs of life, and longer leases for long work, also while the hands wind up."""
        pause = min(self.lease / 4, BETWEEN_BEATS).total_seconds()
        while any(hand.is_alive() for hand in hands):
            try:
                beat(self.name, "worker")
                for job in list(self._running.values()):
                    leasing.renew(job, self.lease)
            except (DatabaseError, InterfaceError) as trouble:
                log.warning("no heartbeat", error=in_words(trouble))
                connections.close_all()
            self._rest(hands, pause)
        _quietly(cease, self.name)
        connections.close_all()

    def _rest(self, hands: list[threading.Thread], pause: float) -> None:
        if not self._stop.wait(pause):
            return
        for hand in hands:
            hand.join(pause / len(hands))


def _in_one_transaction(job: Job) -> bool:
    """Such a job holds its row: nobody can take it, and renewing would wait for it."""
    try:
        return getattr(task_named(job.task), "transactional", True)
    except LookupError:
        return True


def _quietly(act, *given: object) -> None:
    try:
        act(*given)
    except (DatabaseError, InterfaceError):
        log.warning("no farewell")


def run(queues: Iterable[str] = QUEUES, *, lease: timedelta = leasing.LEASE) -> None:
    """Work until SIGTERM or Ctrl-C."""
    worker = Worker(queues, lease=lease)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, worker.stop)
    log.info("worker started", worker=worker.name, queues=worker.queues)
    worker.run()
    log.info("worker stopped", worker=worker.name)


def run_due(*queues: str) -> int:
    """Run all that is due here and now, in this thread; for tests, demos and commands."""
    done = 0
    for queue in queues or QUEUES:
        while job := leasing.take(queue, worker=f"here:{os.getpid()}"):
            perform(job)
            done += 1
    return done
