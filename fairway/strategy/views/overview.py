from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fairway.foundation.viewers import Request
from fairway.people.days import organisation_day
from fairway.strategy.models import Mission, Period, StrategicPriority, Value
from fairway.strategy.rules import may_add_periods, may_add_strategy


@require_safe
def overview(request: Request) -> HttpResponse:
    """Where we are going, on one page."""
    viewer, today = request.viewer, organisation_day()
    periods = list(Period.objects.allowed(viewer).around(today))
    priorities = StrategicPriority.objects.allowed(viewer).in_use().filter(period__in=periods)
    context = {
        "mission": Mission.objects.allowed(viewer).current().first(),
        "priorities": priorities.for_display(),
        "year": next((one for one in periods if one.kind == Period.Kind.YEAR), None),
        "periods": with_progress(periods, today),
        "values": Value.objects.allowed(viewer).in_use(),
        "may_add": may_add_strategy(viewer),
        "may_add_periods": may_add_periods(viewer),
    }
    return render(request, "strategy/overview.html", context)


def with_progress(periods: list[Period], today) -> list[dict]:
    """Each with how many of its days have gone, longest first."""
    return [
        {
            "period": period,
            "gone": period.days_gone(today),
            "share": period.days_gone(today) / period.days,
        }
        for period in sorted(periods, key=lambda one: -one.days)
    ]
