"""What waits for HR of somebody outside: another address, where no letter reaches them."""

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
from fairway.reviews.models import Review
from fairway.reviews.offers.shapes import end_here
from fairway.reviews.rules.templates import KEEPERS

SOURCE = "reviews_outside"
ADDRESS = "address"
MOST = 50


def rows(viewer: Person, _now: datetime) -> list[QuerySet[Any, Any]]:
    if not roles_of(viewer) & KEEPERS:
        return []
    found = Review.objects.allowed(viewer, "readdress").order_by("pk").values("pk")[:MOST]
    return [
        waits(
            Review.objects.filter(pk__in=found),
            SOURCE,
            ADDRESS,
            key=F("public_id"),
            whose=F("outside_invitation__nomination__external_name"),
            which=F("cycle__name"),
            day=F("due_on"),
        )
    ]


def tell(waiting: list[Waiting]) -> Iterator[Todo]:
    for one in waiting:
        yield Todo(
            title=_("Name another address for %(name)s") % {"name": one.whose},
            url=reverse("reviews:review_address", args=[one.key]),
            action=_("Name"),
            detail=one.which,
            due_at=end_here(one.day),
            minutes=2,
            key=f"outside_address:{one.key}",
        )
