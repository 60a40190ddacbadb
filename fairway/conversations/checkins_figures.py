"""What check-ins count of themselves for KPIs: whether they are written, and how weeks were.

Whoever asks holds back what would be said of too few, and what differences would give away.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from fairway.conversations.models import CheckIn, Wellbeing
from fairway.foundation.ports import FigureSource, Share, figure_sources
from fairway.people.figures import people_of

Units = Iterable[int | None]
Shares = dict[int | None, Share]
SPAN = timedelta(weeks=4)
GOOD = 4  # of 5, from here on


def written(units: Units, day: date) -> Shares:
    """Of the check-ins of the last four weeks, those that were sent."""
    return {unit: _counted(_lately(unit, day), Q(sent_at__isnull=False)) for unit in units}


def good_weeks(units: Units, day: date) -> Shares:
    """Of what people said of their weeks, the share of good ones; whoever said nothing counts not."""
    shares = {}
    for unit in units:
        said = Wellbeing.objects.filter(check_in__in=_lately(unit, day).exclude(sent_at=None))
        found = said.order_by().aggregate(
            having=Count("pk", filter=Q(value__gte=GOOD)),
            of=Count("pk"),
            people=Count("check_in__person", distinct=True),
        )
        shares[unit] = Share(**found)
    return shares


def _lately(unit: int | None, day: date) -> QuerySet[CheckIn]:
    return CheckIn.objects.filter(
        person__in=people_of(unit), week_on__gte=day - SPAN, week_on__lt=day
    ).order_by()


def _counted(rows: QuerySet[CheckIn], having: Q) -> Share:
    found = rows.aggregate(
        having=Count("pk", filter=having),
        of=Count("pk"),
        people=Count("person", distinct=True),
    )
    return Share(**found)


figure_sources.offer(
    FigureSource(
        "check_ins_written",
        _("Check-ins that were written"),
        _("Of the check-ins of the last four weeks, the share that was sent."),
        written,
    ),
    FigureSource(
        "good_weeks",
        _("Weeks that were good"),
        _("Of what people said in check-ins about their last four weeks, the share of 4 and 5."),
        good_weeks,
    ),
)
