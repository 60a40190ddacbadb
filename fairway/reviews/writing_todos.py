"""What writing leaves for somebody to do: to answer what is asked for, and the lines of their mail.

That reviews wait to be written is told by the cycle they are owed in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairway.foundation.lookups import Counted
from fairway.foundation.ports import Todo
from fairway.foundation.waiting import Waiting, by_source, united, waits
from fairway.people.models import Appointment, Person
from fairway.people.relations import PreparedForViewers, roles_of
from fairway.reviews.models import Review, WritingRequest

SOURCE = "review_requests"
MOST, MINUTES = 100, 2
HR = frozenset({Appointment.Role.HR_PARTNER, Appointment.Role.PEOPLE_LEAD})


def rows(viewer: Person, _now: datetime | None = None) -> list[QuerySet[Any, Any]]:
    """How many requests wait, for whoever may answer any."""
    if not roles_of(viewer) & HR:
        return []
    asked = WritingRequest.objects.allowed(viewer, "decide").order_by()[:MOST]
    oneself = Person.objects.filter(pk=viewer.pk)
    return [waits(oneself, SOURCE, "requests", number=Counted(asked.values("pk")))]


WAITING = PreparedForViewers(lambda viewer: united(rows(viewer)))


def tell(waiting: list[Waiting]) -> Iterator[Todo]:
    for one in waiting:
        if one.number:
            words = ngettext("Answer %(n)s request", "Answer %(n)s requests", one.number)
            yield Todo(
                title=words % {"n": one.number},
                url=reverse("reviews:writing_requests"),
                action=_("Answer"),
                detail=_("To change a review, or for more time"),
                minutes=MINUTES * one.number,
                key="review-requests",
            )


def lines(viewer: Any, since: datetime) -> Iterable[Any]:
    """In the daily mail only how many, and of whom nothing."""
    if not isinstance(viewer, Person):
        return
    owed = Review.objects.to_write().filter(Q(reviewer=viewer) | Q(co_author=viewer))
    if n := owed.count():
        words = ngettext("%(n)s review waits to be written", "%(n)s reviews wait to be written", n)
        yield words % {"n": n}, reverse("reviews:write_next")
    if not roles_of(viewer) & HR:
        return
    found = by_source(WAITING.ask(viewer)).get(SOURCE, [])
    if n := sum(one.number for one in found):
        words = ngettext(
            "%(n)s request about reviews waits for your answer",
            "%(n)s requests about reviews wait for your answer",
            n,
        )
        yield words % {"n": n}, reverse("reviews:writing_requests")
