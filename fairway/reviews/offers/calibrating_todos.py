"""What waits for those who take part: to say first how they see it, then to look at it together;
and for whoever called a session, until it is locked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from fairway.foundation.ports import Todo
from fairway.foundation.waiting import Waiting, waits
from fairway.people.models import Person
from fairway.people.relations import Role, roles_of
from fairway.reviews.models import CalibrationSession
from fairway.reviews.offers.shapes import end_here
from fairway.reviews.reading import steps
from fairway.reviews.rules.compared import sessions_of

SOURCE = "calibration"
TO_VOTE, TO_COMPARE, TO_LOCK = "vote", "compare", "lock"
CALLERS = frozenset({Role.HR_PARTNER, Role.PEOPLE_LEAD})
State = CalibrationSession.State


def rows(viewer: Person, _now: datetime | None = None) -> list[QuerySet[Any, Any]]:
    mine = sessions_of(viewer)
    to_vote = steps.VOTE.rows().filter(pk__in=mine.values("pk"))
    said = {
        "key": F("session__public_id"),
        "whose": F("session__unit__name"),
        "which": F("session__cycle__name"),
        "day": steps.VOTE.day(),
    }
    to_compare = mine.filter(session__state=State.OPEN)
    if not roles_of(viewer) & CALLERS:
        return [
            waits(to_vote, SOURCE, TO_VOTE, **said),
            waits(to_compare, SOURCE, TO_COMPARE, **said),
        ]
    called = steps.COMPARE.waiting().filter(facilitator=viewer.pk)
    to_compare = to_compare.exclude(session__in=called.values("pk"))
    return [
        waits(to_vote, SOURCE, TO_VOTE, **said),
        waits(to_compare, SOURCE, TO_COMPARE, **said),
        _to_lock(called),
    ]


def _to_lock(called: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    return waits(
        called,
        SOURCE,
        TO_LOCK,
        key=F("public_id"),
        whose=F("unit__name"),
        which=F("cycle__name"),
        day=F("until"),
    )


def tell(waiting: list[Waiting]) -> Iterator[Todo]:
    for one in sorted(waiting, key=lambda one: (one.kind, one.whose, one.key)):
        to_vote, to_lock = one.kind == TO_VOTE, one.kind == TO_LOCK
        address = "reviews:pre_votes" if to_vote else "reviews:calibration"
        yield Todo(
            title=_title(one.kind) % {"unit": one.whose},
            url=reverse(address, args=[one.key]),
            action=_("Begin") if to_vote else _("Open"),
            detail=one.which,
            due_at=end_here(one.day),
            minutes=15 if to_vote else 45,
            key=f"calibration:{one.key}:lock" if to_lock else f"calibration:{one.key}",
        )


def _title(kind: str) -> str:
    if kind == TO_VOTE:
        return _("Say first how you see the ratings of %(unit)s")
    if kind == TO_LOCK:
        return _("Compare the ratings of %(unit)s and lock them")
    return _("Compare the ratings of %(unit)s")
