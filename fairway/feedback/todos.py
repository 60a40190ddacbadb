"""What waits for somebody in this room: to open what they were given, to answer who asks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Coalesce, Concat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairway.feedback.models import Feedback, FeedbackRequest
from fairway.foundation.ports import Todo
from fairway.foundation.waiting import Waiting, waits
from fairway.people.models import Person

SOURCE = "feedback"
MOST, MOST_NAMED = 50, 3
TO_OPEN, TO_ANSWER = "open", "answer"


def rows(viewer: Person, _now: datetime) -> list[QuerySet[Any, Any]]:
    """What is closed still, and questions; those that have waited longest."""
    closed = Feedback.objects.allowed(viewer, "open").unopened_by(viewer)
    asked = FeedbackRequest.objects.waiting().filter(asked=viewer.pk)
    writer = Concat(Coalesce("author__name", Value("")), "author_name", output_field=CharField())
    return [
        waits(
            Feedback.objects.filter(pk__in=closed.order_by("given_at", "pk").values("pk")[:MOST]),
            SOURCE,
            TO_OPEN,
            key=F("public_id"),
            whose=writer,
            which=F("recipient__name"),
            moment=F("given_at"),
        ),
        waits(
            FeedbackRequest.objects.filter(
                pk__in=asked.order_by("asked_at", "pk").values("pk")[:MOST]
            ),
            SOURCE,
            TO_ANSWER,
            key=F("public_id"),
            whose=F("asked_by__name"),
            which=F("about__name"),
            day=F("due_on"),
            moment=F("asked_at"),
        ),
    ]


def tell(waiting: list[Waiting]) -> Iterator[Todo]:
    since = sorted(waiting, key=lambda one: one.moment)  # type: ignore[arg-type,return-value]
    yield from _to_open([one for one in since if one.kind == TO_OPEN])
    yield from _to_answer([one for one in since if one.kind == TO_ANSWER])


def _to_open(waiting: list[Waiting]) -> Iterator[Todo]:
    """A few by name; of more than that, how many."""
    if len(waiting) > MOST_NAMED:
        words = ngettext("Open %(n)s feedback", "Open %(n)s pieces of feedback", len(waiting))
        yield Todo(
            title=words % {"n": len(waiting)},
            url=reverse("feedback:received"),
            action=_("Open"),
            minutes=2 * len(waiting),
            key="feedback",
        )
        return
    for one in waiting:
        yield Todo(
            title=_("Open the feedback from %(name)s") % {"name": one.whose},
            url=reverse("feedback:feedback", args=[one.key]),
            action=_("Open"),
            detail=_("For %(name)s") % {"name": one.which},
            minutes=2,
            key=f"feedback:{one.key}",
        )


def _to_answer(waiting: list[Waiting]) -> Iterator[Todo]:
    for one in waiting:
        yield Todo(
            title=_("Answer %(name)s, who asks you for feedback") % {"name": one.whose},
            url=reverse("feedback:answer", args=[one.key]),
            action=_("Answer"),
            detail=_("About %(name)s") % {"name": one.which},
            due_at=_end_of(one.day),
            minutes=5,
            key=f"feedback-request:{one.key}",
        )


def _end_of(day: date | None) -> datetime | None:
    """The end of the day by which it helps most."""
    return datetime.combine(day + timedelta(days=1), time.min, UTC) if day else None


def home(viewer: Any) -> dict[str, Any] | None:
    """The card fills itself once Home is there, so that Home waits for nothing."""
    return {} if isinstance(viewer, Person) else None
