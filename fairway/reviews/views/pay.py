"""Pay: the rounds one has a part in, the lines one plans or decides, one's own result."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fairway.foundation import reading
from fairway.foundation.paging import address, page_of
from fairway.foundation.text import csv_response
from fairway.foundation.viewers import Request
from fairway.reviews.actions import paying
from fairway.reviews.forms.pay import PayForm, PayStepForm
from fairway.reviews.models import PayLine, PayRound
from fairway.reviews.reading import pay as sheets
from fairway.reviews.views.sharing import somebody
from fairway.ui.saving import save
from fairway.ui.toasts import say

PAGE = "reviews.pay"


def find_round(request: Request, public_id: str, verb: str = "view") -> Any:
    rows = PayRound.objects.allowed(request.viewer, verb).select_related("cycle", "begun_by")
    rows = rows.with_may(
        request.viewer, "hold", "set_up", "discard", "lock", "publish", "import_pay", "export"
    )
    return get_object_or_404(rows, public_id=public_id)


def find_line(request: Request, public_id: str, verb: str = "view") -> Any:
    rows = PayLine.objects.allowed(request.viewer, verb)
    rows = rows.select_related("person", "profile", "unit", "round__cycle", "proposed_by")
    return get_object_or_404(rows.with_may(request.viewer, "plan", "decide"), public_id=public_id)


@require_safe
def pay(request: Request) -> HttpResponse:
    viewer = somebody(request)
    context = {
        "to_begin": sheets.to_begin(viewer),
        "rounds": sheets.rounds_of(viewer),
        "results": sheets.results_of(viewer),
    }
    return render(request, "reviews/pay/list.html", context)


@require_safe
def pay_round(request: Request, public_id: str) -> HttpResponse:
    """What the viewer sees of a round: budgets as far as they may, and their lines."""
    found, viewer = find_round(request, public_id), somebody(request)
    asked = {name: request.GET.get(name, "") for name in ("after", "before")}
    lines = sheets.lines_of(found, viewer)
    page = page_of(lines, order=sheets.ORDER, size=sheets.SIZE, **asked)
    context = {
        "round": found,
        "budgets": sheets.budgets_of(found, viewer),
        "rows": sheets.rows_of(found, page.rows),
        "previous": address(request.GET, before=page.before),
        "next": address(request.GET, after=page.after),
    }
    return render(request, "reviews/pay/round.html", context)


@require_safe
def pay_line(request: Request, public_id: str) -> HttpResponse:
    return _page(request, find_line(request, public_id))


@require_POST
def planning(request: Request, public_id: str) -> HttpResponse:
    found = find_line(request, public_id)
    form = PayForm(request.POST, currency=found.currency)
    if save(form, partial(paying.propose_pay, found, actor=somebody(request)), found, _held):
        say(request, _("Recommended. Whoever decides next finds it among their to-dos."))
        return redirect(found)
    return _page(request, find_line(request, public_id), plan=form)


@require_POST
def deciding(request: Request, public_id: str) -> HttpResponse:
    found = find_line(request, public_id)
    form = PayStepForm(request.POST)
    if save(form, partial(_decide, found, somebody(request)), found, _held):
        say(request, _("Decided."))
        return redirect(found)
    return _page(request, find_line(request, public_id), decide=form)


@require_safe
def result(request: Request, public_id: str) -> HttpResponse:
    """One's own, once the round is published."""
    rows = PayLine.objects.allowed(request.viewer, "hear").select_related("round__cycle")
    found = get_object_or_404(rows.select_related("profile"), public_id=public_id)
    context = {"line": found, "row": sheets.row_of(found, None)}
    return render(request, "reviews/pay/result.html", context)


@require_POST
def export(request: Request, public_id: str) -> HttpResponseBase:
    """A POST, for each time is put on record."""
    found, viewer = find_round(request, public_id, "export"), somebody(request)
    rows = list(sheets.payroll_rows(found, viewer))
    paying.note_export(found, actor=viewer, lines=len(rows))
    return csv_response(f"pay-{found.holds_from}", sheets.PAYROLL, rows)


def _decide(found: PayLine, actor: Any, *, decision: str, **typed: Any) -> PayLine:
    return paying.decide_pay(found, actor=actor, approve=decision == "approve", **typed)


def _held(_line: PayLine) -> dict[str, Any]:
    return {}


def _page(request: Request, found: Any, **typed: Any) -> HttpResponse:
    reading.note(request, found.person, PAGE)
    band = found.round.bands.filter(profile=found.profile_id).first()
    initial = {"version": found.version}
    row = sheets.row_of(found, band)
    forms = {
        "plan": PayForm(initial={**initial, "reason": row.reason}, currency=found.currency),
        "decide": PayStepForm(initial=initial),
        **typed,
    }
    context = {
        "line": found,
        "row": row,
        "band": sheets.band_in_words(band) if band else "",
        "steps": sheets.steps_of(found),
        "forms": forms,
        "typed": next(iter(typed.values()), None),
    }
    status = max((form.status for form in typed.values()), default=200)
    return render(request, "reviews/pay/line.html", context, status=status)
