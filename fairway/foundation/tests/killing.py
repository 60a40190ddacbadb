"""Kill -9 workers, sealers and writers at random moments, again and again; then count.

Run as a program, on a database of its own: `python -m fairway.foundation.tests.killing 20 7`
does twenty rounds from seed 7 and prints what it found as JSON.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import struct
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import django

LEASE = timedelta(seconds=0.5)
SINGLE, STEPS = 25, 20  # jobs of one effect in every round, and steps of the one long job
PAUSE = 0.004  # between two turns, so that on SQLite everybody gets one
ACK = struct.Struct("q")


def main(rounds: int, seed: int) -> dict[str, object]:
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    moments = random.Random(seed)
    acknowledged, kills = [], 0
    for number in range(rounds):
        ask_for_work(number)
        acknowledged += one_round(number, moments.uniform(0.0, 0.3))
        kills += 3
    finish()
    return {"kills": kills, **what_came_of_it(rounds, acknowledged)}


def effects_of(number: int) -> tuple[range, range]:
    """What the jobs of a round do: one effect each, and one job of many steps."""
    first = 1000 * number
    return range(first, first + SINGLE), range(first + 500, first + 500 + STEPS)


def ask_for_work(number: int) -> None:
    from fairway.foundation.models import Job
    from fairway.foundation.tests import trial_tasks as tasks

    single, steps = effects_of(number)
    for n in single:
        tasks.have_effect.enqueue(n=n)
    tasks.count_in_steps.using(priority=number % 2).enqueue(first=steps.start, until=steps.stop)
    Job.objects.update(max_attempts=10_000)


def one_round(number: int, seconds: float) -> list[int]:
    """A worker, a sealer and a writer, killed at once; gives what the writer was told is safe."""
    let_go()
    reading, writing = os.pipe()
    children = [
        child(work),
        child(seal),
        child(lambda: write(1_000_000 * (number + 1), writing)),
    ]
    os.close(writing)
    select.select([reading], [], [], 20)  # until the first is safe: machines differ
    time.sleep(seconds)
    for pid in children:
        os.kill(pid, signal.SIGKILL)
    for pid in children:
        os.waitpid(pid, 0)
    with os.fdopen(reading, "rb") as said:
        told = said.read()
    return [n for (n,) in ACK.iter_unpack(told[: len(told) // ACK.size * ACK.size])]


def let_go() -> None:
    """No connection may be shared by a fork."""
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()


def child(do: Callable[[], None]) -> int:
    pid = os.fork()
    if pid == 0:
        try:
            do()
        finally:
            os._exit(1)  # only ever killed
    return pid


def work() -> None:
    from fairway.foundation.jobs.worker import Worker

    Worker(["default"], lease=LEASE).run()


def seal() -> None:
    from fairway.foundation.audit.sealing import seal_some

    while True:
        seal_some(most=5)
        time.sleep(PAUSE)


def write(first: int, told: int) -> None:
    """Commit events that somebody listens to, and say so once each is safe."""
    from django.db import transaction

    from fairway.foundation.events import SYSTEM, record
    from fairway.foundation.models import Job
    from fairway.foundation.tests.trial_tasks import HEARD

    subject = Job.objects.order_by("pk").first()
    assert subject is not None
    n = first
    while True:
        with transaction.atomic():
            record(HEARD, actor=SYSTEM, subject=subject, n=n)
        os.write(told, ACK.pack(n))
        n += 1
        time.sleep(PAUSE)


def finish() -> None:
    from fairway.foundation.audit.sealing import seal_all
    from fairway.foundation.jobs.worker import run_due
    from fairway.foundation.models import Job

    Job.objects.update(max_attempts=10_000)
    until = time.monotonic() + 120
    while Job.objects.filter(state="ready").exists() and time.monotonic() < until:
        if not run_due("default"):
            time.sleep(0.05)  # for the last leases to run out
    seal_all()


def what_came_of_it(rounds: int, acknowledged: list[int]) -> dict[str, object]:
    from fairway.foundation.audit.verifying import verify_chain
    from fairway.foundation.models import Event, Job
    from fairway.foundation.tests.trial_tasks import HEARD, effects

    found = Counter(effects())
    heard = set(Event.objects.filter(kind=HEARD).values_list("data__n", flat=True))
    asked = (n for number in range(rounds) for some in effects_of(number) for n in some)
    expected = {*asked, *heard}
    verdict = verify_chain(heads=[])
    return {
        "acknowledged": len(acknowledged),
        "lost": sorted(set(acknowledged) - heard),
        "not done": sorted(expected - set(found)),
        "done twice": sorted(n for n, times in found.items() if times > 1),
        "done without cause": sorted(set(found) - expected),
        "jobs": dict(Counter(Job.objects.values_list("state", flat=True))),
        "taken again": Job.objects.filter(attempts__gt=1).count(),
        "broken": verdict.broken,
        "unsealed": verdict.unsealed,
        "sealed": verdict.sealed,
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fairway.config.settings")
    django.setup()
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))))  # noqa: T201
