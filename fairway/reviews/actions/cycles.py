"""Shape a cycle before it is launched, step by step; begin one from another; discard a draft."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.languages import Texts
from fairway.foundation.policy import get
from fairway.foundation.text import clean_name
from fairway.foundation.versions import next_version
from fairway.people.days import organisation_day
from fairway.people.models import Person
from fairway.reviews.actions.refusals import (
    BelowTheFloor,
    DayGone,
    PayApart,
    PeriodTurned,
    PhasesCrossed,
    SayFromWhen,
    SaySomething,
)
from fairway.reviews.models import (
    FLOOR,
    CycleKind,
    Phase,
    ReviewCycle,
    TemplateVersion,
    Use,
    minutes_for,
)
from fairway.reviews.models.writing import CONFIDENTIAL
from fairway.reviews.population import Population
from fairway.reviews.rules.templates import claim_to_keep

Kind = CycleKind.Kind
WITHOUT_PAY = (Use.DEVELOPMENT, Use.UPWARD)
PHASES = tuple(Phase.Kind.values)  # in the order they follow each other


@dataclass(frozen=True)
class Chosen:
    """A kind of review in a cycle, and what it asks."""

    kind: str
    template_version: TemplateVersion
    anonymous: bool = False


@dataclass(frozen=True)
class Stretch:
    opens_on: date
    due_on: date


@transaction.atomic
def begin_cycle(
    *, actor: Person, name: str, purpose: str, period_from: date, period_until: date
) -> ReviewCycle:
    """A draft that nobody but HR knows of."""
    claim_to_keep(actor)
    cycle = ReviewCycle(facilitator=actor, **_basics(name, purpose, period_from, period_until))
    cycle.threshold = max(FLOOR, get("reviews.threshold"))
    cycle.most_for_one = get("reviews.most_for_one")
    cycle.overall_rating = cycle.purpose not in WITHOUT_PAY
    cycle.save(force_insert=True)
    record("reviews.cycle_begun", actor=actor, subject=cycle)
    return cycle


@transaction.atomic
def clone_cycle(
    cycle: ReviewCycle, *, actor: Person, name: str, period_from: date, period_until: date
) -> ReviewCycle:
    """As it was set up, with the newest version of each template; its days lie as far apart."""
    source = claim(cycle, actor=actor, verb="clone")
    made = ReviewCycle(
        facilitator=actor,
        cloned_from=source,
        **_basics(name, source.purpose, period_from, period_until),
    )
    for field in (*CARRIED, "rules", "notice"):
        setattr(made, field, getattr(source, field))
    made.threshold = max(source.threshold, get("reviews.threshold"))
    made.save(force_insert=True)
    for one in source.kinds.select_related("template_version__template"):
        newest = one.template_version.template.versions.published().order_by("-number").first()
        made.kinds.create(
            kind=one.kind,
            template_version=newest or one.template_version,
            anonymous=one.anonymous,
            minutes=_minutes(newest or one.template_version, one.kind),
        )
    _repeat_phases(source, made)
    record("reviews.cycle_begun", actor=actor, subject=made, cloned_from=source.pk)
    return made


def _repeat_phases(source: ReviewCycle, made: ReviewCycle) -> None:
    """As much later as the period is, in whole weeks, and none on a day that has gone."""
    phases = list(source.phases.all())
    if not phases:
        return
    begins = min(one.opens_on for one in phases)
    later = max(made.period_from - source.period_from, organisation_day() - begins)
    by = timedelta(weeks=-(-later.days // 7))
    for one in phases:
        made.phases.create(kind=one.kind, opens_on=one.opens_on + by, due_on=one.due_on + by)


CARRIED = (
    "overall_rating",
    "asks_pay",
    "peers_least",
    "peers_most",
    "people_nominate",
    "most_for_one",
)


@transaction.atomic
def set_basics(
    cycle: ReviewCycle,
    *,
    actor: Any,
    name: str,
    purpose: str,
    period_from: date,
    period_until: date,
    version: int | None = None,
) -> ReviewCycle:
    cycle = _shape(cycle, actor, version)
    for field, value in _basics(name, purpose, period_from, period_until).items():
        setattr(cycle, field, value)
    if cycle.purpose in WITHOUT_PAY:
        cycle.asks_pay = False
    return _shaped(cycle, actor, "basics")


@transaction.atomic
def set_kinds(
    cycle: ReviewCycle, *, actor: Any, chosen: Sequence[Chosen], version: int | None = None
) -> ReviewCycle:
    """Which reviews are written, and what each asks. Whoever is known by name stays named."""
    cycle = _shape(cycle, actor, version)
    wanted = {one.kind: one for one in chosen}
    cycle.kinds.exclude(kind__in=wanted).delete()
    for kind, one in wanted.items():
        anonymous = one.anonymous and kind in CONFIDENTIAL
        cycle.kinds.update_or_create(
            kind=kind,
            defaults={
                "template_version": one.template_version,
                "anonymous": anonymous,
                "minutes": _minutes(one.template_version, kind),
            },
        )
    return _shaped(cycle, actor, "kinds")


@transaction.atomic
def set_peers(
    cycle: ReviewCycle,
    *,
    actor: Any,
    peers_least: int,
    peers_most: int,
    people_nominate: bool,
    most_for_one: int,
    version: int | None = None,
) -> ReviewCycle:
    cycle = _shape(cycle, actor, version)
    cycle.peers_least, cycle.peers_most = peers_least, max(peers_least, peers_most)
    cycle.people_nominate, cycle.most_for_one = people_nominate, most_for_one
    return _shaped(cycle, actor, "peers")


@transaction.atomic
def set_population(
    cycle: ReviewCycle, *, actor: Any, population: Population, version: int | None = None
) -> ReviewCycle:
    cycle = _shape(cycle, actor, version)
    if population.follows_hires and population.hired_from is None:
        raise SayFromWhen
    cycle.rules = population.stored()
    return _shaped(cycle, actor, "people")


@transaction.atomic
def set_visibility(
    cycle: ReviewCycle,
    *,
    actor: Any,
    threshold: int,
    overall_rating: bool,
    asks_pay: bool,
    version: int | None = None,
) -> ReviewCycle:
    cycle = _shape(cycle, actor, version)
    least = max(FLOOR, get("reviews.threshold"))
    if threshold < least:
        raise BelowTheFloor(least)
    if asks_pay and cycle.purpose in WITHOUT_PAY:
        raise PayApart
    cycle.threshold = threshold
    cycle.overall_rating, cycle.asks_pay = overall_rating, asks_pay
    return _shaped(cycle, actor, "visibility")


@transaction.atomic
def set_phases(
    cycle: ReviewCycle,
    *,
    actor: Any,
    stretches: Mapping[str, Stretch],
    version: int | None = None,
) -> ReviewCycle:
    cycle = _shape(cycle, actor, version)
    check_stretches(stretches)
    cycle.phases.exclude(kind__in=stretches).delete()
    for kind, one in stretches.items():
        cycle.phases.update_or_create(
            kind=kind, defaults={"opens_on": one.opens_on, "due_on": one.due_on}
        )
    return _shaped(cycle, actor, "dates")


@transaction.atomic
def set_notice(
    cycle: ReviewCycle, *, actor: Any, notice: Any, version: int | None = None
) -> ReviewCycle:
    cycle = _shape(cycle, actor, version)
    cycle.notice = Texts.of(notice)
    return _shaped(cycle, actor, "notices")


@transaction.atomic
def discard_cycle(cycle: ReviewCycle, *, actor: Any) -> None:
    """A draft goes without a trace but that it did; what was launched never does."""
    cycle = claim(cycle, actor=actor, verb="discard")
    record("reviews.cycle_discarded", actor=actor, subject=cycle)
    cycle.delete()


def check_stretches(
    stretches: Mapping[str, Stretch], changed: Container[str] | None = None
) -> None:
    """None is due ahead of what comes before it; of what changes, none on a day that has gone."""
    today, latest = organisation_day(), date.min
    for kind in PHASES:
        if kind not in stretches:
            continue
        one, label = stretches[kind], Phase.Kind(kind).label
        if one.due_on < today and (changed is None or kind in changed):
            raise DayGone(label)
        if one.due_on < one.opens_on or one.due_on < latest:
            raise PhasesCrossed(label)
        latest = one.due_on


def _minutes(version: TemplateVersion, kind: str) -> int:
    whole = TemplateVersion.objects.whole().get(pk=version.pk)
    return minutes_for(whole.questions_for(kind))


def _basics(name: str, purpose: str, period_from: date, period_until: date) -> dict[str, Any]:
    name = clean_name(name)[:120]
    if not name:
        raise SaySomething("name")
    if period_until <= period_from:
        raise PeriodTurned
    return {
        "name": name,
        "purpose": Use(purpose),
        "period_from": period_from,
        "period_until": period_until,
    }


def _shape(cycle: ReviewCycle, actor: Any, version: int | None) -> ReviewCycle:
    cycle = claim(cycle, actor=actor, verb="edit")
    next_version(cycle, version)
    return cycle


def _shaped(cycle: ReviewCycle, actor: Any, step: str) -> ReviewCycle:
    cycle.save()
    record("reviews.cycle_edited", actor=actor, subject=cycle, step=step)
    return cycle
