"""What goal reviews offer the house: to-dos, notices, rules of the organisation, a way there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fairway.foundation.lookups import in_few
from fairway.foundation.policy import Choice, Number, Policy, policies
from fairway.foundation.ports import (
    BenchPage,
    Notice,
    PaletteAction,
    Todo,
    bench_pages,
    palette_actions,
)
from fairway.goals.actions.reviewing_by_calendar import BOTH, BY_HAND, END_ALONE
from fairway.goals.models import Goal, GoalReview
from fairway.goals.reading.cards import end_of, whose
from fairway.goals.writing import has_goals
from fairway.people.models import Person
from fairway.people.relations import MANAGER, direct_reports, standing_of

GROUP = _("Goals")
MINUTES = 10
MOST_TOLD = 200
KINDS = (
    ("review_opened", _("A goal review was opened"), "clipboard-list"),
    ("review_written", _("Wrote in a goal review"), "pencil"),
    ("review_closed", _("Closed a goal review"), "flag"),
)


def waiting(viewer: Person) -> QuerySet[GoalReview]:
    """Reviews in which the viewer has to write, or which are theirs to close."""
    return GoalReview.objects.allowed(viewer, "write").waiting_for(viewer).order_by()


def waiting_at(viewer: Person) -> QuerySet[GoalReview]:
    """Of these the one about the goal of an outer query, the latest first."""
    of_person, of_unit = Q(person=OuterRef("owner")), Q(unit=OuterRef("unit"))
    here = waiting(viewer).filter(of_person | of_unit, period=OuterRef("period"))
    return here.order_by("-opened_at", "-pk")


def goals_waiting(viewer: Person) -> Iterator[QuerySet[Goal]]:
    """One goal of each of these, so that one query finds everything that waits at goals."""
    agreed, here = Goal.objects.agreed(), Exists(waiting_at(viewer).order_by())
    for owner, of, reviews in _by_way(viewer):
        goals = agreed.filter(scope=Goal.Scope.UNIT) if owner == "unit" else agreed
        alike = goals.filter(period=OuterRef("period"), **{owner: OuterRef(owner)})
        first = Subquery(alike.order_by("pk").values("pk")[:1])
        yield goals.filter(in_few(owner, reviews.values(of)), here, pk=first)


def _by_way(viewer: Person) -> Iterator[tuple[str, str, QuerySet[GoalReview]]]:
    """How a goal and how a review say whose it is, with the reviews: each way for itself, so that
    a database begins with the few reviews there are and not with everybody's."""
    reviews = GoalReview.objects.waiting_for(viewer).order_by()
    yield "owner", "person", reviews.filter(person=viewer)
    if MANAGER.key in standing_of(viewer):
        yield "owner", "person", reviews.filter(in_few("person", direct_reports(viewer)))
    yield "unit", "unit", reviews.filter(unit__leader=viewer)


def found(viewer: Person, goals: Iterable[Any]) -> Iterator[Todo]:
    """One to-do for each review that these goals carry."""
    told = set()
    for goal in goals:
        if goal.review_id and goal.is_agreed and goal.review_id not in told:
            told.add(goal.review_id)
            yield _todo(viewer, goal)


def _todo(viewer: Person, goal: Any) -> Todo:
    """Who leads a unit asks nobody else before they close its review."""
    own, name = goal.owner_id == viewer.pk, whose(goal)
    closing = goal.review_written and (goal.review_answered or own or goal.owner is None)
    if closing:
        title = _now("Close the review of %(name)s’s goals") % {"name": name}
    elif own:
        title = _now("Look at your goals: keep, change or stop")
    else:
        title = _now("Look at the goals of %(name)s: keep, change or stop") % {"name": name}
    return Todo(
        title=title,
        url=reverse("goals:close_review" if closing else "goals:review", args=[goal.review_id]),
        action=_now("Close") if closing else _now("Write"),
        detail=goal.period.name,
        due_at=end_of(goal.review_due),
        minutes=MINUTES,
        key=f"goal-review:{goal.review_id}",
    )


def opened(event: Any) -> Iterator[Notice]:
    """Both are asked, but for whoever opened it. No goal is named."""
    review = _review(event)
    if review is None or not review.is_open:
        return
    url, period = review.get_absolute_url(), review.period.name
    theirs = format_lazy(
        _("Look at the goals of {name}: {period}"), name=review.name, period=period
    )
    for one in _those_of(review):
        if one != event.actor and one.active:
            yours = format_lazy(_("Look at your goals: {period}"), period=period)
            yield Notice(one, yours if one == review.person else theirs, url)


def closed(event: Any) -> Iterator[Notice]:
    """The other one of the two; of a unit, those who work in it."""
    review = _review(event)
    if review is None or review.is_open:
        return
    words = _("{name} closed the review of the goals of {person}")
    by = event.actor.name if event.actor else _("Fairway")
    said = format_lazy(words, name=by, person=review.name)
    for one in _those_of(review):
        if one != event.actor and one.active:
            yield Notice(one, said, review.get_absolute_url())


def _those_of(review: GoalReview) -> list[Person]:
    """Both of them; of a unit, who leads it and who works in it."""
    if review.person is not None:
        assigned = review.person.assignment
        both = [review.person, assigned.manager if assigned else None]
        return [one for one in both if one is not None]
    unit: Any = review.unit
    people = Person.objects.filter(assignment__unit=unit, active=True).order_by("pk")
    leader = [unit.leader] if unit.leader else []
    return [*leader, *people.exclude(pk=unit.leader_id)[:MOST_TOLD]]


def _review(event: Any) -> GoalReview | None:
    rows = GoalReview.objects.select_related(
        "person__assignment__manager", "unit__leader", "period"
    )
    return rows.filter(pk=event.subject_id).first()


def a_review(world: Any) -> str:
    reviews = GoalReview.objects.filter(person=world.people["ana"])
    found = reviews.order_by("closed_at", "pk").first()
    return found.get_absolute_url() if found else reverse("goals:reviews")


TOLD = {"review_opened": opened, "review_closed": closed}
palette_actions.offer(
    PaletteAction(
        "goal_reviews",
        _("Goal reviews"),
        "clipboard-list",
        "goals:reviews",
        visible=has_goals,
        keywords=_("keep change stop middle end"),
    ),
)
bench_pages.offer(
    BenchPage("goals, reviews of a team", "bo", lambda world: reverse("goals:reviews")),
    BenchPage("goals, a review", "ana", a_review),
)
policies.offer(
    Policy(
        "goals.reviews",
        Choice(
            {
                BOTH: _("In the middle and at the end of a period"),
                END_ALONE: _("At the end of a period"),
                BY_HAND: _("Only where somebody opens a review"),
            }
        ),
        BOTH,
        _("When goals are looked at together"),
        _(
            "Employee and manager say of each goal whether to keep, change or stop it. Short "
            "periods are looked at once, when they end."
        ),
        GROUP,
    ),
    Policy(
        "goals.review_days",
        Number(3, 45, _("days")),
        14,
        _("How long people have to look at goals"),
        _(
            "A review is opened so many days before the middle or the end of a period. Days on "
            "which the person is away do not count."
        ),
        GROUP,
    ),
)
