"""Give out what a whole cycle has come to, in the background: to managers, to people, as reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
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
from fairway.reviews.models import Participant, Release, ReportOf360, ReviewCycle
from fairway.reviews.reading.giving_out import MANAGERS, PEOPLE, REPORTS, VERBS, reached
from fairway.reviews.reading.snapshots import snapshots

AT_ONCE = 25


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
        key=f"{_key(cycle, actor, what)}{stamp}",
        owner=actor,
        cycle=cycle.public_id,
        what=what,
    )


def last_job(cycle: ReviewCycle, actor: Any, what: str) -> Job | None:
    """Their own last one that is over; its result says how many went out."""
    mine = Job.objects.allowed(actor).filter(state=Job.State.DONE)
    return mine.filter(key__startswith=_key(cycle, actor, what)).order_by("-pk").first()


def _key(cycle: ReviewCycle, actor: Any, what: str) -> str:
    return f"reviews.give:{what}:{cycle.public_id}:{actor.public_id}:"


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
    page = reverse("reviews:give_out", args=[found.public_id])
    given = _given_since(found, context.owner, what, context.job.created_at)
    return {"next": f"{page}?what={what}", "given": given}


def _given_since(cycle: ReviewCycle, actor: Any, what: str, since: datetime) -> int:
    """Counted from what stands, so that a worker that was killed forgets nothing."""
    there = reached(cycle, actor, what).order_by().values("pk")
    if what == REPORTS:
        made = ReportOf360.objects.filter(participant__in=there, released_at__gte=since)
        return made.count()
    to = Release.To.MANAGER if what == MANAGERS else Release.To.SUBJECT
    by = Release.objects.filter(participant__in=there, to=to, by=actor, at__gte=since)
    return by.count()


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
