"""Which of a manager's own people have heard nothing for a long time.

Counted is only what the manager could read one by one: open praise, what was shared with them, and
what they said themselves. What is private between two others is not in it, so silence here is not
silence. Nobody is ranked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max, QuerySet
from django.utils import timezone

from fairway.feedback.evenness import Share, shares_of
from fairway.feedback.models import Feedback, Recognised, Recognition, Visibility
from fairway.foundation.lookups import in_few
from fairway.foundation.policy import get
from fairway.people.models import Assignment, Person
from fairway.people.relations import direct_reports

MOST = 200
ELSEWHERE, HERE = "elsewhere", "here"


@dataclass(frozen=True)
class Heard:
    """One of the manager's people, and when they last heard something."""

    person: Person
    last_at: datetime | None
    is_silent: bool
    is_new: bool


@dataclass(frozen=True)
class Attention:
    people: tuple[Heard, ...]
    shares: tuple[Share, ...]
    weeks: int

    @property
    def silent(self) -> list[Heard]:
        return [one for one in self.people if one.is_silent]

    @property
    def others(self) -> list[Heard]:
        return [one for one in self.people if not one.is_silent]


def attention_of(viewer: Person) -> Attention:
    weeks = int(get("feedback.silent_weeks"))
    since = timezone.now() - timedelta(weeks=weeks)
    rows = Person.objects.filter(in_few("pk", direct_reports(viewer)), active=True)
    people = list(rows.select_related("assignment").order_by("sort_name", "pk")[:MOST])
    last = _last_heard(viewer, [one.pk for one in people])
    found = tuple(_heard(one, last.get(one.pk), since) for one in people)
    told = [one for one in found if not one.is_new]
    return Attention(found, shares_of(_by_place(told)), weeks)


def silent_people(viewer: Person) -> list[Person]:
    return [one.person for one in attention_of(viewer).silent]


def _heard(person: Person, last: datetime | None, since: datetime) -> Heard:
    is_new = person.joined_on is not None and person.joined_on > since.date()
    silent = not is_new and (last is None or last < since)
    return Heard(person, last, silent, is_new)


def _by_place(people: list[Heard]) -> Iterator[tuple[str, bool]]:
    """Hybrid counts as here: they are met. Whose place of work is not known is left out."""
    for one in people:
        mode = one.person.assignment.work_mode if one.person.assignment else ""
        if mode:
            remote = mode == Assignment.WorkMode.REMOTE
            yield ELSEWHERE if remote else HERE, not one.is_silent


def _last_heard(viewer: Person, people: list[int]) -> dict[int, datetime]:
    """The latest of both kinds for each."""
    latest: dict[int, datetime] = {}
    for rows, field in (
        (_praise(viewer, people), "person"),
        (_feedback(viewer, people), "recipient"),
    ):
        for pk, at in rows.values_list(field).annotate(at=Max("given_at")).order_by():
            latest[pk] = max(at, latest.get(pk, at))
    return latest


def _praise(viewer: Person, people: list[int]) -> QuerySet[Any]:
    named = Recognised.objects.filter(person__in=people, hidden_at=None)
    # From these few on: among all the praise of a company it would be looked for long.
    read = Recognition.objects.allowed(viewer).filter(in_few("pk", named.values("recognition")))
    return named.filter(in_few("recognition", read.values("pk")))


def _feedback(viewer: Person, people: list[int]) -> QuerySet[Any]:
    """What the person can read as well: of the rest they have heard nothing."""
    rows = Feedback.objects.allowed(viewer).standing().filter(recipient__in=people)
    return rows.exclude(visibility=Visibility.MANAGER)
