"""What waits for somebody at check-ins: to write their own, to read those of their people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Case, DateTimeField, ExpressionWrapper, F, QuerySet, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairway.conversations.models import CheckIn, PassedPoint
from fairway.foundation.lookups import Counted
from fairway.foundation.ports import Todo
from fairway.foundation.waiting import Waiting, by_source, united, waits
from fairway.people.models import Person
from fairway.people.relations import ABOVE, MANAGER, PreparedForViewers, standing_of

SOURCE = "check_ins"
LATE = timedelta(days=3)  # after its week, one that was not written is let go
MOST, MINUTES = 100, 3


def rows(viewer: Person, now: datetime) -> list[QuerySet[Any, Any]]:
    """One's own that are open, how many of one's people have written, and points passed up."""
    parts = [_own(viewer, now)]
    standing = standing_of(viewer)
    if MANAGER.key in standing:
        parts.append(_unread(viewer))
    if ABOVE.key in standing:
        parts.append(_points(viewer))
    return parts


WAITING = PreparedForViewers(
    lambda viewer, now: united(rows(viewer, now)), datetime(1, 2, 4, tzinfo=UTC)
)


def waiting_for(viewer: Person) -> list[Waiting]:
    return by_source(WAITING.ask(viewer, timezone.now())).get(SOURCE, [])


def _own(viewer: Person, now: datetime) -> QuerySet[Any, Any]:
    let_go = ExpressionWrapper(F("due_at") + LATE, DateTimeField())
    open_ones = CheckIn.objects.open().filter(person=viewer).alias(let_go_at=let_go)
    begun = Case(When(begun_at=None, then=Value(0)), default=Value(1))
    return waits(
        open_ones.filter(let_go_at__gt=now),
        SOURCE,
        "write",
        key=F("public_id"),
        number=begun,
        moment=F("due_at"),
    )


def _unread(viewer: Person) -> QuerySet[Any, Any]:
    sent = CheckIn.objects.allowed(viewer).unread().filter(sent_to=viewer).order_by()[:MOST]
    oneself = Person.objects.filter(pk=viewer.pk)
    return waits(oneself, SOURCE, "read", number=Counted(sent.values("pk")))


def _points(viewer: Person) -> QuerySet[Any, Any]:
    first = PassedPoint.objects.allowed(viewer, "answer").filter(answered_at=None)
    first = first.order_by("at", "pk")[:MOST]
    found = PassedPoint.objects.filter(pk__in=first.values("pk"))
    return waits(found, SOURCE, "point", key=F("public_id"), whose=F("by__name"))


def tell(waiting: list[Waiting]) -> Iterator[Todo]:
    for one in waiting:
        if one.kind == "write":
            yield _to_write(one)
        elif one.kind == "point":
            yield _to_answer(one)
        elif one.number:
            yield _to_read(one.number)


def _to_write(one: Waiting) -> Todo:
    return Todo(
        title=_("Write your check-in"),
        url=reverse("conversations:check_in", args=[one.key]),
        action=_("Go on") if one.number else _("Write"),
        due_at=one.moment,
        minutes=MINUTES,
        key=f"check-in:{one.key}",
    )


def _to_read(number: int) -> Todo:
    words = ngettext("Read %(n)s check-in", "Read %(n)s check-ins", number)
    return Todo(
        title=words % {"n": number},
        url=reverse("conversations:check_ins_to_read"),
        action=_("Read"),
        minutes=2 * number,
        key="check-ins-to-read",
    )


def _to_answer(one: Waiting) -> Todo:
    return Todo(
        title=_("Answer a point that %(name)s passed up") % {"name": one.whose},
        url=reverse("conversations:point", args=[one.key]),
        action=_("Answer"),
        minutes=2,
        key=f"point:{one.key}",
    )


def lines(viewer: Any, since: datetime) -> Iterable[Any]:
    """In the daily mail only how many: nobody's name, and nothing of what was written."""
    waiting = waiting_for(viewer)
    if any(one.kind == "write" for one in waiting):
        yield _("Your check-in is open")
    if n := sum(one.number for one in waiting if one.kind == "read"):
        yield ngettext(
            "%(n)s check-in waits for you to read it",
            "%(n)s check-ins wait for you to read them",
            n,
        ) % {"n": n}
