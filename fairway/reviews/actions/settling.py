"""Everybody's own last day of each phase but writing: past their leave, as a review's day is.

Kept only where it is another than the phase's, and never moved to an earlier one: days that were
said or given are had.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from fairway.foundation.access import claim, lock
from fairway.foundation.events import record
from fairway.foundation.jobs.context import JobContext
from fairway.foundation.jobs.declaring import stepwise
from fairway.people.days import organisation_day
from fairway.people.models import Person
from fairway.reviews.actions.refusals import EarlierDay, NotInThisState
from fairway.reviews.clock import moved
from fairway.reviews.days import Calendars, people_with_places
from fairway.reviews.models import (
    CalibrationSession,
    Calibrator,
    OwnDay,
    Participant,
    Phase,
    ReviewCycle,
    phases_for,
    phases_of,
)

AT_ONCE = 500
BESIDE_WRITING = frozenset(Phase.Kind.values) - {Phase.Kind.WRITE}


def own_days(
    cycle: ReviewCycle,
    people: Iterable[int],
    *,
    since: date | None = None,
    opens_on: date | None = None,
    kinds: Collection[str] = BESIDE_WRITING,
) -> list[OwnDay]:
    """What differs from the phases' own, not yet written. `since`: who is asked from that day on;
    `opens_on`: who begins later than the others has as many days as they had."""
    phases = [one for kind, one in phases_of(cycle).items() if kind in kinds]
    listed = people_with_places(people)
    if not phases or not listed:
        return []
    stretches = [_stretch(one, since, opens_on) for one in phases]
    first, last = min(one[0] for one in stretches), max(one[1] for one in stretches)
    calendars = Calendars(listed, first, last)
    known = _known(cycle, [one.pk for one in listed])
    found = []
    for phase, (begins, due_on) in zip(phases, stretches, strict=True):
        for person in listed:
            said = known.get((person.pk, phase.kind))
            least = max(due_on, said.due_on) if said else due_on
            day = calendars.last_day(person.pk, begins, least)
            if day > (said.due_on if said else phase.due_on):
                found.append(OwnDay(cycle=cycle, person=person, kind=phase.kind, due_on=day))
    return found


def keep_days(cycle: ReviewCycle, found: Sequence[OwnDay]) -> int:
    """In the caller's transaction. Where somebody has one already, the later one holds."""
    if not found:
        return 0
    standing = OwnDay.objects.select_for_update(no_key=True).order_by("pk")
    known = {
        (one.person_id, one.kind): one
        for one in standing.filter(cycle=cycle, person__in={one.person_id for one in found})
    }
    later = []
    for one in found:
        said = known.get((one.person_id, one.kind))
        if said is not None and said.due_on < one.due_on:
            said.due_on = one.due_on
            later.append(said)
    OwnDay.objects.bulk_update(later, ["due_on"])
    fresh = [one for one in found if (one.person_id, one.kind) not in known]
    OwnDay.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(later) + len(fresh)


@transaction.atomic
def settle_days(cycle: ReviewCycle, people: Iterable[int]) -> int:
    return keep_days(cycle, own_days(cycle, people))


@transaction.atomic
def settle_comparing(cycle: ReviewCycle, people: Iterable[int]) -> int:
    """Of those who are called to it today, whatever else the cycle asks of them."""
    kinds = {Phase.Kind.CALIBRATE}
    return keep_days(cycle, own_days(cycle, people, since=organisation_day(), kinds=kinds))


@stepwise(queue="default")
def settle_everybody(context: JobContext, cycle: int) -> int:
    """All of whom a phase asks something: after its days moved, and every night, as leave is
    imported in bulk and managers change."""
    found, settled = ReviewCycle.objects.get(pk=cycle), 0
    while some := _people_after(cycle, context.cursor or 0):
        days = own_days(found, some)
        with context.step(cursor=some[-1]):
            settled += keep_days(found, days)
    return settled


@transaction.atomic
def give_days(participant: Participant, *, actor: Person, kind: str, until: date) -> OwnDay:
    """More days for one step of one person: never cut short."""
    participant = claim(participant, actor=actor, verb="extend")
    own, said = _extend(participant.cycle, participant.person, kind, until)
    about = participant.person
    record("reviews.step_extended", actor=actor, subject=participant, about=about, **said)
    return own


@transaction.atomic
def give_manager_days(
    cycle: ReviewCycle, *, actor: Person, person: Person, kind: str, until: date
) -> OwnDay:
    """More days for what a step asks of somebody about others: to agree, compare, give out, sign."""
    person = claim(person, actor=actor, verb="extend_step", no_key=True)
    cycle = lock(cycle, no_key=True)
    if not cycle.is_running:
        raise NotInThisState(cycle.get_state_display())
    own, said = _extend(cycle, person, kind, until)
    record("reviews.manager_extended", actor=actor, subject=cycle, about=person, **said)
    return own


def _extend(
    cycle: ReviewCycle, person: Person, kind: str, until: date
) -> tuple[OwnDay, dict[str, str]]:
    """With what the record says of it."""
    phase = phases_for(cycle, person).get(kind=kind)
    if until <= phase.until or until < organisation_day():
        raise EarlierDay
    own, _new = OwnDay.objects.get_or_create(
        cycle=cycle, person=person, kind=kind, defaults={"due_on": phase.due_on}
    )
    own.extended_until = until
    own.save(update_fields=["extended_until"])
    said = {"before": f"{phase.until:%Y-%m-%d}", "after": f"{until:%Y-%m-%d}"}
    return own, {"step": str(kind), **said}


def follow_phase(phase: Phase) -> int:
    """Nobody has less than the phase, which has moved to a later day."""
    behind = OwnDay.objects.filter(cycle=phase.cycle, kind=phase.kind, due_on__lt=phase.due_on)
    return behind.update(due_on=phase.due_on)


def concerning(people: Iterable[int]) -> QuerySet[ReviewCycle]:
    """The running cycles that ask something of any of them, beside writing."""
    keys = list(people)
    about, comparing = Participant.objects.in_it(), Calibrator.objects.filter(person__in=keys)
    called = CalibrationSession.objects.going_on().filter(facilitator__in=keys)
    return ReviewCycle.objects.running().filter(
        Q(pk__in=about.filter(person__in=keys).order_by().values("cycle"))
        | Q(pk__in=about.filter(author__in=keys).order_by().values("cycle"))
        | Q(pk__in=comparing.values("session__cycle"))
        | Q(pk__in=called.order_by().values("cycle"))
    )


def _stretch(phase: Phase, since: date | None, opens_on: date | None) -> tuple[date, date]:
    if opens_on is None:
        return max(phase.opens_on, since or phase.opens_on), phase.due_on
    begins = max(opens_on, phase.opens_on)
    return begins, moved(begins, phase.opens_on, phase.due_on)


def _known(cycle: ReviewCycle, people: Sequence[int]) -> dict[tuple[int, str], OwnDay]:
    rows = OwnDay.objects.filter(cycle=cycle, person__in=people)
    return {(one.person_id, one.kind): one for one in rows}


def _people_after(cycle: int, last: int) -> list[int]:
    """Those in it, who writes as their manager, who compares, and who called them; by their keys."""
    about = Participant.objects.in_it().filter(cycle=cycle)
    comparing = Calibrator.objects.filter(session__cycle=cycle)
    called = CalibrationSession.objects.going_on().filter(cycle=cycle)
    parts = ((about, "person"), (about, "author"), (comparing, "person"), (called, "facilitator"))
    found: set[int] = set()
    for rows, who in parts:
        some = rows.filter(**{f"{who}__gt": last}).order_by(who).values_list(who, flat=True)
        found.update(some.distinct()[:AT_ONCE])
    return sorted(found)[:AT_ONCE]
