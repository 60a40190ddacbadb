"""What waits for somebody at check-ins: to write their own, to read those of their people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairway.conversations.models import CheckIn, PassedPoint
from fairway.foundation.ports import Todo
from fairway.people.models import Person
from fairway.people.relations import ABOVE, MANAGER, PreparedForViewers, standing_of

LATE = timedelta(days=3)  # after its week, one that was not written is let go
MOST, MINUTES = 100, 3


def _rows(viewer: Person, since: datetime) -> Any:
    """One's own that are open, and what one's people have sent and one has not read."""
    own = CheckIn.objects.open().filter(person=viewer, due_at__gt=since)
    parts = [own.order_by().values("pk")]
    if MANAGER.key in standing_of(viewer):
        sent = CheckIn.objects.allowed(viewer).unread().filter(sent_to=viewer)
        parts.append(sent.order_by().values("pk"))
    first, *others = parts
    return CheckIn.objects.filter(pk__in=first.union(*others) if others else first)[:MOST]


WAITING = PreparedForViewers(_rows, datetime(1, 2, 4, tzinfo=UTC))


def _points(viewer: Person) -> Any:
    rows = PassedPoint.objects.allowed(viewer, "answer").filter(answered_at=None)
    return rows.select_related("by").order_by("at", "pk")[:MOST]


POINTS = PreparedForViewers(_points)


def waiting_for(viewer: Person) -> tuple[list[CheckIn], list[CheckIn]]:
    """To write, and to read."""
    found = WAITING.find(viewer, timezone.now() - LATE)
    own = [one for one in found if one.person_id == viewer.pk]
    return own, [one for one in found if one.person_id != viewer.pk]


def found(viewer: Any) -> Iterable[Todo]:
    if not isinstance(viewer, Person):
        return
    own, to_read = waiting_for(viewer)
    for one in sorted(own, key=lambda one: one.due_at):
        yield Todo(
            title=_("Write your check-in"),
            url=one.get_absolute_url(),
            action=_("Go on") if one.begun_at else _("Write"),
            due_at=one.due_at,
            minutes=MINUTES,
            key=f"check-in:{one.public_id}",
        )
    if to_read:
        yield _to_read(len(to_read))
    if ABOVE.key in standing_of(viewer):
        yield from (_to_answer(one) for one in POINTS.find(viewer))


def _to_read(number: int) -> Todo:
    words = ngettext("Read %(n)s check-in", "Read %(n)s check-ins", number)
    return Todo(
        title=words % {"n": number},
        url=reverse("conversations:check_ins_to_read"),
        action=_("Read"),
        minutes=2 * number,
        key="check-ins-to-read",
    )


def _to_answer(point: PassedPoint) -> Todo:
    return Todo(
        title=_("Answer a point that %(name)s passed up") % {"name": point.by.name},
        url=reverse("conversations:point", args=[point.public_id]),
        action=_("Answer"),
        minutes=2,
        key=f"point:{point.public_id}",
    )


def lines(viewer: Any, since: datetime) -> Iterable[Any]:
    """In the daily mail only how many: nobody's name, and nothing of what was written."""
    own, to_read = waiting_for(viewer)
    if own:
        yield _("Your check-in is open")
    if n := len(to_read):
        yield ngettext(
            "%(n)s check-in waits for you to read it",
            "%(n)s check-ins wait for you to read them",
            n,
        ) % {"n": n}
