"""What waits for somebody in this room: to agree, to answer, to tell how it goes, to close."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fairway.foundation.lookups import in_each_way, in_few
from fairway.foundation.policy import get
from fairway.foundation.ports import Todo
from fairway.foundation.remembering import remember
from fairway.goals import reviewing
from fairway.goals.models import Goal, GoalChange, GoalComment, Task
from fairway.goals.models.comment import Mention
from fairway.goals.reading.cards import Card, cards_of, end_of
from fairway.goals.reading.listing import mine
from fairway.people.models import Person
from fairway.people.relations import (
    DEPUTY,
    MANAGER,
    ROLES,
    PreparedForViewers,
    direct_reports,
    led_units,
    standing_of,
)

MOST, MOST_SHOWN = 100, 5
ANSWERED_WITHIN = timedelta(days=14)
TASKS_AHEAD = timedelta(days=2)


def cards_for(viewer: Person) -> list[Card]:
    """Every goal that something waits at, in one query for the to-dos and both cards on Home."""
    return remember(("goals on home", viewer.pk), lambda: cards_of(_found_for(viewer)))


def _found_for(viewer: Person) -> list[Goal]:
    now = timezone.now()
    silent = _silent_since(now)
    today = now.date()
    soon = today + TASKS_AHEAD
    return WAITING.find(viewer, now - ANSWERED_WITHIN, silent, silent.date(), today, soon)


def _rows(
    viewer: Person,
    lately: datetime,
    silent: datetime,
    silent_on: date,
    today: date,
    soon: date,
) -> Any:
    """One's own come first, so that nothing can crowd them out."""
    ways = mine(viewer)
    parts = [
        *(Goal.objects.filter(way, closed_at=None) for way in ways),
        _to_agree_on(viewer),
        Goal.objects.filter(pk__in=_to_decide_on(viewer).values("goal")),
        Goal.objects.filter(
            pk__in=_mentions(viewer, lately).values("comment__goal"), closed_at=None
        ),
        Goal.objects.filter(pk__in=_tasks(viewer, soon).values("goal"), closed_at=None),
        *reviewing.goals_waiting(viewer),
    ]
    if MANAGER.key in standing_of(viewer):
        stalls = _stalled(silent, silent_on, today)
        parts.append(Goal.objects.filter(stalls, owner__in=direct_reports(viewer)))
    first, *others = (part.order_by().values("pk") for part in parts)
    is_mine = ExpressionWrapper(reduce(or_, ways), output_field=BooleanField())
    return (
        Goal.objects.allowed(viewer)
        .filter(in_few("pk", first.union(*others)))
        .for_display()
        .select_related("owner__assignment", "proposed_by")
        .with_may(viewer, "update", "agree", "comment")
        .annotate(is_mine=is_mine, asked_by=Subquery(_asked_by(viewer, lately)))
        .annotate(changed_by=Subquery(_changed_by(viewer)))
        .annotate(**_next_task(viewer, soon))
        .annotate(**_of_review(viewer))
        .order_by("-is_mine", "until_on", "pk")[:MOST]
    )


STAND_INS = (
    datetime(1, 2, 5, tzinfo=UTC),
    datetime(1, 2, 6, tzinfo=UTC),
    date(1, 2, 7),
    date(1, 2, 8),
    date(1, 2, 9),
)
WAITING = PreparedForViewers(_rows, *STAND_INS)


def _of_review(viewer: Person) -> dict[str, Any]:
    """The review that waits for the viewer at a goal, and how far it is."""
    reviews = reviewing.waiting_at(viewer)
    return {
        "review_id": Subquery(reviews.values("public_id")[:1]),
        "review_due": Subquery(reviews.values("due_on")[:1]),
        "review_written": Subquery(reviews.values("written_at")[:1]),
        "review_answered": Subquery(reviews.values("answered_at")[:1]),
    }


def _to_agree_on(viewer: Person) -> Any:
    """Thousands of proposals wait in a large organisation: begin with those near somebody, unless
    they stand in for others or hold a role."""
    rows, standing = Goal.objects.allowed(viewer, "agree"), standing_of(viewer)
    if standing & {DEPUTY.key, *ROLES}:
        return rows
    near = [Q(owner=viewer), Q(unit__in=led_units(viewer)), Q(owner=None, unit=None)]
    if MANAGER.key in standing:
        near.append(Q(owner__in=direct_reports(viewer)))
    proposed = Goal.objects.filter(closed_at=None, agreed_at=None, proposed_at__isnull=False)
    return rows.filter(in_each_way(proposed, *near))


def _to_decide_on(viewer: Person) -> Any:
    """Changes that wait for the viewer; their own are theirs to take back."""
    return GoalChange.objects.allowed(viewer, "decide").exclude(proposed_by=viewer).order_by()


def _changed_by(viewer: Person) -> Any:
    return _to_decide_on(viewer).filter(goal=OuterRef("pk")).values("proposed_by__name")[:1]


def _tasks(viewer: Person, soon: date) -> Any:
    return Task.objects.filter(owner=viewer, done_at=None, due_on__lte=soon).order_by()


def _next_task(viewer: Person, soon: date) -> dict[str, Subquery]:
    """The one of a goal that is due first; the others come after it."""
    here = _tasks(viewer, soon).filter(goal=OuterRef("pk")).order_by("due_on", "pk")
    fields = {"task_id": "public_id", "task_title": "title", "task_due": "due_on"}
    return {name: Subquery(here.values(field)[:1]) for name, field in fields.items()}


def _mentions(viewer: Person, since: datetime) -> Any:
    """Where one is named, lately, and has written nothing since."""
    answers = GoalComment.objects.filter(
        by=viewer, goal=OuterRef("comment__goal"), at__gt=OuterRef("comment__at")
    )
    lately = Mention.objects.filter(person=viewer, comment__at__gte=since)
    return lately.exclude(Exists(answers))


def _asked_by(viewer: Person, since: datetime) -> Any:
    here = _mentions(viewer, since).filter(comment__goal=OuterRef("pk"))
    return here.order_by("-comment__at").values("comment__by__name")[:1]


def stalled(now: datetime) -> Q:
    """Agreed, running, and nobody has told of it for as long as policy allows."""
    since = _silent_since(now)
    return _stalled(since, since.date(), now.date())


def _silent_since(now: datetime) -> datetime:
    return now - timedelta(days=get("goals.stalled_after"))


def _stalled(since: datetime, since_on: date, today: date) -> Q:
    silent = Q(updated_at__lt=since) | Q(updated_at=None, agreed_at__lt=since)
    running = Q(starts_on__lte=since_on, until_on__gt=today)
    return silent & running & Q(agreed_at__isnull=False, closed_at=None)


def found(viewer: Any) -> Iterable[Todo]:
    cards = cards_for(viewer)
    yield from reviewing.found(viewer, (card.goal for card in cards))
    for card in cards:
        goal: Any = card.goal
        if goal.may_agree:
            yield _to_agree(goal)
        if goal.changed_by:
            yield _to_decide(goal)
        if goal.asked_by and goal.may_comment:
            yield _to_answer(goal)
        if goal.task_id:
            yield _to_do(goal)
        if _is_own(card):
            yield from _to_tell(card)


def due(viewer: Any) -> int:
    """How many of one's own goals wait for a word."""
    cards = [card for card in cards_for(viewer) if _is_own(card)]
    return sum(len(list(_to_tell(card))) for card in cards)


def _is_own(card: Card) -> bool:
    return bool(card.goal.is_mine)  # type: ignore[attr-defined]


def _to_agree(goal: Any) -> Todo:
    by = goal.proposed_by.name if goal.proposed_by else ""
    return Todo(
        title=_("Read the goal that %(name)s proposes") % {"name": by},
        url=goal.get_absolute_url(),
        action=_("Read"),
        detail=goal.title,
        minutes=2,
        key=f"goal-agree:{goal.public_id}",
    )


def _to_decide(goal: Any) -> Todo:
    return Todo(
        title=_("Decide on the change that %(name)s proposes") % {"name": goal.changed_by},
        url=f"{goal.get_absolute_url()}#changes",
        action=_("Read"),
        detail=goal.title,
        minutes=2,
        key=f"goal-change:{goal.public_id}",
    )


def _to_answer(goal: Any) -> Todo:
    return Todo(
        title=_("Answer %(name)s, who mentions you") % {"name": goal.asked_by},
        url=f"{goal.get_absolute_url()}#talk",
        action=_("Answer"),
        detail=goal.title,
        minutes=1,
        key=f"goal-answer:{goal.public_id}",
    )


def _to_do(goal: Any) -> Todo:
    return Todo(
        title=goal.task_title,
        url=f"{reverse('goals:tasks', args=[goal.public_id])}#task-{goal.task_id}",
        action=_("Open"),
        detail=_("For “%(goal)s”") % {"goal": goal.title},
        due_at=end_of(goal.task_due),
        key=f"goal-task:{goal.task_id}",
    )


def _to_tell(card: Card) -> Iterator[Todo]:
    goal: Any = card.goal
    if card.is_over and goal.may_update:
        yield Todo(
            title=_("Close “%(goal)s”") % {"goal": goal.title},
            url=reverse("goals:close", args=[goal.public_id]),
            action=_("Close"),
            detail=_("Its last day has gone. How did it end?"),
            minutes=3,
            key=f"goal-close:{goal.public_id}",
        )
    elif card.due_at and goal.next_update_on <= card.today and goal.may_update:
        yield Todo(
            title=_("Update “%(goal)s”") % {"goal": goal.title},
            url=reverse("goals:update", args=[goal.public_id]),
            action=_("Update"),
            due_at=card.due_at,
            minutes=1,
            key=f"goal-update:{goal.public_id}",
        )


def home(viewer: Any) -> dict[str, Any]:
    """The card on Home: one's own that were agreed and are open."""
    own = [card for card in cards_for(viewer) if _is_own(card)]
    return {"cards": [card for card in own if card.goal.is_agreed][:MOST_SHOWN]}


def team(viewer: Any) -> dict[str, Any] | None:
    """What stalls among the goals of one's own people, the longest silence first."""
    if MANAGER.key not in standing_of(viewer):
        return None
    quiet = [card for card in cards_for(viewer) if _stalls_below(viewer, card.goal)]
    quiet.sort(key=lambda card: card.goal.updated_at or card.goal.agreed_at)  # type: ignore[arg-type, return-value]
    return {"cards": quiet[:MOST_SHOWN], "more": len(quiet) > MOST_SHOWN} if quiet else None


def _stalls_below(viewer: Person, goal: Goal) -> bool:
    under = goal.owner is not None and goal.owner.assignment is not None
    if not under or goal.owner.assignment.manager_id != viewer.pk:  # type: ignore[union-attr]
        return False
    since = _silent_since(timezone.now())
    last = goal.updated_at or goal.agreed_at
    return goal.is_agreed and goal.is_open and last is not None and last < since
