"""What waits for somebody at reviews: to write those they owe, to answer what others ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, QuerySet, Value, When
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairway.foundation.lookups import Counted
from fairway.foundation.ports import Todo
from fairway.foundation.times import end_of
from fairway.foundation.waiting import Waiting, by_source, united, waits
from fairway.people.models import Appointment, Person
from fairway.people.relations import PreparedForViewers, roles_of
from fairway.reviews.models import Answer, Review, WritingRequest

SOURCE = "reviews"
MOST, MOST_NAMED, MINUTES, MINUTES_OF_COLLEAGUES = 100, 4, 30, 10
HR = frozenset({Appointment.Role.HR_PARTNER, Appointment.Role.PEOPLE_LEAD})
OF_COLLEAGUES = (Review.Kind.PEER, Review.Kind.UPWARD)


def rows(viewer: Person, now: datetime) -> list[QuerySet[Any, Any]]:
    """One's own by name, as they fall due, and how many requests of others wait."""
    parts = [_to_write(viewer)]
    if roles_of(viewer) & HR:
        parts.append(_requests(viewer))
    return parts


WAITING = PreparedForViewers(
    lambda viewer, now: united(rows(viewer, now)), datetime(1, 2, 6, tzinfo=UTC)
)


def waiting_for(viewer: Person) -> list[Waiting]:
    return by_source(WAITING.ask(viewer, timezone.now())).get(SOURCE, [])


def _to_write(viewer: Person) -> QuerySet[Any, Any]:
    begun = Exists(Answer.objects.filter(review=OuterRef("pk")).order_by())
    last = Greatest(F("due_on"), Coalesce(F("extended_until"), F("due_on")))
    return waits(
        Review.objects.to_write().filter(reviewer=viewer),
        SOURCE,
        "write",
        key=F("public_id"),
        number=Case(When(begun, then=Value(1)), default=Value(0)),
        whose=F("participant__person__name"),
        which=F("kind"),
        day=last,
    )


def _requests(viewer: Person) -> QuerySet[Any, Any]:
    asked = WritingRequest.objects.allowed(viewer, "decide").order_by()[:MOST]
    oneself = Person.objects.filter(pk=viewer.pk)
    return waits(oneself, SOURCE, "requests", number=Counted(asked.values("pk")))


def tell(waiting: list[Waiting]) -> Iterator[Todo]:
    """A few by name; of more than that, how many, due with the first of them."""
    owed = sorted((one for one in waiting if one.kind == "write"), key=_by_day)
    if len(owed) > MOST_NAMED:
        yield _many(owed)
    else:
        yield from (_one(one) for one in owed)
    for one in waiting:
        if one.kind == "requests" and one.number:
            yield _to_answer(one.number)


def _by_day(one: Waiting) -> tuple[Any, str]:
    return one.day, one.whose


def _one(one: Waiting) -> Todo:
    own = one.which == Review.Kind.SELF
    return Todo(
        title=_("Write your self-review")
        if own
        else _("Write the review of %(name)s") % {"name": one.whose},
        url=reverse("reviews:review", args=[one.key]),
        action=_("Go on") if one.number else _("Write"),
        due_at=_due(one),
        minutes=_minutes(one),
        key=f"review:{one.key}",
    )


def _many(owed: list[Waiting]) -> Todo:
    words = ngettext("Write %(n)s review", "Write %(n)s reviews", len(owed))
    return Todo(
        title=words % {"n": len(owed)},
        url=reverse("reviews:mine"),
        action=_("Go on") if any(one.number for one in owed) else _("Write"),
        due_at=_due(owed[0]),
        minutes=sum(_minutes(one) for one in owed),
        key="reviews-to-write",
    )


def _to_answer(number: int) -> Todo:
    words = ngettext("Answer %(n)s request", "Answer %(n)s requests", number)
    return Todo(
        title=words % {"n": number},
        url=reverse("reviews:writing_requests"),
        action=_("Answer"),
        detail=_("To change a review, or for more time"),
        minutes=2 * number,
        key="review-requests",
    )


def _minutes(one: Waiting) -> int:
    return MINUTES_OF_COLLEAGUES if one.which in OF_COLLEAGUES else MINUTES


def _due(one: Waiting) -> datetime | None:
    """By the clock of whoever looks: what waits for somebody is read by them."""
    return end_of(one.day, str(timezone.get_current_timezone())) if one.day else None


def lines(viewer: Any, since: datetime) -> Iterable[Any]:
    """In the daily mail only how many, and of whom nothing."""
    waiting = waiting_for(viewer) if isinstance(viewer, Person) else []
    if n := sum(1 for one in waiting if one.kind == "write"):
        words = ngettext("%(n)s review waits to be written", "%(n)s reviews wait to be written", n)
        yield words % {"n": n}, reverse("reviews:mine")
    if n := sum(one.number for one in waiting if one.kind == "requests"):
        words = ngettext(
            "%(n)s request about reviews waits for your answer",
            "%(n)s requests about reviews wait for your answer",
            n,
        )
        yield words % {"n": n}, reverse("reviews:writing_requests")
