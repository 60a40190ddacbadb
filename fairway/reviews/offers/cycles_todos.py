"""What waits for somebody in a cycle, beside writing: to say whom to ask, to decide for others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from fairway.foundation.ports import Todo
from fairway.foundation.waiting import Waiting, waits
from fairway.people.days import organisation_day
from fairway.people.models import Person
from fairway.people.relations import Role, roles_of
from fairway.reviews.models import Handover, Nomination, ReviewCycle
from fairway.reviews.offers.shapes import end_here
from fairway.reviews.reading import steps
from fairway.reviews.rules.templates import KEEPERS

SOURCE = "review_cycles"
MOST = 100
ONE = timedelta(days=1)  # some are a day behind the organisation
NAME, APPROVE, DECIDE, HOLD = "name", "approve", "decide", "hold"


def rows(viewer: Person, _now: datetime) -> list[QuerySet[Any, Any]]:
    parts = [_to_name(viewer), _to_approve(viewer)]
    if roles_of(viewer) & KEEPERS:
        parts.append(_to_decide(viewer))
    if Role.PEOPLE_LEAD in roles_of(viewer):
        parts.append(_to_hold(viewer))
    return parts


def _to_name(viewer: Person) -> QuerySet[Any, Any]:
    """Their own list, while it is shorter than the cycle asks for at least and can be added to."""
    mine = steps.NAME.rows().filter(person=viewer.pk, cycle__state=ReviewCycle.State.LAUNCHED)
    short = mine.annotate(until=steps.NAME.day()).filter(until__gte=organisation_day() - ONE)
    return waits(short, SOURCE, NAME, key=F("public_id"), whose=F("cycle__name"), day=F("until"))


def _to_approve(viewer: Person) -> QuerySet[Any, Any]:
    waiting = steps.APPROVE.rows().filter(
        participant__author=viewer.pk, participant__cycle__state=ReviewCycle.State.LAUNCHED
    )
    return waits(
        Nomination.objects.filter(pk__in=waiting.order_by("proposed_at", "pk").values("pk")[:MOST]),
        SOURCE,
        APPROVE,
        key=F("participant__public_id"),
        whose=F("participant__person__name"),
        day=steps.APPROVE.day(),
    )


def _to_decide(viewer: Person) -> QuerySet[Any, Any]:
    waiting = Handover.objects.allowed(viewer, "decide").waiting()
    return waits(
        Handover.objects.filter(pk__in=waiting.order_by("due_on", "pk").values("pk")[:MOST]),
        SOURCE,
        DECIDE,
        key=F("participant__public_id"),
        whose=F("participant__person__name"),
        day=F("due_on"),
    )


def _to_hold(viewer: Person) -> QuerySet[Any, Any]:
    """Cycles that run and nobody holds."""
    left = ReviewCycle.objects.allowed(viewer, "hold").running().without_holder()
    return waits(left, SOURCE, HOLD, key=F("public_id"), whose=F("name"))


def tell(waiting: list[Waiting]) -> Iterator[Todo]:
    yield from (_naming(one) for one in waiting if one.kind == NAME)
    yield from _approving([one for one in waiting if one.kind == APPROVE])
    yield from (_deciding(one) for one in waiting if one.kind == DECIDE)
    yield from (_holding(one) for one in waiting if one.kind == HOLD)


def _naming(one: Waiting) -> Todo:
    return Todo(
        title=_("Say whom to ask about your work"),
        url=reverse("reviews:nominations", args=[one.key]),
        action=_("Choose"),
        detail=one.whose,
        due_at=end_here(one.day),
        minutes=5,
        key=f"nominations:{one.key}",
    )


def _approving(waiting: list[Waiting]) -> Iterator[Todo]:
    by_participant: dict[tuple[str, str, date | None], int] = defaultdict(int)
    for one in waiting:
        by_participant[one.key, one.whose, one.day] += 1
    for (key, name, day), number in by_participant.items():
        yield Todo(
            title=_("Look at whom %(name)s would ask") % {"name": name},
            url=reverse("reviews:nominations", args=[key]),
            action=_("Look"),
            due_at=end_here(day),
            minutes=number,
            key=f"nominations:{key}",
        )


def _deciding(one: Waiting) -> Todo:
    return Todo(
        title=_("Decide who goes on with the review of %(name)s") % {"name": one.whose},
        url=reverse("reviews:participant", args=[one.key]),
        action=_("Decide"),
        due_at=end_here(one.day),
        minutes=2,
        key=f"handover:{one.key}",
    )


def _holding(one: Waiting) -> Todo:
    return Todo(
        title=_("Nobody who is here holds the reviews of %(cycle)s") % {"cycle": one.whose},
        url=reverse("reviews:cycle_holder", args=[one.key]),
        action=_("Take over"),
        minutes=2,
        key=f"cycle-holder:{one.key}",
    )
