"""What waits for those who take part: to say first how they see it, then to look at it together."""

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
from fairway.reviews.models import CalibrationSession
from fairway.reviews.offers.shapes import end_here
from fairway.reviews.reading import steps
from fairway.reviews.rules.compared import sessions_of

SOURCE = "calibration"
TO_VOTE, TO_COMPARE = "vote", "compare"
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
    return [
        waits(to_vote, SOURCE, TO_VOTE, **said),
        waits(mine.filter(session__state=State.OPEN), SOURCE, TO_COMPARE, **said),
    ]


def tell(waiting: list[Waiting]) -> Iterator[Todo]:
    for one in sorted(waiting, key=lambda one: (one.kind, one.whose, one.key)):
        to_vote = one.kind == TO_VOTE
        title = (
            _("Say first how you see the ratings of %(unit)s")
            if to_vote
            else _("Compare the ratings of %(unit)s")
        )
        address = "reviews:pre_votes" if to_vote else "reviews:calibration"
        yield Todo(
            title=title % {"unit": one.whose},
            url=reverse(address, args=[one.key]),
            action=_("Begin") if to_vote else _("Open"),
            detail=one.which,
            due_at=end_here(one.day),
            minutes=15 if to_vote else 45,
            key=f"calibration:{one.key}",
        )
