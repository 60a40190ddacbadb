"""Give out what a whole cycle has come to, in the background: to managers, to people, as reports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.jobs.context import JobContext
from fairway.foundation.jobs.declaring import stepwise
from fairway.foundation.jobs.enqueuing import enqueue
from fairway.foundation.models import Job
from fairway.foundation.refusal import Refusal
from fairway.reviews.actions.releasing import give_to_person, release_to_manager
from fairway.reviews.actions.reporting_360 import release_report
from fairway.reviews.models import Participant, ReviewCycle
from fairway.reviews.reading.snapshots import snapshots

AT_ONCE = 25
MANAGERS, PEOPLE, REPORTS = "managers", "people", "reports"
VERBS = {MANAGERS: "release", PEOPLE: "give", REPORTS: "release"}


@transaction.atomic
def give_out(cycle: ReviewCycle, *, actor: Any, what: str) -> Job:
    """Everybody whom the actor may; who is not ready yet is passed over, and counted."""
    cycle = claim(cycle, actor=actor, verb="share")
    if what not in VERBS:
        raise ValueError(what)
    record("reviews.giving_out", actor=actor, subject=cycle, what=what)
    stamp = f"{timezone.now():%Y%m%d%H%M%S}"
    return enqueue(
        give_out_cycle,
        key=f"reviews.give:{what}:{cycle.public_id}:{actor.public_id}:{stamp}",
        owner=actor,
        cycle=cycle.public_id,
        what=what,
    )


@stepwise(label=_("Giving reviews out"))
def give_out_cycle(context: JobContext, cycle: str, what: str) -> dict[str, Any]:
    """A few people at a time; begun anew after a kill, nobody gets anything twice."""
    found = ReviewCycle.objects.get(public_id=cycle)
    every = reached(found, context.owner, what)
    total, done = every.count(), context.job.done_parts
    while some := list(every.filter(pk__gt=context.cursor or 0)[:AT_ONCE]):
        done += len(some)
        with context.step(cursor=some[-1].pk, done=done, of=max(total, done)):
            _give(some, context.owner, what)
    return {"next": reverse("reviews:sharing", args=[found.public_id])}


def reached(cycle: ReviewCycle, actor: Any, what: str) -> QuerySet[Participant]:
    rows = Participant.objects.allowed(actor, VERBS[what]).filter(cycle=cycle).in_it()
    return rows.select_related("person", "author", "cycle").order_by("pk")


def _give(some: Sequence[Participant], actor: Any, what: str) -> int:
    found = snapshots(some) if what == MANAGERS else {}
    given = 0
    for one in some:
        try:
            if what == MANAGERS:
                release_to_manager(one, actor=actor, snapshot=found.get(one.pk))
            elif what == PEOPLE:
                give_to_person(one, actor=actor)
            else:
                release_report(one, actor=actor)
            given += 1
        except Refusal:
            continue  # not written, compared or given to its author yet: the page says who
    return given
