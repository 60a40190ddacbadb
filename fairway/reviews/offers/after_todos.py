"""What waits once a cycle is closed: to say how it was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fairway.foundation.ports import Todo
from fairway.foundation.times import end_of
from fairway.foundation.waiting import Waiting, waits
from fairway.people.days import organisation_day
from fairway.people.models import Person
from fairway.reviews.actions.surveying import ONE
from fairway.reviews.models import SurveyInvitation

SOURCE = "review_surveys"


def rows(viewer: Person, _now: datetime | None = None) -> list[QuerySet[Any, Any]]:
    asked = SurveyInvitation.objects.filter(
        person=viewer.pk,
        answered=False,
        survey__told_on=None,
        survey__closes_on__gte=organisation_day() - ONE,
    )
    said = {
        "key": F("survey__public_id"),
        "which": F("survey__cycle__name"),
        "day": F("survey__closes_on"),
    }
    return [waits(asked, SOURCE, "answer", **said)]


def tell(waiting: list[Waiting]) -> Iterator[Todo]:
    for one in sorted(waiting, key=lambda one: (one.which, one.key)):
        yield Todo(
            title=_("Say how the cycle of reviews was"),
            url=reverse("reviews:cycle_survey", args=[one.key]),
            action=_("Answer"),
            detail=one.which,
            due_at=end_of(one.day, timezone.get_current_timezone_name()) if one.day else None,
            minutes=2,
            key=f"survey:{one.key}",
        )
