"""What waits of pay: to recommend, to agree, to approve; counted by round."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairway.foundation.ports import Todo
from fairway.foundation.waiting import Waiting, waits
from fairway.people.models import Person
from fairway.people.relations import MANAGER, direct_reports, standing_of
from fairway.reviews.models import PayLine, PayRound
from fairway.reviews.rules.pay import may_plan_pay

SOURCE = "pay"
TO_PLAN, TO_DECIDE = "plan", "decide"


def rows(viewer: Person, _now: datetime | None = None) -> list[QuerySet[Any, Any]]:
    """Asked of those alone who lead somebody or hold a role."""
    if not may_plan_pay(viewer):
        return []
    parts = [_counted(PayLine.objects.allowed(viewer, "decide"), TO_DECIDE)]
    if MANAGER.key in standing_of(viewer):
        mine = PayLine.objects.filter(state=PayLine.State.DRAFT, person__in=direct_reports(viewer))
        parts.append(_counted(mine, TO_PLAN))
    return parts


def _counted(lines: QuerySet[PayLine], kind: str) -> QuerySet[Any, Any]:
    of_round = lines.filter(round=OuterRef("pk")).order_by().values("round")
    open_ones = PayRound.objects.filter(state=PayRound.State.OPEN)
    return waits(
        open_ones.filter(pk__in=lines.order_by().values("round")),
        SOURCE,
        kind,
        key=F("public_id"),
        number=Subquery(of_round.annotate(n=Count("pk")).values("n")),
        which=F("cycle__name"),
        moment=F("opened_at"),
    )


def tell(waiting: list[Waiting]) -> Iterator[Todo]:
    for one in sorted(waiting, key=lambda each: (each.kind, each.key)):
        n = one.number
        if one.kind == TO_PLAN:
            title = ngettext("Recommend pay for %(n)s person", "Recommend pay for %(n)s people", n)
        else:
            title = ngettext("Decide on pay of %(n)s person", "Decide on pay of %(n)s people", n)
        yield Todo(
            title=title % {"n": n},
            url=reverse("reviews:pay_round", args=[one.key]),
            action=_("Open"),
            detail=one.which,
            minutes=min(5 * n, 90),
            key=f"{SOURCE}:{one.kind}:{one.key}",
        )
