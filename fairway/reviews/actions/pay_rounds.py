"""Begin a pay round of a cycle, set it up, open, lock and publish it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from fairway.foundation.access import claim
from fairway.foundation.bulk import insert_objects
from fairway.foundation.events import record
from fairway.foundation.numbers import Money
from fairway.people.models import JobProfile, OrgUnit, Person, UnitChain
from fairway.reviews.actions.pay_refused import (
    BandOutOfOrder,
    BudgetOverlaps,
    HoldsTooEarly,
    NothingToPlan,
    RatingsOpen,
    StillWaiting,
)
from fairway.reviews.models import (
    CalibrationSession,
    CycleKind,
    Participant,
    PayBand,
    PayBudget,
    PayLine,
    PayPlanner,
    PayRound,
    Review,
    ReviewCycle,
)

State = PayRound.State


@transaction.atomic
def begin_round(cycle: ReviewCycle, *, actor: Person, holds_from: date) -> PayRound:
    """One of a cycle, and none of a cycle for development: the database refuses that, too."""
    cycle = claim(cycle, actor=actor, verb="begin_pay")
    known = PayRound.objects.filter(cycle=cycle).first()
    if known is not None:
        return known  # pressed twice
    if not ratings_are_final(cycle):
        raise RatingsOpen
    _check_day(cycle, holds_from)
    made = PayRound.objects.create(
        cycle=cycle,
        purpose=cycle.purpose,
        holds_from=holds_from,
        begun_by=actor,
        begun_at=timezone.now(),
    )
    record("reviews.pay_begun", actor=actor, subject=made)
    return made


def _check_day(cycle: ReviewCycle, holds_from: date) -> None:
    if holds_from < cycle.period_from:
        raise HoldsTooEarly


@transaction.atomic
def set_day(round_: PayRound, *, actor: Person, holds_from: date) -> PayRound:
    """Another day from which the new pay holds."""
    round_ = claim(round_, actor=actor, verb="set_up")
    _check_day(round_.cycle, holds_from)
    if round_.holds_from == holds_from:
        return round_
    round_.holds_from = holds_from
    round_.version += 1
    round_.save(update_fields=["holds_from", "version"])
    record("reviews.pay_day_set", actor=actor, subject=round_)
    return round_


@transaction.atomic
def discard_round(round_: PayRound, *, actor: Person) -> None:
    """With its bands, its budgets and who plans: nobody else has heard of it, and the cycle can have
    another."""
    round_ = claim(round_, actor=actor, verb="discard")
    record("reviews.pay_discarded", actor=actor, subject=round_)
    round_.delete()


def ratings_are_final(cycle: ReviewCycle) -> bool:
    """Closed; or every manager's review is sent and every session of comparing is locked."""
    if not cycle.is_running:
        return cycle.state == ReviewCycle.State.CLOSED
    owed = Review.objects.filter(
        cycle=cycle, kind=CycleKind.Kind.MANAGER, state=Review.State.OPEN
    ).filter(participant__state=Participant.State.OPEN)
    compared = CalibrationSession.objects.filter(cycle=cycle)
    return not owed.exists() and not compared.exclude(state="locked").exists()


@transaction.atomic
def set_band(
    round_: PayRound, *, actor: Person, profile: JobProfile, low: Money, middle: Money, high: Money
) -> PayBand:
    """Of one role; written again, it is another."""
    round_ = claim(round_, actor=actor, verb="set_up")
    if not 0 < low.minor <= middle.minor <= high.minor:
        raise BandOutOfOrder
    amounts = {"low": low.minor, "middle": middle.minor, "high": high.minor}
    made, _new = PayBand.objects.update_or_create(
        round=round_, profile=profile, defaults={"currency": low.currency, **amounts}
    )
    record("reviews.pay_band_set", actor=actor, subject=round_)
    return made


@transaction.atomic
def set_budget(round_: PayRound, *, actor: Person, unit: OrgUnit, amount: Money) -> PayBudget:
    """For raises in the unit and below it; no two budgets cover the same people."""
    round_ = claim(round_, actor=actor, verb="set_up")
    near = UnitChain.objects.filter(depth__gt=0)
    others = PayBudget.objects.filter(round=round_).filter(
        Q(unit__in=near.filter(below=unit).values("above"))
        | Q(unit__in=near.filter(above=unit).values("below"))
    )
    overlapping = others.select_related("unit").first()
    if overlapping is not None:
        raise BudgetOverlaps(overlapping.unit.name)
    made, _new = PayBudget.objects.update_or_create(
        round=round_,
        unit=unit,
        defaults={"currency": amount.currency, "amount": amount.minor},
    )
    record("reviews.pay_budget_set", actor=actor, subject=round_)
    return made


@transaction.atomic
def add_planner(round_: PayRound, *, actor: Person, unit: OrgUnit, person: Person) -> PayPlanner:
    round_ = claim(round_, actor=actor, verb="set_up")
    made, _new = PayPlanner.objects.get_or_create(round=round_, unit=unit, person=person)
    record("reviews.pay_planner_added", actor=actor, subject=round_, about=person)
    return made


@transaction.atomic
def take_out(round_: PayRound, *, actor: Person, part: PayBand | PayBudget | PayPlanner) -> None:
    """A band, a budget or somebody who plans, before the round opens."""
    round_ = claim(round_, actor=actor, verb="set_up")
    type(part)._default_manager.filter(pk=part.pk, round=round_).delete()
    record("reviews.pay_part_taken_out", actor=actor, subject=round_)


@transaction.atomic
def open_round(round_: PayRound, *, actor: Person) -> PayRound:
    """A line for everybody of the cycle who is still here, as they work today."""
    round_ = claim(round_, actor=actor, verb="set_up")
    lines = list(_lines(round_))
    if not lines:
        raise NothingToPlan
    insert_objects(lines)
    round_.state, round_.opened_at = State.OPEN, timezone.now()
    round_.version += 1
    round_.save()
    record("reviews.pay_opened", actor=actor, subject=round_, people=len(lines))
    return round_


def _lines(round_: PayRound) -> Iterator[PayLine]:
    currencies = dict(round_.bands.values_list("profile", "currency"))
    rows = Participant.objects.in_it().filter(cycle=round_.cycle_id, person__active=True)
    for one in rows.select_related("person__assignment").order_by("person__sort_name", "pk"):
        at = one.person.assignment
        yield PayLine(
            round=round_,
            participant=one,
            person=one.person,
            unit_id=at.unit_id if at else None,
            profile_id=at.job_profile_id if at else None,
            currency=currencies.get(at.job_profile_id, "") if at else "",
        )


def hold_lines(round_: PayRound) -> list[str]:
    """How far each is, once whoever writes one now has written it; none moves until we are done."""
    lines = PayLine.objects.filter(round=round_).order_by("pk").select_for_update()
    return list(lines.values_list("state", flat=True))


@transaction.atomic
def lock_round(round_: PayRound, *, actor: Person) -> PayRound:
    """Nothing waits any more, and nothing moves from here on."""
    round_ = claim(round_, actor=actor, verb="lock")
    waits = {PayLine.State.PROPOSED, PayLine.State.AGREED}
    waiting = sum(state in waits for state in hold_lines(round_))
    if waiting:
        raise StillWaiting(waiting)
    round_.state, round_.locked_at = State.LOCKED, timezone.now()
    round_.version += 1
    round_.save()
    record("reviews.pay_locked", actor=actor, subject=round_)
    return round_


@transaction.atomic
def publish_round(round_: PayRound, *, actor: Person) -> PayRound:
    """Everybody whose pay was approved reads their own, and nobody else's."""
    round_ = claim(round_, actor=actor, verb="publish")
    round_.state, round_.published_at = State.PUBLISHED, timezone.now()
    round_.version += 1
    round_.save()
    record("reviews.pay_published", actor=actor, subject=round_)
    return round_
