"""From an earlier period into another one: which goals, and where they begin."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from fairway.foundation.once import repeatable
from fairway.foundation.viewers import Request
from fairway.goals.actions.carrying import MOST, carry_over, to_carry, with_carried
from fairway.goals.forms.carrying import LAST, CarryForm
from fairway.goals.models import Goal, KeyResult
from fairway.goals.views.asking import must_be_somebody
from fairway.people.days import organisation_day
from fairway.strategy.models import Period
from fairway.ui.saving import REFUSED, save
from fairway.ui.toasts import say, warn

PERIODS = 12


@repeatable
@require_http_methods(["GET", "HEAD", "POST"])
def carrying(request: Request) -> HttpResponse:
    must_be_somebody(request.viewer)
    periods = list(Period.objects.in_use().filter(starts_on__lte=organisation_day())[:PERIODS])
    period = _chosen(request, periods)
    into = _next(period)
    goals = to_carry(request.viewer, period) if period else Goal.objects.none()
    form = CarryForm(goals, period, request.POST or None, initial={"to": into})
    if request.method == "POST" and period:
        made = save(form, lambda **typed: _carry(request, period, **typed))
        if made is not None:
            _tell(request, made)
            return redirect(f"{request.path}?from={period.public_id}")
    listed = with_carried(goals, into) if into else goals
    context = {
        "form": form,
        "periods": periods,
        "period": period,
        "into": into,
        "goals": _shown(listed),
        "chosen": form.data.getlist("goals") if form.is_bound else None,
    }
    status = REFUSED if request.method == "POST" and period is None else form.status
    return render(request, "goals/reuse/carrying.html", context, status=status)


def _carry(request: Request, period: Period, **typed: Any) -> list[Goal]:
    return carry_over(
        typed["goals"],
        actor=request.viewer,
        to=typed["to"],
        from_period=period,
        start_from_last=typed["begins"] == LAST,
    )


def _shown(goals: Any) -> list[Goal]:
    results = KeyResult.objects.in_use()
    rows = goals.for_display().prefetch_related(Prefetch("results", results, to_attr="listed"))
    return list(rows.order_by("pk")[:MOST])


def _chosen(request: Request, periods: list[Period]) -> Period | None:
    """The one that is asked for, or the last one that is over, of the shortest kind."""
    wanted = request.GET.get("from", "")
    today = organisation_day()
    over = [one for one in periods if one.until_on <= today]
    found = next((one for one in periods if one.public_id == wanted), None)
    return found or min(
        over or periods, key=lambda one: (-one.until_on.toordinal(), one.days), default=None
    )


def _next(period: Period | None) -> Period | None:
    """The period of the same kind that comes after it."""
    if period is None:
        return None
    later = Period.objects.in_use().filter(closed_at=None, starts_on__gte=period.until_on)
    return later.filter(kind=period.kind).order_by("starts_on").first()


def _tell(request: Request, made: list[Goal]) -> None:
    if not made:
        warn(request, _("All of these were copied before. Nothing was made."))
        return
    words = ngettext(
        "%(n)s goal was copied. It is a draft until you propose it.",
        "%(n)s goals were copied. They are drafts until you propose them.",
        len(made),
    )
    say(request, words % {"n": len(made)})
