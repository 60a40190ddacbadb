"""Praise and days to be glad of, as a feed: newest first, and only what the reader may read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairway.feedback.models import Celebration, Reaction, Recognised, Recognition
from fairway.people.days import organisation_day
from fairway.people.models import Person, ReportingChain
from fairway.strategy.models import Value

VERBS = ("react", "edit", "remove", "take_off")
GLAD_FOR, MOST_GLAD, MOST_OF_MONTH = 14, 8, 10
ICONS = {"clap": "thumb-up", "heart": "heart", "thanks": "mood-smile", "idea": "bulb"}
WHOSE = ("all", "team", "mine", "given")


@dataclass(frozen=True)
class Sign:
    key: str
    label: str
    icon: str
    count: int
    is_mine: bool


@dataclass(frozen=True)
class Praise:
    recognition: Any
    people: tuple[Person, ...]
    signs: tuple[Sign, ...]
    is_named: bool
    is_off: bool


@dataclass(frozen=True)
class Month:
    first: date
    number: int
    by_value: tuple[tuple[str, int], ...]
    praise: tuple[Praise, ...]
    celebrations: tuple[Any, ...]
    before: date
    after: date | None


def praise_for(viewer: Person, whose: str = "all") -> QuerySet[Recognition]:
    rows = Recognition.objects.allowed(viewer).standing().for_display()
    if whose == "team":
        rows = rows.for_people(team_of(viewer))
    elif whose == "mine":
        rows = rows.for_people([viewer.pk])
    elif whose == "given":
        rows = rows.filter(author=viewer)
    return rows.with_may(viewer, *VERBS)


def team_of(viewer: Person) -> QuerySet[Any]:
    """Oneself, who reports to the same manager, and who reports to oneself."""
    manager = viewer.assignment.manager_id if viewer.assignment else None
    around = Q(above=viewer.pk, depth__lte=1)
    if manager:
        around |= Q(above=manager, depth=1)
    return ReportingChain.objects.filter(around).values("below")


def praises(rows: Sequence[Any], viewer: Person) -> list[Praise]:
    """Three queries for all of them."""
    keys = [one.pk for one in rows]
    named, off = _named(keys, viewer)
    counts, mine = _signs(keys, viewer)
    return [
        Praise(
            one,
            tuple(named[one.pk]),
            tuple(
                Sign(
                    key, str(label), ICONS[key], counts.get((one.pk, key), 0), (one.pk, key) in mine
                )
                for key, label in Reaction.Sign.choices
            ),
            is_named=one.pk in off or viewer in named[one.pk],
            is_off=one.pk in off,
        )
        for one in rows
    ]


def _named(keys: list[int], viewer: Person) -> tuple[dict[int, list[Person]], set[int]]:
    """Who is still named; and where the viewer has taken themselves off."""
    named: dict[int, list[Person]] = defaultdict(list)
    off: set[int] = set()
    for one in Recognised.objects.filter(recognition__in=keys).select_related("person"):
        if one.hidden_at is None:
            named[one.recognition_id].append(one.person)
        elif one.person_id == viewer.pk:
            off.add(one.recognition_id)
    return named, off


def _signs(
    keys: list[int], viewer: Person
) -> tuple[dict[tuple[int, str], int], set[tuple[int, str]]]:
    rows = Reaction.objects.filter(recognition__in=keys)
    counted = rows.values_list("recognition", "sign").annotate(n=Count("pk")).order_by()
    mine = rows.filter(by=viewer).values_list("recognition", "sign")
    return {(pk, sign): n for pk, sign, n in counted}, set(mine)


def celebrations(viewer: Person, since: date | None = None, until: date | None = None) -> list[Any]:
    today = organisation_day()
    rows = Celebration.objects.allowed(viewer).for_display()
    rows = rows.filter(hidden_at=None, on_day__gt=since or today - timedelta(days=GLAD_FOR))
    rows = rows.filter(on_day__lt=until or today + timedelta(days=1))
    return list(rows.order_by("-on_day", "-pk")[:MOST_GLAD])


def said_of(one: Celebration) -> str:
    if one.goal is not None:
        return _("achieved “%(goal)s”") % {"goal": one.goal.title}
    words = ngettext("%(n)s year here", "%(n)s years here", one.years or 0)
    return words % {"n": one.years}


def month_of(viewer: Person, first: date) -> Month:
    """What was praised in a month: how often for which value. Never who most."""
    after = _next(first)
    starts, ends = (datetime.combine(day, datetime.min.time(), UTC) for day in (first, after))
    rows = Recognition.objects.allowed(viewer).standing()
    rows = rows.filter(given_at__gte=starts, given_at__lt=ends)
    counted = rows.order_by().values_list("value").annotate(n=Count("pk"))
    numbers = dict(counted)
    latest = list(rows.for_display().with_may(viewer, *VERBS)[:MOST_OF_MONTH])
    return Month(
        first=first,
        number=sum(numbers.values()),
        by_value=_by_value(numbers, viewer),
        praise=tuple(praises(latest, viewer)),
        celebrations=tuple(celebrations(viewer, first - timedelta(days=1), after)),
        before=_next(first - timedelta(days=40)),
        after=after if after <= organisation_day() else None,
    )


def _by_value(numbers: dict[int | None, int], viewer: Person) -> tuple[tuple[str, int], ...]:
    """In the organisation's own order of its values: it is no race between them either."""
    values = Value.objects.allowed(viewer).filter(pk__in=[pk for pk in numbers if pk])
    found = [(str(one), numbers[one.pk]) for one in values]
    if None in numbers:
        found.append((_("No value named"), numbers[None]))
    return tuple(found)


def _next(first: date) -> date:
    """The first of the month after."""
    return (first.replace(day=1) + timedelta(days=32)).replace(day=1)


def last_month(today: date) -> date:
    return (today.replace(day=1) - timedelta(days=1)).replace(day=1)
