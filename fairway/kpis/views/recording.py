"""Values come in: one by one, or many pasted and uploaded with a look at them first."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from fairway.foundation.viewers import Request
from fairway.kpis import saying
from fairway.kpis.actions import observing
from fairway.kpis.calendar import Cadence
from fairway.kpis.forms.defining import ValueForm, last_full
from fairway.kpis.importing import ManyForm, read_many
from fairway.kpis.models import Kpi, Observation
from fairway.kpis.views.asking import find, render_form
from fairway.people.days import organisation_day
from fairway.ui.saving import REFUSED, save
from fairway.ui.toasts import say

SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request, public_id: str) -> HttpResponse:
    kpi = find(request, public_id, verb="edit")
    initial = {"day": last_full(kpi, organisation_day()), "segment": request.GET.get("part")}
    form = ValueForm(request.POST or None, kpi=kpi, viewer=request.viewer, initial=initial)
    if request.method == "POST" and (row := save(form, partial(_record, request, kpi))):
        say(request, _recorded(kpi, row))
        part = f"?part={row.segment.public_id}" if row.segment else ""
        return redirect(f"{kpi.get_absolute_url()}{part}")
    return render_form(
        request,
        form,
        _("Add a value"),
        back=kpi,
        lede=kpi.name,
        template="kpis/value.html",
        kpi=kpi,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def add_many(request: Request, public_id: str) -> HttpResponse:
    """First what was understood, with what was not; then, on a second word, all of it at once."""
    kpi = find(request, public_id, verb="edit")
    form = ManyForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"kpi": kpi}
    if request.method == "POST" and form.is_valid():
        found = read_many(kpi, form.pasted, form.cleaned_data["decimal"])
        if "apply" in request.POST and found.values:
            source = Observation.Source.PASTE
            taken = observing.record_values(
                kpi, found.prepared(request.viewer), actor=request.viewer, source=source
            )
            say(request, _taken(taken, len(found.problems)))
            return redirect(kpi)
        form = form.again()
        form.status = REFUSED if found.problems else form.status
        context |= {
            "found": found,
            "preview": _preview(kpi, found),
            "left": len(found.values) - SHOWN,
        }
    elif request.method == "POST":
        form.status = REFUSED
    return render_form(
        request,
        form,
        _("Add many values"),
        back=kpi,
        lede=kpi.name,
        template="kpis/many.html",
        **context,
    )


def _preview(kpi: Kpi, found: Any) -> list[tuple[str, str, str, str]]:
    return [
        (saying.stretch_words(kpi, kpi.start_of(one.day)), kpi.say(one.units), one.part, one.note)
        for one in found.values[:SHOWN]
    ]


def _record(request: Request, kpi: Kpi, *, value: int, **typed: Any) -> Observation:
    return observing.record_value(kpi, actor=request.viewer, units=value, **typed)


def _recorded(kpi: Kpi, row: Observation) -> str:
    facts = {"value": kpi.say(row.value), "when": saying.stretch_words(kpi, row.starts_on)}
    said = _("%(when)s: %(value)s.") % facts
    late = Cadence(kpi.cadence).next(row.starts_on) < last_full(kpi, organisation_day())
    more = _("It is of an earlier time; limits and signals are worked out anew.") if late else ""
    return f"{said} {more}".strip()


def _taken(taken: observing.Taken, problems: int) -> str:
    parts = [
        ngettext("%(n)s value added", "%(n)s values added", taken.added) % {"n": taken.added},
        ngettext("%(n)s corrected", "%(n)s corrected", taken.corrected) % {"n": taken.corrected},
        ngettext("%(n)s as before", "%(n)s as before", taken.unchanged) % {"n": taken.unchanged},
    ]
    if problems:
        left = ngettext("%(n)s row left out", "%(n)s rows left out", problems) % {"n": problems}
        parts.append(left)
    return ", ".join(parts) + "."
