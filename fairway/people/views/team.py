"""A manager's own people: where they are in their day, who is away, when all are there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from fairway.foundation.times.working import Days
from fairway.foundation.viewers import Request
from fairway.people.availability import Known, Status, know, status_of, talk_among
from fairway.people.chart import reports
from fairway.people.days import organisation_day
from fairway.people.directory import for_rows
from fairway.people.models import Absence, Person

MOST = 60  # a team, not a branch: whoever has more people under them opens the chart
SIDE_BY_SIDE = 16  # rows that can still be read beneath one another


@dataclass(frozen=True)
class Member:
    person: Person
    status: Status
    away: tuple[Days, ...]
    asked: tuple[Absence, ...]


@require_safe
def my_team(request: Request) -> HttpResponse:
    viewer, now = request.viewer, timezone.now()
    people = list(for_rows(reports(viewer, viewer))[: MOST + 1])
    known = know([viewer, *people[:MOST]], organisation_day())
    asked = _asked(viewer)
    context = {
        "members": [_member(one, now, known, asked) for one in people[:MOST]],
        "more": len(people) > MOST,
        "talk": talk_among(viewer, people[:SIDE_BY_SIDE], now, known) if people else None,
    }
    return render(request, "people/team.html", context)


def _member(person: Person, now: datetime, known: Known, asked: list[Absence]) -> Member:
    absent = known.absent.get(person.pk, [])
    today = organisation_day()
    ahead = sorted((one for one in absent if one.until_on > today), key=lambda one: one.start_on)
    status = status_of(
        person, now, known.patterns.get(person.pk), absent, known.off.get(person.pk, ())
    )
    return Member(
        person, status, tuple(ahead[:2]), tuple(a for a in asked if a.person_id == person.pk)
    )


def _asked(viewer: Person) -> list[Absence]:
    """What waits for the viewer to decide, soonest first."""
    return list(Absence.objects.allowed(viewer, "decide").order_by("from_on", "pk")[:MOST])
