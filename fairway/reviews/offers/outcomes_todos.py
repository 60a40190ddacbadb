"""What waits of recommendations: to decide, and to tell the person."""

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
from fairway.people.relations import roles_of
from fairway.reviews.models import ApprovalStep, Recommendation
from fairway.reviews.rules.templates import KEEPERS

SOURCE = "outcomes"
MOST = 50
PROMOTION, DEVELOPMENT, TELL = "promotion", "development", "tell"


def rows(viewer: Person, _now: datetime | None = None) -> list[QuerySet[Any, Any]]:
    """HR asks by its units; everybody else by their own key alone."""
    waiting = ApprovalStep.objects.filter(state=ApprovalStep.State.WAITING)
    mine = waiting.filter(approver=viewer.pk)
    if roles_of(viewer) & KEEPERS:
        mine = ApprovalStep.objects.allowed(viewer, "decide")
    few = ApprovalStep.objects.filter(pk__in=mine.order_by("pk").values("pk")[:MOST])
    said = {
        "key": F("recommendation__public_id"),
        "whose": F("person__name"),
        "which": F("recommendation__proposed_by__name"),
        "moment": F("recommendation__proposed_at"),
    }
    approved = Recommendation.objects.filter(
        written_by=viewer.pk, state=Recommendation.State.APPROVED, told_at=None
    )
    return [
        waits(few.filter(recommendation__kind=PROMOTION), SOURCE, PROMOTION, **said),
        waits(few.filter(recommendation__kind=DEVELOPMENT), SOURCE, DEVELOPMENT, **said),
        waits(
            approved,
            SOURCE,
            TELL,
            key=F("public_id"),
            whose=F("person__name"),
            which=F("participant__cycle__name"),
            moment=F("decided_at"),
        ),
    ]


def tell(waiting: list[Waiting]) -> Iterator[Todo]:
    words = {
        PROMOTION: (_("Decide on a promotion of %(name)s"), _("Decide"), 10),
        DEVELOPMENT: (_("Decide on a step in development of %(name)s"), _("Decide"), 5),
        TELL: (_("Tell %(name)s what was decided"), _("Look"), 10),
    }
    for one in sorted(waiting, key=lambda each: (str(each.moment), each.key)):
        title, action, minutes = words[one.kind]
        yield Todo(
            title=title % {"name": one.whose},
            url=reverse("reviews:recommendation", args=[one.key]),
            action=action,
            detail=one.which,
            minutes=minutes,
            key=f"{SOURCE}:{one.kind}:{one.key}",
        )
