"""Goals that many have alike: write one, see who would get it, propose it to them."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairway.foundation.once import repeatable
from fairway.foundation.viewers import Request
from fairway.goals.actions.assigning import assign_later
from fairway.goals.actions.templates import (
    add_template,
    archive_template,
    edit_template,
    meant_by_it,
    with_had,
)
from fairway.goals.forms.templates import AssignForm, TemplateForm
from fairway.goals.models import GoalTemplate
from fairway.goals.rules import brings_goals
from fairway.people.days import organisation_day
from fairway.strategy.models import Period
from fairway.ui.saving import save
from fairway.ui.toasts import say

SHOWN, COUNTED = 100, 1000


@require_safe
def templates(request: Request) -> HttpResponse:
    _must_bring_goals(request)
    found = GoalTemplate.objects.allowed(request.viewer).in_use().for_display()
    return render(request, "goals/reuse/templates.html", {"templates": found[:SHOWN]})


@repeatable
@require_http_methods(["GET", "HEAD", "POST"])
def new_template(request: Request) -> HttpResponse:
    _must_bring_goals(request)
    form = TemplateForm(request.POST or None, viewer=request.viewer)
    if request.method == "POST":
        made = save(form, lambda version=None, **typed: add_template(actor=request.viewer, **typed))
        if made:
            return redirect(made)
    return _form(request, form, _("New template"), reverse("goals:templates"))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, public_id: str) -> HttpResponse:
    found = _find(request, public_id, "edit")
    if request.method == "POST":
        form = TemplateForm(request.POST, viewer=request.viewer)
        if save(form, partial(edit_template, found, actor=request.viewer), row=found):
            return redirect(found)
    else:
        fields = ("title", "why", "results", "job_profile", "unit", "location", "every", "version")
        held = {name: getattr(found, name) for name in fields}
        form = TemplateForm(initial=held, viewer=request.viewer)
    return _form(request, form, _("Edit template"), found.get_absolute_url())


@require_safe
def template(request: Request, public_id: str) -> HttpResponse:
    """What it says, and below it who would get it in the period that is asked for."""
    found = _find(request, public_id)
    period = _period(request.GET.get("period", ""), found)
    form = AssignForm(initial={"period": period, "version": found.version})
    return _show(request, found, period, form)


@require_POST
def assignment(request: Request, public_id: str) -> HttpResponse:
    found = _find(request, public_id, "edit")
    form = AssignForm(request.POST)
    job = save(form, partial(assign_later, found, actor=request.viewer), row=found)
    if job:
        return redirect("foundation:job", job.public_id)
    return _show(request, found, _period(form.data.get("period", ""), found), form)


@require_POST
def archiving(request: Request, public_id: str) -> HttpResponse:
    archive_template(_find(request, public_id, "edit"), actor=request.viewer)
    say(request, _("Archived. Goals that came of it stay."))
    return redirect("goals:templates")


def _show(request: Request, found: GoalTemplate, period: Period | None, form: Any) -> HttpResponse:
    context: dict[str, Any] = {"template": found, "period": period, "form": form}
    if period:
        people = with_had(meant_by_it(found, request.viewer), found, period)
        context["people"] = people.for_display().order_by("had", "sort_name", "pk")[:SHOWN]
        context["waiting"] = people.filter(had=False)[:COUNTED].count()
        context["have"] = people.filter(had=True)[:COUNTED].count()
        context["more"] = max(0, context["waiting"] + context["have"] - SHOWN)
    return render(request, "goals/reuse/template.html", context, status=form.status)


def _form(request: Request, form: Any, title: str, back: str) -> HttpResponse:
    context = {"form": form, "title": title, "back": back}
    return render(request, "goals/reuse/template_form.html", context, status=form.status)


def _find(request: Request, public_id: str, verb: str = "view") -> GoalTemplate:
    rows = GoalTemplate.objects.allowed(request.viewer, verb).for_display()
    return get_object_or_404(rows, public_id=public_id)


def _period(public_id: str, found: GoalTemplate) -> Period | None:
    """The one that is asked for, or the one that runs now: of its kind, or the shortest."""
    periods = Period.objects.in_use().filter(closed_at=None)
    if public_id:
        return periods.filter(public_id=public_id).first()
    running = list(periods.around(organisation_day()))
    fitting = [one for one in running if one.kind == found.every] or running
    return min(fitting, key=lambda one: one.days, default=None)


def _must_bring_goals(request: Request) -> None:
    if not brings_goals(request.viewer):
        raise PermissionDenied
