"""What writing leaves for somebody to do: reviews to write, requests to answer; lines of their mail."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairway.foundation.lookups import Counted
from fairway.foundation.ports import Todo
from fairway.foundation.waiting import Waiting, waits
from fairway.people.models import Appointment, Person
from fairway.people.relations import roles_of
from fairway.reviews.models import CycleKind, Review, WritingRequest
from fairway.reviews.models.writing import CONFIDENTIAL
from fairway.reviews.offers.shapes import end_here

SOURCE = "reviews_to_write"
WRITE, REQUESTS = "write", "requests"
Kind = CycleKind.Kind
MOST, MINUTES_FOR_ONE, MINUTES_TO_ANSWER = 100, 10, 2
HR = frozenset({Appointment.Role.HR_PARTNER, Appointment.Role.PEOPLE_LEAD})


def rows(viewer: Person, _now: datetime | None = None) -> list[QuerySet[Any, Any]]:
    """One's own that are open, and how many requests wait for whoever may answer any."""
    parts = [waiting_to_be_written(viewer)]
    if roles_of(viewer) & HR:
        oneself = Person.objects.filter(pk=viewer.pk)
        asked = WritingRequest.objects.allowed(viewer, "decide").order_by()[:MOST]
        parts.append(waits(oneself, SOURCE, REQUESTS, number=Counted(asked.values("pk"))))
    return parts


def waiting_to_be_written(viewer: Person) -> QuerySet[Any, Any]:
    used = CycleKind.objects.filter(cycle=OuterRef("cycle"), kind=OuterRef("kind"))
    return waits(
        owed(viewer),
        SOURCE,
        WRITE,
        key=F("public_id"),
        number=Coalesce(Subquery(used.order_by().values("minutes")[:1]), MINUTES_FOR_ONE),
        whose=F("participant__person__name"),
        which=F("kind"),
        day=Greatest("due_on", Coalesce("extended_until", "due_on")),
    )


def owed(viewer: Person) -> QuerySet[Review]:
    return Review.objects.to_write().filter(Q(reviewer=viewer) | Q(co_author=viewer))


def tell(waiting: list[Waiting]) -> Iterator[Todo]:
    """One line for those of a kind that are due on the same day: a manager has many."""
    to_write: dict[tuple[str, date | None], list[Waiting]] = defaultdict(list)
    for one in waiting:
        if one.kind == WRITE:
            to_write[one.which, one.day].append(one)
        elif one.number:
            yield _to_answer(one.number)
    for (kind, day), found in to_write.items():
        yield _to_write(kind, day, found)


def _to_write(kind: str, day: date | None, found: Sequence[Waiting]) -> Todo:
    first = found[0]
    alone = len(found) == 1
    return Todo(
        title=_title(kind, first.whose, len(found)),
        url=reverse("reviews:review", args=[first.key]),
        action=_("Write"),
        detail=_("Nobody reads it before you send it"),
        due_at=end_here(day),
        minutes=sum(one.number or MINUTES_FOR_ONE for one in found),
        key=f"review:{first.key}" if alone else f"reviews:{kind}:{day}",
    )


def _title(kind: str, name: str, n: int) -> str:
    if kind == Kind.SELF:
        words = ngettext("Write your self-review", "Write %(n)s self-reviews", n)
    elif kind in CONFIDENTIAL:
        words = ngettext(
            "Say how you see the work of %(name)s", "Say how you see the work of %(n)s people", n
        )
    else:
        words = ngettext("Write the review of %(name)s", "Write %(n)s reviews", n)
    return words % {"name": name, "n": n}


def _to_answer(number: int) -> Todo:
    words = ngettext(
        "Answer %(n)s request about a review", "Answer %(n)s requests about reviews", number
    )
    return Todo(
        title=words % {"n": number},
        url=reverse("reviews:writing_requests"),
        action=_("Answer"),
        detail=_("To change a review, or for more time"),
        minutes=MINUTES_TO_ANSWER * number,
        key="review-requests",
    )


def lines(viewer: Any, since: datetime) -> Iterable[Any]:
    """In the daily mail only how many, and of whom nothing."""
    if not isinstance(viewer, Person):
        return
    if n := owed(viewer).count():
        words = ngettext("%(n)s review waits to be written", "%(n)s reviews wait to be written", n)
        yield words % {"n": n}, reverse("reviews:overview")
    if not roles_of(viewer) & HR:
        return
    if n := WritingRequest.objects.allowed(viewer, "decide").order_by()[:MOST].count():
        words = ngettext(
            "%(n)s request about reviews waits for your answer",
            "%(n)s requests about reviews wait for your answer",
            n,
        )
        yield words % {"n": n}, reverse("reviews:writing_requests")
