"""All KPIs one may see, as cards."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from fairway.foundation.paging import address, count_of, page_of
from fairway.foundation.viewers import Request
from fairway.kpis.cards import cards_of
from fairway.kpis.forms.defining import ListForm
from fairway.kpis.models import Kpi, Signal
from fairway.kpis.rules import may_add
from fairway.people.days import organisation_day
from fairway.people.models import UnitChain

ORDER = ("name", "pk")
SIZE, FEW = 24, 3


@require_safe
def listing(request: Request) -> HttpResponse:
    form = ListForm(request.GET, viewer=request.viewer)
    rows = asked_for(Kpi.objects.allowed(request.viewer), form, request.viewer)
    number, more = count_of(rows)
    page = page_of(
        rows.for_cards(),
        order=ORDER,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
        size=SIZE,
    )
    context = {
        "form": form,
        "cards": cards_of(list(page), organisation_day()),
        "count": in_words(number, more),
        "next": address(request.GET, after=page.after),
        "previous": address(request.GET, before=page.before),
        "filtered": any(request.GET.get(name) for name in form.fields),
        "may_add": may_add(request.viewer),
    }
    return render(request, "kpis/listing.html", context)


@require_safe
def mine(request: Request) -> HttpResponse:
    """A few of one's own, for Home."""
    rows = Kpi.objects.allowed(request.viewer).in_use().filter(owner=request.viewer)
    some = list(rows.for_cards()[:FEW])
    context = {"cards": cards_of(some, organisation_day())}
    return render(request, "kpis/_mine.html" if request.htmx else "kpis/mine.html", context)


def asked_for(rows: QuerySet[Kpi], form: ListForm, viewer: Any) -> QuerySet[Kpi]:
    form.is_valid()
    asked = form.cleaned_data
    show = asked.get("show", "")
    rows = rows.exclude(archived_at=None) if show == "archived" else rows.filter(archived_at=None)
    if asked.get("q"):
        rows = rows.filter(name__icontains=asked["q"])
    if asked.get("unit"):
        below = UnitChain.objects.filter(above=asked["unit"]).values("below")
        rows = rows.filter(unit__in=below)
    if asked.get("priority"):
        rows = rows.filter(priority=asked["priority"])
    if show == "mine":
        rows = rows.filter(owner=viewer)
    if show == "vanity":
        rows = rows.filter(response="")
    if show == "signals":
        rows = rows.filter(Exists(Signal.objects.waiting().filter(kpi=OuterRef("pk"))))
    return rows


def in_words(number: int, more: bool) -> str:
    words = ngettext("%(number)s KPI", "%(number)s KPIs", number)
    return words % {"number": f"{number:,}+" if more else f"{number:,}"}
