"""Kill -9 workers while a cycle is launched, again and again; then count what is there.

Run as a program, on a database of its own: `python -m fairway.reviews.tests.killing_launch 7`. Each
worker is killed at one of the first seven statements that it writes with: one right before it, one
right after. First those who bring people in, then those who write letters. Prints JSON.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections import Counter
from datetime import date, timedelta
from itertools import product
from typing import Any, NoReturn

import django

LEASE = timedelta(seconds=0.1)
QUEUES = ("slow", "default")
TEAMS, TEAM = 6, 9
PEOPLE, LETTERS = 1, 2  # in one transaction, so that there are many
LONG_AGO = date(2024, 1, 8)
PATIENCE = 20.0  # seconds


def main(statements: int) -> dict[str, object]:
    from django.core.management import call_command

    from fairway.reviews.actions import launching

    call_command("migrate", verbosity=0, interactive=False)
    launching.AT_ONCE, launching.LETTERS = PEOPLE, LETTERS
    launch()
    killed = []
    for queue in QUEUES:
        moments = product(range(1, statements + 1), (False, True))
        killed.append([kill_one(queue, Killing(*moment)) for moment in moments])
        finish(queue)
    return {"killed": killed, **what_came_of_it()}


class Killing:
    """Wraps what a connection sends: at the so-manieth statement that writes, the process dies."""

    def __init__(self, number: int, after: bool) -> None:
        self.number, self.after = number, after

    def on(self, connection: Any, **_signal: object) -> None:
        connection.execute_wrappers.append(self)

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.number -= writes(sql)
        dies = self.number == 0 and writes(sql)
        if dies and not self.after:
            os.kill(os.getpid(), signal.SIGKILL)
        found = execute(sql, params, many, context)
        if dies:
            os.kill(os.getpid(), signal.SIGKILL)
        return found


def writes(sql: str) -> bool:
    """But for the signs of life of a worker, which come whenever they do."""
    alive = "foundation_heartbeat" in sql or 'SET "leased_until"' in sql
    return sql.startswith(("INSERT", "UPDATE", "DELETE")) and not alive


def launch() -> None:
    """A cycle about sixty people that asks everybody in every way there is for many."""
    from fairway.foundation.models import Job
    from fairway.people.days import organisation_day
    from fairway.reviews.actions import cycles
    from fairway.reviews.actions.assembling import assemble
    from fairway.reviews.actions.launching import launch_cycle
    from fairway.reviews.population import Population
    from fairway.reviews.tests.making import annual

    lead = people()
    Job.objects.all().delete()  # whoever listens has long heard of them
    today = organisation_day()
    cycle = cycles.begin_cycle(
        actor=lead,
        name="Year",
        purpose="annual",
        period_from=date(today.year - 1, 1, 1),
        period_until=date(today.year, 1, 1),
    )
    version = annual().versions.get(number=1)
    kinds = ("self", "manager", "skip", "upward", "peer")
    chosen = [cycles.Chosen(kind, version, anonymous=True) for kind in kinds]
    cycle = cycles.set_kinds(cycle, actor=lead, chosen=chosen)
    cycle = cycles.set_peers(
        cycle, actor=lead, peers_least=4, peers_most=4, people_nominate=False, most_for_one=6
    )
    cycle = cycles.set_population(cycle, actor=lead, population=Population())
    write = cycles.Stretch(today, today + timedelta(days=21))
    cycle = cycles.set_phases(cycle, actor=lead, stretches={"write": write})
    launch_cycle(cycle, actor=lead)
    assemble(cycle, [lead.pk])  # nothing is kept of it, but no worker has to import what it takes


def people() -> object:
    """A head, six managers and their teams, and a people lead."""
    from fairway.foundation.events import SYSTEM
    from fairway.people.actions.assigning import add_person, assign_person
    from fairway.people.models import Appointment, Location, OrgUnit, UnitChain

    root = OrgUnit.objects.create(name="Saltmarsh")
    UnitChain.objects.create(above=root, below=root, depth=0)
    place = Location.objects.create(name="Lisbon", country="PT", time_zone="Europe/Lisbon")

    def hire(name: str, manager: object = None) -> object:
        person = add_person(name, actor=SYSTEM, joined_on=LONG_AGO)
        at = {"unit": root, "location": place, "manager": manager}
        assign_person(person, actor=SYSTEM, valid_from=LONG_AGO, **at)
        return person

    head = hire("Mia Head")
    for team in range(TEAMS):
        manager = hire(f"Manager {team}", head)
        for one in range(TEAM):
            hire(f"Person {team} {one}", manager)
    lead = hire("Pia Lead", head)
    Appointment.objects.create(person=lead, role="people_lead", valid_from=LONG_AGO)
    return lead


def kill_one(queue: str, killing: Killing) -> bool:
    """Whether a worker came as far as that."""
    from fairway.foundation.models import Job

    Job.objects.update(max_attempts=10_000)
    let_go()
    worker = os.fork()
    if worker == 0:
        work(queue, killing)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        gone, how = os.waitpid(worker, os.WNOHANG)
        if gone:
            return os.WIFSIGNALED(how)
        time.sleep(0.005)
    os.kill(worker, signal.SIGKILL)
    os.waitpid(worker, 0)
    return False


def work(queue: str, killing: Killing) -> NoReturn:
    from django.db.backends.signals import connection_created

    from fairway.foundation.jobs.worker import Worker

    try:
        connection_created.connect(killing.on)
        Worker((queue,), lease=LEASE).run()
    finally:
        os._exit(1)  # only ever killed


def let_go() -> None:
    """No connection may be shared by a fork."""
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()


def is_done(queue: str) -> bool:
    from fairway.foundation.models import Job

    return not Job.objects.filter(state="ready", queue=queue).exists()


def finish(queue: str) -> None:
    from fairway.foundation.jobs.worker import run_due

    until = time.monotonic() + PATIENCE
    while not is_done(queue) and time.monotonic() < until:
        if not run_due(queue):
            time.sleep(0.05)  # for the last lease to run out


def what_came_of_it() -> dict[str, object]:
    from fairway.foundation.models import Event, Job, MailOut
    from fairway.people.models import Person
    from fairway.reviews.models import Nomination, Participant, Review

    reviews = list(Review.objects.values_list("participant__person", "kind", "reviewer"))
    joined = Event.objects.filter(kind="reviews.joined_cycle").values_list("about", flat=True)
    letters = MailOut.objects.filter(template="reviews.asked").values_list("person", flat=True)
    mails = Job.objects.filter(queue="mail").values_list("args__mail", flat=True)
    everybody = sorted(Person.objects.filter(active=True).values_list("pk", flat=True))
    writers = sorted({writer for _about, _kind, writer in reviews})
    return {
        "in it once": sorted(Participant.objects.values_list("person", flat=True)) == everybody,
        "told of once": sorted(joined) == everybody,
        "reviews": dict(Counter(kind for _about, kind, _writer in reviews)),
        "twice": [one for one, times in Counter(reviews).items() if times > 1],
        "named": Nomination.objects.count(),
        "ready": Event.objects.filter(kind="reviews.cycle_ready").count(),
        "written to once": sorted(letters) == writers,
        "sent once": sorted(mails) == sorted(MailOut.objects.values_list("pk", flat=True)),
        "jobs": dict(Counter(Job.objects.exclude(queue="mail").values_list("state", flat=True))),
        "taken again": Job.objects.filter(attempts__gt=1).count(),
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fairway.config.settings")
    django.setup()
    print(json.dumps(main(int(sys.argv[1]))))  # noqa: T201
