"""What waits for somebody in this room: to open what they were given, to answer who asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairway.feedback.models import Feedback, FeedbackRequest
from fairway.feedback.reading.praise import feed, praises
from fairway.foundation.ports import Todo
from fairway.people.models import Person
from fairway.people.relations import PreparedForViewers

MOST, MOST_NAMED, ON_HOME = 50, 3, 3
WAITING_FEEDBACK = PreparedForViewers(
    lambda viewer: (
        Feedback.objects.allowed(viewer, "open")
        .unopened_by(viewer)
        .for_display()
        .order_by("given_at", "pk")[:MOST]
    )
)
WAITING_REQUESTS = PreparedForViewers(
    lambda viewer: (
        FeedbackRequest.objects.filter(asked=viewer)
        .waiting()
        .select_related("asked_by", "about")
        .order_by("asked_at", "pk")[:MOST]
    )
)


def found(viewer: Any) -> Iterable[Todo]:
    if not isinstance(viewer, Person):
        return
    yield from _to_open(WAITING_FEEDBACK.find(viewer))
    yield from _to_answer(WAITING_REQUESTS.find(viewer))


def _to_open(waiting: list[Feedback]) -> Iterator[Todo]:
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
            title=_("Open the feedback from %(name)s") % {"name": one.by},
            url=one.get_absolute_url(),
            action=_("Open"),
            detail=_("For %(name)s") % {"name": one.recipient.name},
            minutes=2,
            key=f"feedback:{one.public_id}",
        )


def _to_answer(waiting: list[FeedbackRequest]) -> Iterator[Todo]:
    for one in waiting:
        yield Todo(
            title=_("Answer %(name)s, who asks you for feedback") % {"name": one.asked_by.name},
            url=reverse("feedback:answer", args=[one.public_id]),
            action=_("Answer"),
            detail=_("About %(name)s") % {"name": one.about.name},
            due_at=_end_of(one),
            minutes=5,
            key=f"feedback-request:{one.public_id}",
        )


def _end_of(request: FeedbackRequest) -> datetime | None:
    """The end of the day by which it helps most."""
    if request.due_on is None:
        return None
    return datetime.combine(request.due_on + timedelta(days=1), time.min, UTC)


def home(viewer: Any) -> dict[str, Any] | None:
    """The latest praise of one's team; without any, no card."""
    if not isinstance(viewer, Person):
        return None
    rows = list(feed(viewer, "team")[:ON_HOME])
    return {"praises": praises(rows, viewer)} if rows else None
