"""Goals as bars over their days, with their milestones, on one common course of months."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fairway.goals.models import Goal, Milestone
from fairway.goals.reading.cards import Card, cards_of
from fairway.people.days import organisation_day

LONGEST = 730  # days that still can be told apart
MOST_MARKS = 7
LINE = '<line class="k-{}" x1="{}%" x2="{}%" y2="28"/>'


@dataclass(frozen=True)
class Course:
    """The days of a picture, and where in it each of them lies, in hundredths of its width."""

    first: date
    until: date

    def at(self, day: date) -> float:
        share = (day - self.first).days / max(1, (self.until - self.first).days)
        return round(100 * min(max(share, 0.0), 1.0), 2)

    def holds(self, day: date) -> bool:
        return self.first <= day < self.until

    def marks(self) -> list[tuple[float, str]]:
        """The first days of months, as many as can be read."""
        months = []
        day = self.first.replace(day=1)
        while day < self.until:
            if self.holds(day):
                months.append(day)
            day = (day + timedelta(days=32)).replace(day=1)
        step = -(-len(months) // MOST_MARKS)
        said = "M Y" if len({month.year for month in months}) > 1 else "M"
        return [(self.at(month), date_format(month, said)) for month in months[:: step or 1]]


@dataclass(frozen=True)
class Step:
    """A milestone on its day."""

    at: float
    milestone: Milestone

    @property
    def tone(self) -> str:
        return "go" if self.milestone.done else ""

    @property
    def words(self) -> str:
        said = {"title": self.milestone.title, "day": date_format(self.day, "j M")}
        if self.milestone.done:
            return _("%(title)s, %(day)s, done") % said
        return _("%(title)s, %(day)s") % said

    @property
    def day(self) -> date:
        assert self.milestone.due_on is not None
        return self.milestone.due_on


@dataclass(frozen=True)
class Bar:
    card: Card
    start: float
    width: float
    steps: Sequence[Step]

    @property
    def filled(self) -> float:
        """How far its progress goes along the bar."""
        return round(self.width * self.card.done, 2)

    @property
    def words(self) -> str:
        goal = self.card.goal
        said = _("%(title)s: %(first)s to %(last)s, %(number)s") % {
            "title": goal.title,
            "first": date_format(goal.starts_on, "j M Y"),
            "last": date_format(goal.last_day, "j M Y"),
            "number": self.card.number,
        }
        return "; ".join([said, *(step.words for step in self.steps)])


@dataclass(frozen=True)
class Timeline:
    course: Course
    bars: list[Bar]
    today: date

    @property
    def now(self) -> float | None:
        return self.course.at(self.today) if self.course.holds(self.today) else None

    @cached_property
    def lines(self) -> SafeString:
        """Where months begin: the same in each bar."""
        return format_html_join("", LINE, (("line", at, at) for at, _name in self.course.marks()))

    @cached_property
    def today_line(self) -> SafeString:
        return SafeString("") if self.now is None else format_html(LINE, "ink", self.now, self.now)


def timeline_of(goals: Sequence[Goal], period: Any = None) -> Timeline:
    today = organisation_day()
    course = _course(goals, period, today)
    due: dict[int, list[Milestone]] = defaultdict(list)
    steps = Milestone.objects.filter(
        result__goal__in=[goal.pk for goal in goals],
        result__removed_at=None,
        due_on__isnull=False,
    )
    for step in steps.select_related("result").order_by("due_on", "pk"):
        due[step.result.goal_id].append(step)
    bars = [_bar(card, course, due[card.goal.pk]) for card in cards_of(goals)]
    return Timeline(course, bars, today)


def _course(goals: Sequence[Goal], period: Any, today: date) -> Course:
    """The period's days and those of its goals; of very many days those around today."""
    firsts = [goal.starts_on for goal in goals] + ([period.starts_on] if period else [])
    untils = [goal.until_on for goal in goals] + ([period.until_on] if period else [])
    first, until = min(firsts, default=today), max(untils, default=today + timedelta(days=90))
    if (until - first).days > LONGEST:
        first = max(first, today - timedelta(days=LONGEST // 2))
        until = min(until, first + timedelta(days=LONGEST))
    return Course(first, until)


def _bar(card: Card, course: Course, due: Sequence[Milestone]) -> Bar:
    start, end = course.at(card.goal.starts_on), course.at(card.goal.until_on)
    steps = [Step(course.at(one.due_on), one) for one in due if one.due_on]
    return Bar(card, start, max(0.5, round(end - start, 2)), steps)
