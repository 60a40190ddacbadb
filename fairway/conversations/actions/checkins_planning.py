"""Whose check-in opens when: rhythms of units, own hours and days away, looked up for many at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from fairway.conversations.checkins_clock import Opening, Plan, due_now, next_after
from fairway.conversations.models import CheckInHour, CheckInRhythm, CheckInTurn
from fairway.foundation.times.working import Days
from fairway.people.availability import days_away
from fairway.people.availability.hours import known_zone
from fairway.people.models import Person, UnitChain

AT_ONCE = 250
BEHIND, AHEAD = timedelta(days=9), timedelta(days=120)
EVER_BEFORE, EVER_AFTER = date(1900, 1, 1), date(2200, 1, 1)


@dataclass(frozen=True)
class Standing:
    """What holds for somebody: when they are asked, when they are away, and what they are asked."""

    plan: Plan
    away: Sequence[Days]
    template: int

    def due(self, now: datetime, last_week_on: date | None) -> Opening | None:
        opening = due_now(now, self.plan, self.away)
        is_new = opening is not None and (last_week_on is None or opening.week_on > last_week_on)
        return opening if is_new else None

    def next(self, now: datetime, last_week_on: date | None) -> Opening | None:
        return next_after(now, self.plan, self.away, last_week_on=last_week_on)


def standings(people: Sequence[Person], now: datetime) -> dict[int, Standing]:
    """By person; who has no rhythm, or nobody who would read what they write, is left out.

    `people` come with their assignment's location and manager. A handful of queries however many they are.
    """
    asked = [one for one in people if _has_reader(one)]
    rhythms = rhythms_of({one.assignment.unit_id for one in asked if one.assignment})
    keys = [one.pk for one in asked]
    hours = {one.person_id: one for one in CheckInHour.objects.filter(person__in=keys)}
    away = days_away(keys, (now - BEHIND).date(), (now + AHEAD).date(), by_rota=True)
    found = {}
    for one in asked:
        rhythm = rhythms.get(one.assignment.unit_id) if one.assignment else None
        if rhythm is not None and rhythm.every_weeks:
            plan = plan_of(one, rhythm, hours.get(one.pk))
            found[one.pk] = Standing(
                plan, [*away.get(one.pk, []), *_not_here(one)], rhythm.template_id
            )
    return found


def plan_of(person: Person, rhythm: CheckInRhythm, hour: CheckInHour | None) -> Plan:
    """The team says how often, and the day and hour unless somebody has chosen their own."""
    when = hour or rhythm
    return Plan(known_zone(person), when.weekday, when.at, rhythm.every_weeks, rhythm.anchor_on)


def rhythms_of(units: Iterable[int | None]) -> dict[int | None, CheckInRhythm]:
    """Of each unit its own, else that of the nearest above it."""
    by_unit = {one.unit_id: one for one in CheckInRhythm.objects.select_related("template")}
    chains = UnitChain.objects.filter(below__in=[one for one in units if one], above__in=by_unit)
    rows = chains.order_by("-depth").values_list("below", "above")
    return {below: by_unit[above] for below, above in rows}  # the nearest comes last


def _has_reader(person: Person) -> bool:
    manager = person.assignment.manager if person.assignment else None
    return person.active and manager is not None and manager.active


def _not_here(person: Person) -> list[Days]:
    """Before they have come, and from the day on that they have left."""
    before = [Days(EVER_BEFORE, person.joined_on)] if person.joined_on else []
    return before + ([Days(person.left_on, EVER_AFTER)] if person.left_on else [])


@transaction.atomic
def reckon(keys: Sequence[int]) -> set[datetime]:
    """Work out when the next check-in of each of them opens. Gives the moments, each once."""
    people = list(people_for(keys))
    there = set(CheckInTurn.objects.filter(person__in=keys).values_list("person", flat=True))
    CheckInTurn.objects.bulk_create(
        [CheckInTurn(person=one) for one in people if one.pk not in there], ignore_conflicts=True
    )
    turns = list(CheckInTurn.objects.select_for_update().filter(person__in=keys).order_by("pk"))
    now = timezone.now()
    known = standings(people, now)
    for turn in turns:
        set_next(turn, known.get(turn.person_id), now)
    CheckInTurn.objects.bulk_update(turns, ["opens_at"])
    return {turn.opens_at for turn in turns if turn.opens_at}


def people_for(keys: Iterable[int]) -> Iterable[Person]:
    rows = Person.objects.filter(pk__in=list(keys), active=True)
    return rows.select_related("assignment__location", "assignment__manager").order_by("pk")


def set_next(turn: CheckInTurn, standing: Standing | None, now: datetime) -> None:
    """What is overdue, because nothing ran at its moment, stays so while it still may open."""
    if standing is None:
        turn.opens_at = None
        return
    overdue = turn.opens_at is not None and turn.opens_at <= now
    if overdue and standing.due(now, turn.last_week_on):
        return
    opening = standing.next(now, turn.last_week_on)
    turn.opens_at = opening.at if opening else None
