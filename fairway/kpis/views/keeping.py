"""Defining a KPI, and what stands around its values."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fairway.foundation.viewers import Request
from fairway.kpis.actions import around, defining
from fairway.kpis.actions.judging import answer_signal
from fairway.kpis.forms.defining import (
    AnnotationForm,
    AnswerForm,
    BaselineForm,
    KpiForm,
    SegmentForm,
    TargetForm,
)
from fairway.kpis.library import sample_called
from fairway.kpis.models import Kpi, KpiTarget, Signal
from fairway.kpis.rules import may_add
from fairway.kpis.views.asking import find, must, render_form
from fairway.people.days import organisation_day
from fairway.ui.saving import held, save
from fairway.ui.toasts import say, say_archived

FORM = "kpis/kpi_form.html"


@require_http_methods(["GET", "HEAD", "POST"])
def create(request: Request) -> HttpResponse:
    must(may_add(request.viewer))
    unit = request.viewer.assignment.unit if request.viewer.assignment else None
    sample = sample_called(request.GET.get("from", ""))
    initial = {"owner": request.viewer, "unit": unit, **(sample.initial() if sample else {})}
    form = KpiForm(request.POST or None, viewer=request.viewer, initial=initial)
    if request.method == "POST" and (kpi := save(form, partial(_add, request))):
        say(request, _("KPI added. Record its first value."))
        return redirect(kpi)
    lede = _(
        "Four short questions keep out numbers that nobody will act on. None has to be answered."
    )
    return render_form(
        request,
        form,
        _("New KPI"),
        back="kpis:listing",
        lede=lede,
        template=FORM,
        save=_("Add KPI"),
        library=sample is None,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, public_id: str) -> HttpResponse:
    kpi = find(request, public_id, verb="edit")
    form = KpiForm(request.POST or None, viewer=request.viewer, initial=held(KpiForm, kpi))
    act = partial(defining.edit_kpi, kpi, actor=request.viewer)
    if request.method == "POST" and save(form, act, row=kpi):
        say(request, _("Saved."))
        return redirect(kpi)
    return render_form(request, form, _("Edit KPI"), back=kpi, template=FORM)


@require_POST
def archive(request: Request, public_id: str) -> HttpResponse:
    kpi = defining.archive_kpi(find(request, public_id), actor=request.viewer)
    say_archived(request, kpi, "kpis:restore")
    return redirect("kpis:listing")


@require_POST
def restore(request: Request, public_id: str) -> HttpResponse:
    kpi = defining.restore_kpi(find(request, public_id), actor=request.viewer)
    say(request, _("“%(name)s” is back.") % {"name": kpi})
    return redirect(kpi)


@require_http_methods(["GET", "HEAD", "POST"])
def target(request: Request, public_id: str) -> HttpResponse:
    kpi = find(request, public_id, verb="edit")
    form = TargetForm(request.POST or None, kpi=kpi)
    if request.method == "POST" and save(
        form, partial(around.set_target, kpi, actor=request.viewer)
    ):
        say(request, _("The target is set."))
        return redirect(kpi)
    return render_form(request, form, _("Set a target"), back=kpi, lede=kpi.name)


@require_POST
def remove_target(request: Request, public_id: str, target_id: str) -> HttpResponse:
    kpi = find(request, public_id)
    one = get_object_or_404(KpiTarget, kpi=kpi, public_id=target_id)
    around.remove_target(one, actor=request.viewer)
    say(request, _("The target is gone."))
    return redirect(kpi)


@require_http_methods(["GET", "HEAD", "POST"])
def annotate(request: Request, public_id: str) -> HttpResponse:
    kpi = find(request, public_id, verb="edit")
    form = AnnotationForm(request.POST or None, initial={"on": organisation_day()})
    if request.method == "POST" and save(form, partial(around.annotate, kpi, actor=request.viewer)):
        say(request, _("The note stands on the chart."))
        return redirect(kpi)
    return render_form(request, form, _("Note what happened"), back=kpi, lede=kpi.name)


@require_POST
def remove_annotation(request: Request, public_id: str, note_id: str) -> HttpResponse:
    kpi = find(request, public_id)
    note = get_object_or_404(kpi.annotations, public_id=note_id)
    around.remove_annotation(note, actor=request.viewer)
    undo = reverse("kpis:keep_note", args=[public_id, note_id])
    say(request, _("The note is taken away."), undo=undo)
    return redirect(kpi)


@require_POST
def keep_annotation(request: Request, public_id: str, note_id: str) -> HttpResponse:
    kpi = find(request, public_id)
    around.keep_annotation(
        get_object_or_404(kpi.annotations, public_id=note_id), actor=request.viewer
    )
    say(request, _("The note is back."))
    return redirect(kpi)


@require_http_methods(["GET", "HEAD", "POST"])
def segment(request: Request, public_id: str) -> HttpResponse:
    kpi = find(request, public_id, verb="edit")
    form = SegmentForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST" and save(
        form, partial(around.add_segment, kpi, actor=request.viewer)
    ):
        say(request, _("It can be measured for this part too."))
        return redirect(kpi)
    lede = _(
        "A part has values, limits and signals of its own. Everybody who sees the KPI sees it."
    )
    return render_form(request, form, _("Measure a part"), back=kpi, lede=lede)


@require_http_methods(["GET", "HEAD", "POST"])
def usual(request: Request, public_id: str) -> HttpResponse:
    """From which days limits are learnt, such as those since a shift that is there to stay."""
    kpi = find(request, public_id, verb="edit")
    form = BaselineForm(request.POST or None, initial=_days_of_baseline(kpi, request))
    if request.method == "POST" and save(form, partial(_hold, request, kpi)):
        say(request, _("From now on this is what is usual."))
        return redirect(kpi)
    lede = _(
        "Limits are learnt from these days and then held, so that what comes later can be compared "
        "with them. Choose days after a change that is there to stay."
    )
    return render_form(request, form, _("What is usual"), back=kpi, lede=lede)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Request, public_id: str, signal_id: str) -> HttpResponse:
    kpi = find(request, public_id, verb="edit")
    rows = kpi.signals.select_related("kpi", "segment")
    signal = get_object_or_404(rows, public_id=signal_id)
    form = AnswerForm(request.POST or None, initial={"state": Signal.State.ACKNOWLEDGED})
    if request.method == "POST" and save(
        form, partial(answer_signal, signal, actor=request.viewer)
    ):
        say(request, _("Thank you. The answer stands beside the signal."))
        return redirect(kpi)
    return render_form(
        request,
        form,
        _("Answer a signal"),
        back=kpi,
        template="kpis/answer.html",
        kpi=kpi,
        signal=signal,
    )


def _add(request: Request, *, version: int | None, **typed: Any) -> Kpi:
    return defining.add_kpi(actor=request.viewer, **typed)


def _hold(request: Request, kpi: Kpi, *, baseline_from: Any, last_day: Any) -> Kpi:
    return defining.hold_baseline(
        kpi,
        actor=request.viewer,
        baseline_from=baseline_from,
        baseline_until=last_day + timedelta(days=1),
    )


def _days_of_baseline(kpi: Kpi, request: Request) -> dict[str, Any]:
    if request.GET.get("from"):
        return {"baseline_from": request.GET["from"][:10], "last_day": organisation_day()}
    last = kpi.baseline_until - timedelta(days=1) if kpi.baseline_until else None
    return {"baseline_from": kpi.baseline_from, "last_day": last}
