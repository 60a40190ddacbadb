"""Change a cycle that runs, with a count of whom it concerns; close it.

What was promised stands: nobody's day moves to an earlier one, the threshold only rises, and the
questions stay those that it was launched with. Each change is kept with what held before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count, Max, QuerySet
from django.utils import timezone

from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.jobs.context import JobContext
from fairway.foundation.jobs.declaring import stepwise
from fairway.foundation.jobs.enqueuing import enqueue
from fairway.foundation.languages import Texts
from fairway.foundation.versions import next_version
from fairway.people.models import Person
from fairway.reviews.actions.cycles import Stretch, check_stretches
from fairway.reviews.actions.refusals import EarlierDay, NotInThisState, OnlyStricter
from fairway.reviews.days import Calendars, people_with_places
from fairway.reviews.models import (
    CycleChange,
    Phase,
    Review,
    ReviewCycle,
    phases_of,
)

AT_ONCE = 500


@dataclass(frozen=True)
class Impact:
    """Whom a change would concern: shown before it is made."""

    reviews: int
    people: int


@transaction.atomic
def change_phases(
    cycle: ReviewCycle,
    *,
    actor: Person,
    stretches: Mapping[str, Stretch],
    version: int | None = None,
) -> CycleChange:
    cycle = _changing(cycle, actor, version)
    phases = phases_of(cycle)
    moved = {kind: one for kind, one in stretches.items() if _differs(phases.get(kind), one)}
    for kind, one in moved.items():
        if kind in phases and one.due_on < phases[kind].due_on:
            raise EarlierDay
    check_stretches(moved)
    before = {kind: _as_words(phases[kind]) for kind in moved if kind in phases}
    for kind, one in moved.items():
        cycle.phases.update_or_create(
            kind=kind, defaults={"opens_on": one.opens_on, "due_on": one.due_on}
        )
    after = {kind: _as_words(one) for kind, one in moved.items()}
    change = _keep(cycle, actor, before, after, impact_of(cycle, moved))
    if Phase.Kind.WRITE in moved:
        enqueue(
            move_days, key=f"cycle-days:{cycle.pk}:{change.number}", owner=actor, cycle=cycle.pk
        )
    return change


@transaction.atomic
def raise_threshold(
    cycle: ReviewCycle, *, actor: Person, threshold: int, version: int | None = None
) -> CycleChange:
    cycle = _changing(cycle, actor, version)
    if threshold < cycle.threshold:
        raise OnlyStricter(cycle.threshold)
    before, cycle.threshold = cycle.threshold, threshold
    cycle.save(update_fields=["threshold"])
    return _keep(cycle, actor, {"threshold": before}, {"threshold": threshold}, Impact(0, 0))


@transaction.atomic
def change_notice(
    cycle: ReviewCycle, *, actor: Person, notice: Any, version: int | None = None
) -> CycleChange:
    cycle = _changing(cycle, actor, version)
    before, cycle.notice = dict(cycle.notice), Texts.of(notice)
    cycle.save(update_fields=["notice"])
    after = {"notice": dict(cycle.notice)}
    return _keep(cycle, actor, {"notice": before}, after, Impact(0, 0))


@transaction.atomic
def close_cycle(cycle: ReviewCycle, *, actor: Person, version: int | None = None) -> ReviewCycle:
    """Nothing can be written any more; all that was written stays as it was."""
    cycle = claim(cycle, actor=actor, verb="close")
    next_version(cycle, version)
    if cycle.is_being_prepared:
        raise NotInThisState(cycle.get_state_display())
    cycle.state, cycle.closed_at = ReviewCycle.State.CLOSED, timezone.now()
    cycle.save(update_fields=["state", "closed_at", "version"])
    record("reviews.cycle_closed", actor=actor, subject=cycle)
    return cycle


def impact_of(cycle: ReviewCycle, moved: Mapping[str, Any]) -> Impact:
    if Phase.Kind.WRITE not in moved:
        return Impact(0, 0)
    rows = _open_reviews(cycle.pk)
    counted = rows.order_by().aggregate(
        reviews=Count("pk"), people=Count("reviewer", distinct=True)
    )
    return Impact(**counted)


@stepwise(queue="default")
def move_days(context: JobContext, cycle: int) -> int:
    """Everybody's own last day anew: later where the phase is, never earlier."""
    moved, phase = 0, Phase.objects.get(cycle=cycle, kind=Phase.Kind.WRITE)
    while some := list(_open_reviews(cycle).filter(pk__gt=context.cursor or 0)[:AT_ONCE]):
        writers = people_with_places(one.reviewer_id for one in some if one.reviewer_id)
        calendars = Calendars(writers, phase.opens_on, phase.due_on)
        changed = [one for one in some if _move(one, calendars, phase)]
        with context.step(cursor=some[-1].pk):
            Review.objects.bulk_update(changed, ["due_on"])
        moved += len(changed)
    return moved


def _move(review: Review, calendars: Calendars, phase: Phase) -> bool:
    day = phase.due_on
    if review.reviewer_id is not None:
        day = calendars.last_day(review.reviewer_id, phase.opens_on, phase.due_on)
    if day <= review.due_on:
        return False
    review.due_on = day
    return True


def _open_reviews(cycle: int) -> QuerySet[Review]:
    return Review.objects.to_write().filter(cycle=cycle).order_by("pk")


def _changing(cycle: ReviewCycle, actor: Any, version: int | None) -> ReviewCycle:
    cycle = claim(cycle, actor=actor, verb="change")
    next_version(cycle, version)
    cycle.save(update_fields=["version"])
    return cycle


def _keep(
    cycle: ReviewCycle, actor: Person, before: Any, after: Any, impact: Impact
) -> CycleChange:
    last = cycle.changes.aggregate(last=Max("number"))["last"] or 0
    change = CycleChange.objects.create(
        cycle=cycle,
        number=last + 1,
        by=actor,
        at=timezone.now(),
        before=before,
        after=after,
        reviews=impact.reviews,
    )
    record(
        "reviews.cycle_changed",
        actor=actor,
        subject=cycle,
        number=change.number,
        what=sorted(after),
        reviews=impact.reviews,
    )
    return change


def _differs(phase: Phase | None, one: Stretch) -> bool:
    return phase is None or (phase.opens_on, phase.due_on) != (one.opens_on, one.due_on)


def _as_words(one: Any) -> list[str]:
    return [one.opens_on.isoformat(), one.due_on.isoformat()]
