"""Change a cycle that runs, with a count of whom it concerns; close it.

What was promised stands: nobody's day moves to an earlier one, the threshold only rises, and the
questions stay those that it was launched with. Each change is kept with what held before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Max
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
from fairway.reviews.actions.refusals import (
    EarlierDay,
    NothingChanged,
    NotInThisState,
    OnlyStricter,
    StillComparing,
)
from fairway.reviews.actions.settling import follow_phase, settle_everybody
from fairway.reviews.days import Calendars, people_with_places
from fairway.reviews.models import (
    CalibrationSession,
    CycleChange,
    Phase,
    Review,
    ReviewCycle,
    phases_of,
)
from fairway.reviews.reading.impact import Impact, impact_of, open_reviews, reviews_moved

AT_ONCE = 500


@dataclass(frozen=True)
class Wanted:
    """What is to hold from now on; what is left out stays."""

    stretches: Mapping[str, Stretch] = field(default_factory=dict)
    threshold: int | None = None
    notice: Any = None


@transaction.atomic
def change_cycle(
    cycle: ReviewCycle, *, actor: Person, wanted: Wanted, version: int | None = None
) -> CycleChange:
    """What differs is kept with what held before; everybody's own days follow in the background."""
    cycle = claim(cycle, actor=actor, verb="change")
    next_version(cycle, version)
    moved, before, after = _differences(cycle, wanted)
    concerned = reviews_moved(cycle, moved, phases_of(cycle))["reviews"]
    for kind, one in moved.items():
        phase, _new = cycle.phases.update_or_create(
            kind=kind, defaults={"opens_on": one.opens_on, "due_on": one.due_on}
        )
        follow_phase(phase)
    cycle.threshold = after.get("threshold", cycle.threshold)
    cycle.notice = Texts.of(after.get("notice", cycle.notice))
    cycle.save(update_fields=["version", "threshold", "notice"])
    change = _keep(cycle, actor, before, after, concerned)
    if Phase.Kind.WRITE in moved:
        enqueue(
            move_days, key=f"cycle-days:{cycle.pk}:{change.number}", owner=actor, cycle=cycle.pk
        )
    if moved.keys() - {Phase.Kind.WRITE}:
        key = f"cycle-own-days:{cycle.pk}:{change.number}"
        enqueue(settle_everybody, key=key, owner=actor, cycle=cycle.pk)
    return change


def foresee(cycle: ReviewCycle, wanted: Wanted) -> Impact:
    """The same, looked at before it is done; what cannot be is said here already."""
    moved, _before, after = _differences(cycle, wanted)
    return impact_of(cycle, moved, threshold=after.get("threshold"), notice="notice" in after)


@transaction.atomic
def close_cycle(cycle: ReviewCycle, *, actor: Person, version: int | None = None) -> ReviewCycle:
    """Nothing can be written any more; all that was written stays as it was."""
    cycle = claim(cycle, actor=actor, verb="close")
    next_version(cycle, version)
    if cycle.is_being_prepared:
        raise NotInThisState(cycle.get_state_display())
    going_on = list(still_compared(cycle))
    if going_on:
        raise StillComparing(", ".join(one.name for one in going_on))
    cycle.state, cycle.closed_at = ReviewCycle.State.CLOSED, timezone.now()
    cycle.save(update_fields=["state", "closed_at", "version"])
    record("reviews.cycle_closed", actor=actor, subject=cycle)
    return cycle


def still_compared(cycle: ReviewCycle) -> Any:
    """Sessions that are not locked: ratings of a closed cycle would never be settled."""
    rows = CalibrationSession.objects.going_on().filter(cycle=cycle)
    return rows.select_related("unit").order_by("unit__name", "level", "pk")


@stepwise(queue="default")
def move_days(context: JobContext, cycle: int) -> int:
    """Everybody's own last day anew: later where the phase is, never earlier."""
    moved, phase = 0, Phase.objects.get(cycle=cycle, kind=Phase.Kind.WRITE)
    while some := list(open_reviews(cycle).filter(pk__gt=context.cursor or 0)[:AT_ONCE]):
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


def _differences(
    cycle: ReviewCycle, wanted: Wanted
) -> tuple[dict[str, Stretch], dict[str, Any], dict[str, Any]]:
    """The stretches that move, and what held before and is to hold after; else NothingChanged."""
    phases = phases_of(cycle)
    moved = {kind: one for kind, one in wanted.stretches.items() if _differs(phases.get(kind), one)}
    for kind, one in moved.items():
        if kind in phases and one.due_on < phases[kind].due_on:
            raise EarlierDay
    standing = {kind: Stretch(one.opens_on, one.due_on) for kind, one in phases.items()}
    check_stretches({**standing, **moved}, changed=moved)
    before: dict[str, Any] = {kind: _as_words(phases[kind]) for kind in moved if kind in phases}
    after: dict[str, Any] = {kind: _as_words(one) for kind, one in moved.items()}
    if wanted.threshold is not None and wanted.threshold != cycle.threshold:
        if wanted.threshold < cycle.threshold:
            raise OnlyStricter(cycle.threshold)
        before["threshold"], after["threshold"] = cycle.threshold, wanted.threshold
    if wanted.notice is not None and Texts.of(wanted.notice) != Texts.of(cycle.notice):
        before["notice"], after["notice"] = dict(cycle.notice), dict(Texts.of(wanted.notice))
    if not after:
        raise NothingChanged
    return moved, before, after


def _keep(cycle: ReviewCycle, actor: Person, before: Any, after: Any, reviews: int) -> CycleChange:
    last = cycle.changes.aggregate(last=Max("number"))["last"] or 0
    change = CycleChange.objects.create(
        cycle=cycle,
        number=last + 1,
        by=actor,
        at=timezone.now(),
        before=before,
        after=after,
        reviews=reviews,
    )
    record(
        "reviews.cycle_changed",
        actor=actor,
        subject=cycle,
        number=change.number,
        what=sorted(after),
        reviews=reviews,
    )
    return change


def _differs(phase: Phase | None, one: Stretch) -> bool:
    return phase is None or (phase.opens_on, phase.due_on) != (one.opens_on, one.due_on)


def _as_words(one: Any) -> list[str]:
    return [one.opens_on.isoformat(), one.due_on.isoformat()]
