"""A review as its page shows it, and those of a team beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from fairway.foundation.access import permitted
from fairway.foundation.lookups import in_each_way, in_few, row_by_row
from fairway.goals.models import (
    Goal,
    GoalDecision,
    GoalReview,
    GoalReviewLine,
    KeyResult,
    Verdict,
)
from fairway.goals.reading.cards import Card, cards_of
from fairway.people.days import organisation_day
from fairway.people.models import OrgUnit, Person
from fairway.people.relations import MANAGER, direct_reports, led_units, standing_of
from fairway.ui.parts import Step

MOST, MOST_LINES = 60, 1000
OPEN_FIRST = (F("closed_at").desc(nulls_first=True), "-opened_at", "-pk")
REMEMBERED = timedelta(days=400)
TONES = {Verdict.KEEP: "go", Verdict.CHANGE: "watch", Verdict.STOP: "stop"}


def tone_of(verdict: str) -> str:
    return TONES[Verdict(verdict)] if verdict else ""


@dataclass(frozen=True)
class Voice:
    """What somebody says about a goal."""

    line: GoalReviewLine

    @property
    def tone(self) -> str:
        return tone_of(self.line.verdict)


@dataclass(frozen=True)
class Reviewed:
    """A goal of a review with everything that was said, and what was decided, about it."""

    card: Card
    voices: Sequence[Voice]
    decision: GoalDecision | None = None

    @property
    def goal(self) -> Goal:
        return self.card.goal

    @property
    def tone(self) -> str:
        return tone_of(self.decision.verdict) if self.decision else ""

    @property
    def agreed_on(self) -> str:
        """The verdict that everybody gave who gave one; none where they differ."""
        given = {voice.line.verdict for voice in self.voices if voice.line.verdict}
        return given.pop() if len(given) == 1 else ""


@dataclass(frozen=True)
class ReviewSheet:
    review: GoalReview
    goals: Sequence[Reviewed]
    lines: Sequence[GoalReviewLine]

    @property
    def steps(self) -> list[Step]:
        review = self.review
        own, other = self._of_person() if review.person else self._of_unit()
        return [
            _step(own, review.written_at, True),
            _step(other, review.answered_at, True),
            _step(_("Closed"), review.closed_at, review.has_both),
        ]

    def _of_person(self) -> tuple[str, str]:
        """Whoever looks at it with them; once somebody has, that one, whoever is manager by now."""
        person: Any = self.review.person
        manager = person.assignment.manager if person.assignment else None
        others = [one.by for one in self.lines if one.by_id != person.pk and one.verdict]
        if self.review.answered_at and others and manager not in others:
            manager = others[-1]
        return _writes(person), _writes(manager)

    def _of_unit(self) -> tuple[str, str]:
        unit: Any = self.review.unit
        return _writes(unit.leader), _("People of %(unit)s write") % {"unit": unit.name}

    def own(self, viewer: Any) -> dict[int, GoalReviewLine]:
        return {one.goal_id: one for one in self.lines if one.by_id == getattr(viewer, "pk", None)}


def _writes(person: Person | None) -> str:
    return _("%(name)s writes") % {"name": person.name if person else _("Their manager")}


def _step(label: str, at: Any, begun: bool) -> Step:
    return Step(label, state="done" if at else "now" if begun else "later")


def find_reviews(viewer: Any) -> Any:
    """With every right that the page has a button for."""
    rows = GoalReview.objects.allowed(viewer).for_display()
    return rows.select_related("person__assignment__manager").with_may(viewer, "write", "close")


def review_sheet(review: GoalReview) -> ReviewSheet:
    goals = cards_of(review.goals().for_display())
    lines = list(review.lines.select_related("by"))
    decisions = {one.goal_id: one for one in review.decisions.select_related("change")}
    return ReviewSheet(
        review,
        [
            Reviewed(
                card,
                [Voice(one) for one in lines if one.goal_id == card.goal.pk],
                decisions.get(card.goal.pk),
            )
            for card in goals
        ],
        lines,
    )


def results_of(goals: Sequence[Goal]) -> dict[int, list[KeyResult]]:
    found: dict[int, list[KeyResult]] = {}
    for result in KeyResult.objects.in_use().filter(goal__in=goals).order_by("goal", "rank", "pk"):
        found.setdefault(result.goal_id, []).append(result)
    return found


@dataclass(frozen=True)
class Wanted:
    """Something that somebody would change or stop, or that was decided to be."""

    goal: Goal
    verdict: str
    by: Person | None = None

    @property
    def tone(self) -> str:
        return tone_of(self.verdict)

    @property
    def label(self) -> str:
        return str(Verdict(self.verdict).label)


@dataclass
class Row:
    review: GoalReview
    today: date
    wanted: list[Wanted] = field(default_factory=list)

    @property
    def is_late(self) -> bool:
        return self.review.is_late(self.today)

    @property
    def who(self) -> str:
        """Who has written, in words."""
        review = self.review
        if not review.is_open:
            return _("Closed")
        if review.unit is not None:
            return self._who_of(review.unit)
        if review.has_both:
            return _("Both have written")
        if review.written_at:
            return _("%(name)s has written") % {"name": review.name}
        if review.answered_at:
            return _("The manager has written")
        return _("Nobody has written about every goal yet")

    def _who_of(self, unit: OrgUnit) -> str:
        if self.review.written_at and unit.leader:
            return _("%(name)s has written") % {"name": unit.leader.name}
        if self.review.answered_at:
            return _("People of %(unit)s have written") % {"unit": unit.name}
        return _("Nobody has written about every goal yet")


@dataclass(frozen=True)
class Reviews:
    """One's own, those of one's direct reports, for whom of these none is open; and of the units
    that one works in or leads."""

    own: Sequence[Row]
    team: Sequence[Row]
    units: Sequence[Row]
    without: Sequence[Person]
    leads: bool

    @property
    def done(self) -> int:
        return sum(row.review.has_both or not row.review.is_open for row in self.team)


def reviews_of(viewer: Person) -> Reviews:
    """The viewer's, their direct reports' and their units', the open ones first."""
    leads = MANAGER.key in standing_of(viewer)
    lately = Q(closed_at=None) | Q(closed_at__gte=timezone.now() - REMEMBERED)
    near = in_each_way(GoalReview.objects.all(), *_near(viewer, leads))
    with row_by_row():
        seen = permitted(GoalReview, viewer, "view")
    found = GoalReview.objects.for_display().filter(near, lately, seen)
    today = organisation_day()
    rows = {one.pk: Row(one, today) for one in found.order_by(*OPEN_FIRST)[:MOST]}
    _add_wanted(rows)
    ordered = sorted(rows.values(), key=lambda row: not row.review.is_open)
    units = [row for row in ordered if row.review.unit_id]
    people = [row for row in ordered if row.review.person_id]
    own = [row for row in people if row.review.person_id == viewer.pk]
    team = [row for row in people if row.review.person_id != viewer.pk]
    return Reviews(own, team, units, _without(viewer, team) if leads else [], leads)


def _near(viewer: Person, leads: bool) -> Iterator[Q]:
    yield Q(person=viewer)
    yield Q(unit__in=led_units(viewer))
    if leads:
        yield Q(person__in=direct_reports(viewer))
    if viewer.assignment and viewer.assignment.unit_id:
        yield Q(unit=viewer.assignment.unit_id)


def _without(viewer: Person, team: Sequence[Row]) -> list[Person]:
    running = [row.review.person_id or 0 for row in team if row.review.is_open]
    people = Person.objects.filter(in_few("pk", direct_reports(viewer)), active=True)
    return list(people.exclude(pk__in=running).order_by("sort_name", "pk")[:MOST])


def _add_wanted(rows: dict[int, Row]) -> None:
    """What is said while a review is open, what was decided once it is closed."""
    apart = (Verdict.CHANGE, Verdict.STOP)
    running = [key for key, row in rows.items() if row.review.is_open]
    lines = GoalReviewLine.objects.filter(review__in=running, verdict__in=apart)
    for line in lines.select_related("goal", "by").order_by("goal", "pk")[:MOST_LINES]:
        rows[line.review_id].wanted.append(Wanted(line.goal, line.verdict, line.by))
    over = [key for key in rows if key not in set(running)]
    decided = GoalDecision.objects.filter(review__in=over, verdict__in=apart)
    for one in decided.select_related("goal").order_by("goal", "pk")[:MOST_LINES]:
        rows[one.review_id].wanted.append(Wanted(one.goal, one.verdict))
