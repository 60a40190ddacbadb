"""A call review, a shop visit: a few questions that make one value."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fairway.foundation.viewers import Request
from fairway.kpis.actions import scoring
from fairway.kpis.forms.scoring import ScoreForm, SheetForm
from fairway.kpis.models import Kpi, Sheet
from fairway.kpis.views.asking import find, render_form
from fairway.people.days import organisation_day
from fairway.ui.saving import save
from fairway.ui.toasts import say

LATELY = 10


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: Request, public_id: str) -> HttpResponse:
    kpi = find(request, public_id, verb="edit")
    form = SheetForm(request.POST or None, initial=_asked(kpi))
    act = partial(scoring.write_sheet, kpi, actor=request.viewer)
    if request.method == "POST" and save(form, act):
        say(request, _("The questions are ready. Score the first."))
        return redirect("kpis:score", kpi.public_id)
    lede = _("For calls that are listened to and shops that are visited. No name is asked for.")
    return render_form(request, form, _("Questions to score by"), back=kpi, lede=lede)


@require_http_methods(["GET", "HEAD", "POST"])
def score(request: Request, public_id: str) -> HttpResponse:
    kpi = find(request, public_id, verb="edit")
    one = getattr(kpi, "sheet", None)
    if one is None:
        raise Http404
    initial = {"on": organisation_day()}
    form = ScoreForm(request.POST or None, kpi=kpi, sheet=one, initial=initial)
    act = partial(scoring.score, kpi, actor=request.viewer)
    if request.method == "POST" and (row := save(form, act)):
        say(request, _("Scored: %(percent)s %%.") % {"percent": row.percent})
        return redirect(kpi)
    rows = kpi.scored.filter(removed_at=None).select_related("scored_by", "segment")
    return render_form(
        request,
        form,
        _("Score what you saw"),
        back=kpi,
        lede=kpi.name,
        template="kpis/score.html",
        kpi=kpi,
        lately=list(rows[:LATELY]),
    )


@require_POST
def remove(request: Request, public_id: str, scored_id: str) -> HttpResponse:
    kpi = find(request, public_id, verb="edit")
    row = get_object_or_404(kpi.scored.select_related("kpi", "segment"), public_id=scored_id)
    scoring.remove_scored(row, actor=request.viewer)
    say(request, _("It does not count any more."))
    return redirect("kpis:score", kpi.public_id)


def _asked(kpi: Kpi) -> dict[str, object]:
    one: Sheet | None = getattr(kpi, "sheet", None)
    return {"questions": "\n".join(one.questions), "best": one.best} if one else {}
