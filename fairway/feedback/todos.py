"""What waits for somebody in this room: to open what they were given, to answer who asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db.models import CharField, DateField, F, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairway.feedback.models import Feedback, FeedbackRequest
from fairway.foundation.ports import Todo
from fairway.people.models import Person
from fairway.people.relations import PreparedForViewers

MOST, MOST_NAMED = 50, 3
TO_OPEN, TO_ANSWER = "open", "answer"


class Waiting(NamedTuple):
    """One of both kinds, in the order of the query: a model's own columns come first in it."""

    public_id: str
    kind: str
    by: str
    about: str
    due_on: Any
    since: Any


def _waiting(viewer: Person) -> QuerySet[Any, Any]:
    """Both kinds in one query: Home asks it of everybody, many times a day."""
    closed = Feedback.objects.allowed(viewer, "open").unopened_by(viewer).order_by()
    writer = Concat(Coalesce("author__name", Value("")), "author_name", output_field=CharField())
    asked = FeedbackRequest.objects.waiting().filter(Q(asked=viewer.pk)).order_by()
    no_day = Cast(Value(None), DateField())
    to_open = _alike(closed, TO_OPEN, writer, F("recipient__name"), no_day, F("given_at"))
    to_answer = _alike(
        asked, TO_ANSWER, F("asked_by__name"), F("about__name"), F("due_on"), F("asked_at")
    )
    return to_open.union(to_answer, all=True).order_by("waits_since")[:MOST]


def _alike(
    rows: QuerySet[Any], kind: str, by: Any, about: Any, due_on: Any, since: Any
) -> QuerySet[Any, Any]:
    said = rows.annotate(
        waits_as=Value(kind),
        waits_by=by,
        waits_about=about,
        waits_until=due_on,
        waits_since=since,
    )
    return said.values_list(
        "public_id", "waits_as", "waits_by", "waits_about", "waits_until", "waits_since"
    )


WAITING = PreparedForViewers(_waiting)


def waiting_for(viewer: Person) -> list[Waiting]:
    return [Waiting(*row) for row in WAITING.ask(viewer)]


def found(viewer: Any) -> Iterable[Todo]:
    if not isinstance(viewer, Person):
        return
    waiting = waiting_for(viewer)
    yield from _to_open([one for one in waiting if one.kind == TO_OPEN])
    yield from _to_answer([one for one in waiting if one.kind == TO_ANSWER])


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
            title=_("Open the feedback from %(name)s") % {"name": one.by},
            url=reverse("feedback:feedback", args=[one.public_id]),
            action=_("Open"),
            detail=_("For %(name)s") % {"name": one.about},
            minutes=2,
            key=f"feedback:{one.public_id}",
        )


def _to_answer(waiting: list[Waiting]) -> Iterator[Todo]:
    for one in waiting:
        yield Todo(
            title=_("Answer %(name)s, who asks you for feedback") % {"name": one.by},
            url=reverse("feedback:answer", args=[one.public_id]),
            action=_("Answer"),
            detail=_("About %(name)s") % {"name": one.about},
            due_at=_end_of(one.due_on),
            minutes=5,
            key=f"feedback-request:{one.public_id}",
        )


def _end_of(day: Any) -> datetime | None:
    """The end of the day by which it helps most. SQLite gives a day as it is written."""
    if not day:
        return None
    known = day if isinstance(day, date) else date.fromisoformat(str(day))
    return datetime.combine(known + timedelta(days=1), time.min, UTC)


def home(viewer: Any) -> dict[str, Any] | None:
    """The card fills itself once Home is there, so that Home waits for nothing."""
    return {} if isinstance(viewer, Person) else None
