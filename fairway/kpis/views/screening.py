"""Does a KPI earn its place? Asked of whoever keeps it, shown to everybody who sees it."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fairway.foundation.viewers import Request
from fairway.kpis.actions.screening import screen_kpi
from fairway.kpis.forms.screening import ScreenForm
from fairway.kpis.judging import load
from fairway.kpis.screening import on_record, result_of
from fairway.kpis.views.asking import find, render_form
from fairway.ui.saving import save
from fairway.ui.toasts import say

BEFORE = 5


@require_http_methods(["GET", "HEAD", "POST"])
def screen(request: Request, public_id: str) -> HttpResponse:
    kpi = find(request, public_id, verb="edit")
    form = ScreenForm(
        request.POST or None,
        records=on_record(kpi, load(kpi), request.viewer),
        initial=kpi.screening.answers if kpi.screening else None,
    )
    act = partial(screen_kpi, kpi, actor=request.viewer)
    if request.method == "POST" and (row := save(form, act)):
        say(request, result_of(row).title)
        return redirect(kpi)
    rows = kpi.screenings.select_related("author")[:BEFORE]
    return render_form(
        request,
        form,
        _("Does it earn its place?"),
        back=kpi,
        lede=kpi.name,
        template="kpis/screen.html",
        save=_("Keep the answers"),
        kpi=kpi,
        before=[(one, result_of(one)) for one in rows],
    )
