"""Launch a cycle: at once for whoever presses the button, then in the background for everybody.

The launch itself is one short transaction, which can happen once: the state says so. Then a job
brings in some people at a time, each part in one transaction with the mark of how far it is; a
worker that is killed leaves whole parts behind, and the next goes on after the last of them. What a
part holds is worked out before its transaction begins, so that nobody waits for it.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import claim
from fairway.foundation.actors import SYSTEM
from fairway.foundation.events import record
from fairway.foundation.jobs.context import JobContext
from fairway.foundation.jobs.declaring import stepwise
from fairway.foundation.jobs.enqueuing import enqueue
from fairway.foundation.mail.sending import post_each
from fairway.foundation.notifications.preferring import who_takes_mail
from fairway.foundation.policy import get
from fairway.foundation.versions import next_version
from fairway.people.days import organisation_day
from fairway.people.models import Person
from fairway.reviews.actions.assembling import assemble, write
from fairway.reviews.actions.refusals import NotInThisState, NotReady
from fairway.reviews.models import FLOOR, Participant, Review, ReviewCycle
from fairway.reviews.population import Population
from fairway.reviews.reading.blockers import preview

AT_ONCE = 250  # people in one transaction
LETTERS = 500
LETTER = "reviews.asked"
ASKED = "reviews.review_asked"  # the kind by which people choose how they hear of it


@transaction.atomic
def launch_cycle(cycle: ReviewCycle, *, actor: Person, version: int | None = None) -> ReviewCycle:
    """From here on its threshold, its kinds, what they ask and who reads the reports stand."""
    seen = ReviewCycle.objects.select_for_update().get(pk=cycle.pk)
    if not seen.is_draft:
        raise NotInThisState(seen.get_state_display())
    cycle = claim(cycle, actor=actor, verb="launch")
    next_version(cycle, version)
    if reasons := preview(cycle, actor).stops:
        raise NotReady(list(reasons))
    cycle.threshold = max(cycle.threshold, FLOOR, get("reviews.threshold"))
    cycle.manager_reads_report = get("reviews.manager_reads_360")
    cycle.state, cycle.launched_at = ReviewCycle.State.LAUNCHED, timezone.now()
    cycle.save()
    record("reviews.cycle_launched", actor=actor, subject=cycle, threshold=cycle.threshold)
    enqueue(
        bring_people_in,
        key=f"cycle:{cycle.pk}",
        owner=actor,
        cycle=cycle.pk,
        by=actor.pk,
        day=organisation_day().isoformat(),
    )
    return cycle


@stepwise(label=_("Launch a cycle of reviews"))
def bring_people_in(context: JobContext, cycle: int, by: int, day: str) -> int:
    """Everybody whom the launcher could count in on that day, in the order of their keys."""
    found = ReviewCycle.objects.get(pk=cycle)
    actor = Person.objects.get(pk=by)
    fitting = Population.of(found.rules).rows(actor, date.fromisoformat(day)).order_by("pk")
    of, done = fitting.order_by().count(), context.job.done_parts
    while some := _next(fitting, context.cursor):
        part = assemble(found, some)
        with context.step(cursor=some[-1], done=done + len(some), of=of):
            write(part, cycle=found, actor=actor)
        done += len(some)
    with context.step(cursor=context.cursor, done=done, of=done):
        _ready(found)
    return done


@stepwise(queue="default")
def write_to_everybody(context: JobContext, cycle: int) -> int:
    """A letter to each who owes something; what it lists is looked up when it goes."""
    number = 0
    while some := _writers_after(cycle, context.cursor or 0):
        with context.step(cursor=some[-1]):
            post_each(LETTER, people=who_takes_mail(some, ASKED), cycle=cycle)
        number += len(some)
    return number


def _next(fitting: Any, last: Any) -> list[int]:
    rows = fitting.filter(pk__gt=last) if last else fitting
    return list(rows.values_list("pk", flat=True)[:AT_ONCE])


def _ready(cycle: ReviewCycle) -> None:
    """Once; a second worker that comes this far finds it done."""
    now = timezone.now()
    if not ReviewCycle.objects.filter(pk=cycle.pk, ready_at=None).update(ready_at=now):
        return
    people = Participant.objects.filter(cycle=cycle).count()
    reviews = Review.objects.filter(cycle=cycle).count()
    record("reviews.cycle_ready", actor=SYSTEM, subject=cycle, people=people, reviews=reviews)
    enqueue(write_to_everybody, key=f"cycle-letters:{cycle.pk}", cycle=cycle.pk)


def _writers_after(cycle: int, last: int) -> list[int]:
    owed = Review.objects.filter(cycle=cycle, state=Review.State.OPEN, reviewer__gt=last)
    rows = owed.order_by("reviewer").values_list("reviewer", flat=True).distinct()
    return list(rows[:LETTERS])
