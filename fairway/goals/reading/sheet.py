"""Everything that a goal's page or drawer shows, each thing asked for once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, prefetch_related_objects
from django.utils.translation import gettext as _

from fairway.foundation.lookups import row_by_row
from fairway.goals.models import (
    CoOwner,
    Goal,
    GoalChange,
    GoalComment,
    KeyResult,
    Milestone,
    ProgressUpdate,
)
from fairway.goals.reading.cards import Card, card_of, cards_of
from fairway.goals.reading.changing import Proposals, proposals_of
from fairway.goals.reading.course import Course, course_of
from fairway.goals.reading.explaining import Below, Explanation, below, explain, explain_result
from fairway.people.models import Person
from fairway.people.relations import PreparedForViewers

VERBS = (
    "edit", "delete", "propose", "agree", "update", "change", "close", "reopen", "comment",
)  # fmt: skip
MOST_BELOW, MOST_TOLD = 20, 60


@dataclass(frozen=True)
class ResultLine:
    result: KeyResult
    tone: str
    explanation: Explanation | None
    milestones: Sequence[Milestone]

    @property
    def done(self) -> float:
        return self.result.shown or 0.0

    @property
    def value(self) -> str:
        """What stands at its right: the value, how many milestones, or the percent."""
        result = self.result
        if result.current is not None and result.source != KeyResult.Source.GOALS:
            return result.current_said
        if result.kind == KeyResult.Kind.MILESTONES and self.milestones:
            done = sum(bool(one.done) for one in self.milestones)
            return _("%(done)s of %(all)s") % {"done": done, "all": len(self.milestones)}
        if result.kind == KeyResult.Kind.YES_NO and result.done is not None:
            return _("Done") if result.done else _("Not yet")
        return "–" if result.percent is None else _("%(n)s %%") % {"n": result.percent}

    @property
    def convertible(self) -> bool:
        return self.result.source != KeyResult.Source.GOALS

    @property
    def source(self) -> str:
        said = {
            KeyResult.Source.MANUAL: _("told in updates"),
            KeyResult.Source.KPI: _("reads a KPI"),
            KeyResult.Source.GOALS: _("from contributing goals"),
        }
        return said[KeyResult.Source(self.result.source)]


@dataclass(frozen=True)
class Said:
    """An update or a comment, in the order of time."""

    at: Any
    by: Person | None
    text: str
    update: ProgressUpdate | None = None
    comment: GoalComment | None = None
    values: Sequence[ProgressUpdate] = ()


@dataclass(frozen=True)
class Sheet:
    card: Card
    results: Sequence[ResultLine]
    explanation: Explanation | None
    below: Sequence[Card]
    said: Sequence[Said]
    owners: Sequence[Person]
    course: Course | None
    proposals: Proposals


def find_goals(viewer: Any) -> Any:
    """With every right that the page has a button for, and whether the goal above may be named."""
    owners = CoOwner.objects.filter(goal=OuterRef("pk"))
    changes = GoalChange.objects.filter(goal=OuterRef("pk"))
    above = Goal.objects.allowed(viewer).filter(pk=OuterRef("parent")).order_by()
    return (
        Goal.objects.allowed(viewer)
        .for_display()
        .with_may(viewer, *VERBS)
        .annotate(parent_seen=Exists(above), is_shared=Exists(owners))
        .annotate(has_changes=Exists(changes.order_by()))
        .select_related(
            "owner__assignment__location",
            "parent",
            "parent_result",
            "priority",
            "agreed_by",
            "proposed_by",
        )
    )


def _found(viewer: Person, public_id: str) -> Any:
    with row_by_row():
        return find_goals(viewer).filter(public_id=public_id).order_by()


def _below(viewer: Person, goal: int) -> Any:
    goals = Goal.objects.allowed(viewer).filter(parent=goal)
    return goals.for_display().order_by("pk")[:MOST_BELOW]


def _told(viewer: Person, goal: int) -> Any:
    """Of who told it no more than is shown: there may be many. Key results come from the page."""
    told = ProgressUpdate.objects.filter(goal=goal).standing().select_related("by").only(*AS_TOLD)
    return told.with_may(viewer, "correct").newest_first()[:MOST_TOLD]


AS_TOLD = (
    *(field.name for field in ProgressUpdate._meta.concrete_fields),
    "by__name",
    "by__public_id",
)
OF_THE_PAGE = -45  # the goal, until it is known
FOUND = PreparedForViewers(_found, "of the page")
BELOW = PreparedForViewers(_below, OF_THE_PAGE)
TOLD = PreparedForViewers(_told, OF_THE_PAGE)


def find_goal(viewer: Person, public_id: str) -> Goal | None:
    return next(iter(FOUND.find(viewer, public_id)), None)


def sheet_of(goal: Goal, viewer: Any) -> Sheet:
    card = card_of(goal)
    results = _results(goal)
    seen = BELOW.find(viewer, goal.pk)
    under = below(goal, results, seen)
    updates = _with_results(TOLD.find(viewer, goal.pk), results)
    return Sheet(
        card,
        [_line(one, card, under) for one in results],
        explain(goal, results, under),
        cards_of(seen),
        _said(goal, viewer, updates),
        _owners(goal),
        course_of(goal, updates, card.today),
        proposals_of(goal, viewer, results),
    )


def _owners(goal: Any) -> list[Person]:
    """Who owns it too; asked only where there is anybody."""
    if not goal.is_shared:
        return []
    return list(Person.objects.filter(shared_goals__goal=goal).order_by("sort_name"))


def _results(goal: Goal) -> list[KeyResult]:
    steps = Prefetch("milestones", Milestone.objects.order_by("rank", "pk"))
    return list(goal.results.in_use().prefetch_related(steps))


def _with_results(
    updates: list[ProgressUpdate], results: Sequence[KeyResult]
) -> list[ProgressUpdate]:
    """Asks only for those that were taken away since."""
    there = {one.pk: one for one in results}
    for update in updates:
        if update.result_id in there:
            update.result = there[update.result_id]
    gone = [one for one in updates if one.result_id and one.result_id not in there]
    prefetch_related_objects(gone, "result")
    return updates


def _line(result: KeyResult, card: Card, under: Below) -> ResultLine:
    tone = ""
    if result.shown is not None:
        tone = "go" if result.shown >= card.pacing.planned - 0.1 else "watch"
    steps = list(result.milestones.all())
    return ResultLine(result, tone, explain_result(result, under), steps)


def _said(goal: Goal, viewer: Any, updates: list[ProgressUpdate]) -> list[Said]:
    values: dict[Any, list[ProgressUpdate]] = {}
    for one in updates:
        if one.result_id and one.value is not None:
            values.setdefault((one.at, one.by_id), []).append(one)
    told = [
        Said(one.at, one.by, one.note, update=one, values=values.get((one.at, one.by_id), ()))
        for one in updates
        if one.result_id is None
    ]
    comments = goal.comments.select_related("by").with_may(viewer, "remove").order_by("-at", "-pk")
    talk = [
        Said(one.at, one.by, "" if one.removed_at else one.body, comment=one)
        for one in comments[:MOST_TOLD]
    ]
    return sorted([*told, *talk], key=lambda one: one.at, reverse=True)
