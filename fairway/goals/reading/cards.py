"""A goal as pages show it: how far, how far it should be, how it stands, and when to tell again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.timezone import make_aware
from django.utils.translation import gettext as _

from fairway.foundation.addresses import address_of
from fairway.foundation.organisation import organisation_zone
from fairway.foundation.policy import get
from fairway.goals.models import Goal
from fairway.goals.models.progressing import Confidence, Status
from fairway.measurement.goal_progress.pacing import Pacing, pace_against_plan
from fairway.people.days import organisation_day
from fairway.ui import moments

TONES = {Status.ON_TRACK: "go", Status.AT_RISK: "watch", Status.OFF_TRACK: "stop"}
# Without a word of whoever answers for it, the colour follows the plan.
PACES = {"ahead": "go", "as_planned": "go", "behind": "watch"}


def whose(goal: Goal) -> str:
    owner = goal.owner or goal.unit
    return owner.name if owner else _("The organisation")


@dataclass(frozen=True)
class Card:
    goal: Goal
    pacing: Pacing
    today: date

    @property
    def whose(self) -> str:
        return whose(self.goal)

    @property
    def update_href(self) -> str:
        return address_of("goals:update", self.goal.public_id)

    @property
    def done(self) -> float:
        return self.goal.shown or 0.0

    @property
    def number(self) -> str:
        """ "61 %", or a dash while nobody has reported."""
        percent = self.goal.percent
        return "–" if percent is None else _("%(n)s %%") % {"n": percent}

    @property
    def expected(self) -> float | None:
        """Where the calendar expects it; nowhere once it is closed."""
        return self.pacing.planned if self.goal.is_open else None

    @property
    def expected_percent(self) -> int:
        return round(100 * self.pacing.planned)

    @property
    def tone(self) -> str:
        goal = self.goal
        if goal.status:
            return TONES[Status(goal.status)]
        return "" if goal.progress is None else PACES.get(self.pacing.status, "")

    @property
    def pill(self) -> tuple[str, str, str]:
        """Tone, shape and word."""
        goal = self.goal
        state = goal.state
        if state == "closed":
            return "", "done", str(Goal.Outcome(goal.outcome).label)
        if state in {"draft", "proposed"}:
            word = _("Draft") if state == "draft" else _("Proposed")
            return "sea", "half", word
        if not goal.status:
            return "", "none", _("Not started")
        status = Status(goal.status)
        return TONES[status], TONES[status], str(status.label)

    @property
    def sure(self) -> str:
        return str(Confidence(self.goal.confidence).label) if self.goal.confidence else ""

    @property
    def in_words(self) -> str:
        """ "Fairly sure to reach it. Last update yesterday." """
        said = []
        if self.sure:
            said.append(_("How sure: %(sure)s.") % {"sure": self.sure.lower()})
        if self.goal.updated_at:
            said.append(_("Last update: %(when)s.") % {"when": moments.say(self.goal.updated_at)})
        if self.due_at and self.goal.next_update_on:
            said.append(_("Next one: %(when)s.") % {"when": moments.say(self.goal.next_update_on)})
        return " ".join(said) or self.pacing.in_words(_)

    @property
    def due_at(self) -> datetime | None:
        """When its next update is owed: the end of that day."""
        goal = self.goal
        if goal.next_update_on is None or not (goal.is_open and goal.is_agreed):
            return None
        return end_of(goal.next_update_on)

    @property
    def is_over(self) -> bool:
        """Its last day has gone and nobody has closed it."""
        return self.goal.is_open and self.goal.is_agreed and self.goal.until_on <= self.today


def end_of(day: date) -> datetime:
    """The midnight after it, in the organisation's zone."""
    zone = ZoneInfo(organisation_zone())
    return make_aware(datetime.combine(day + timedelta(days=1), time.min), zone)


def pacing_of(goal: Goal, today: date, tolerance: int) -> Pacing:
    progress = None if goal.progress is None else goal.shown
    return pace_against_plan(
        progress,
        start=goal.starts_on,
        end=goal.until_on,
        today=today,
        tolerance=tolerance / 100,
    )


def cards_of(goals: Any) -> list[Card]:
    today, tolerance = organisation_day(), get("goals.tolerance")
    return [Card(goal, pacing_of(goal, today, tolerance), today) for goal in goals]


def card_of(goal: Goal) -> Card:
    return cards_of([goal])[0]
