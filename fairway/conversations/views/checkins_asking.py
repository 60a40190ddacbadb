"""One's own hour, the rhythms of units, the questions, and how many were written."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairway.conversations.actions.checkins_asking import (
    archive_template,
    drop_rhythm,
    forget_hour,
    save_template,
    set_hour,
    set_rhythm,
)
from fairway.conversations.checkins_standard import standard_questions
from fairway.conversations.forms.checkins_asking import (
    HourForm,
    RhythmForm,
    TemplateForm,
    rhythm_now,
)
from fairway.conversations.models import CheckInHour, CheckInRhythm, CheckInTemplate
from fairway.conversations.reading.checkins_teams import figures_for, rhythms_for
from fairway.conversations.rules.checkins import may_keep_templates
from fairway.conversations.views.checkins import FORM, must_be_somebody
from fairway.foundation.refusal import Refusal
from fairway.foundation.viewers import Request
from fairway.people.models import OrgUnit
from fairway.ui.saving import save
from fairway.ui.toasts import say, warn


@require_http_methods(FORM)
def hour(request: Request) -> HttpResponse:
    """When one's own check-in opens."""
    must_be_somebody(request.viewer)
    known = CheckInHour.objects.filter(person=request.viewer).first()
    form = HourForm.of_person(known, request.POST or None)

    def act(**typed: Any) -> CheckInHour:
        return set_hour(request.viewer, actor=request.viewer, **typed)

    if request.method == "POST" and "forget" in request.POST:
        forget_hour(request.viewer, actor=request.viewer)
        say(request, _("It opens when your team's does, by your own clock."))
        return redirect("conversations:check_ins")
    if request.method == "POST" and save(form, act):
        say(request, _("From now on it opens then, by your own clock."))
        return redirect("conversations:check_ins")
    context = {"form": form, "known": known}
    return render(request, "conversations/checkins/hour.html", context, status=form.status)


@require_safe
def rhythms(request: Request) -> HttpResponse:
    """How often the units write that one leads or partners, and how many did."""
    must_be_somebody(request.viewer)
    context = {
        "rhythms": rhythms_for(request.viewer),
        "figures": figures_for(request.viewer),
        "may_keep": may_keep_templates(request.viewer),
    }
    return render(request, "conversations/checkins/rhythms.html", context)


@require_http_methods(FORM)
def rhythm(request: Request, public_id: str) -> HttpResponse:
    unit = _unit(request, public_id)
    known = CheckInRhythm.objects.filter(unit=unit).select_related("template").first()
    form = RhythmForm(request.POST or None, rhythm=known)

    def act(**typed: Any) -> CheckInRhythm:
        return set_rhythm(unit, actor=request.viewer, **typed)

    if request.method == "POST" and save(form, act, row=known, now=rhythm_now):
        say(request, _("From now on check-ins of this unit open by it."))
        return redirect("conversations:check_in_rhythms")
    context = {"form": form, "unit": unit, "known": known}
    return render(request, "conversations/checkins/rhythm.html", context, status=form.status)


@require_POST
def rhythm_dropping(request: Request, public_id: str) -> HttpResponse:
    drop_rhythm(_unit(request, public_id), actor=request.viewer)
    say(request, _("The unit goes by the one above it again."))
    return redirect("conversations:check_in_rhythms")


@require_safe
def templates(request: Request) -> HttpResponse:
    must_be_somebody(request.viewer)
    rows = CheckInTemplate.objects.allowed(request.viewer).in_use().order_by("name", "pk")
    context = {"templates": rows[:100], "may_keep": may_keep_templates(request.viewer)}
    return render(request, "conversations/checkins/templates.html", context)


@require_safe
def template(request: Request, public_id: str) -> HttpResponse:
    """What is asked, and of how somebody is, who reads it: open to everybody."""
    rows = CheckInTemplate.objects.allowed(request.viewer).with_may(request.viewer, "edit")
    found: Any = get_object_or_404(rows, public_id=public_id)
    questions = found.questions.in_use()
    context = {"template": found, "questions": questions}
    return render(request, "conversations/checkins/template.html", context)


@require_http_methods(FORM)
def new_template(request: Request) -> HttpResponse:
    if not may_keep_templates(request.viewer):
        raise PermissionDenied
    return _write(request, None, standard_questions())


@require_http_methods(FORM)
def edit_template(request: Request, public_id: str) -> HttpResponse:
    rows = CheckInTemplate.objects.allowed(request.viewer, "edit")
    found = get_object_or_404(rows, public_id=public_id)
    return _write(request, found, list(found.questions.in_use()))


@require_POST
def template_archiving(request: Request, public_id: str) -> HttpResponse:
    rows = CheckInTemplate.objects.allowed(request.viewer, "edit")
    found = get_object_or_404(rows, public_id=public_id)
    try:
        archive_template(found, actor=request.viewer)
    except Refusal as refusal:
        warn(request, str(refusal))
        return redirect(found)
    say(request, _("Archived. What was answered stays readable."))
    return redirect("conversations:check_in_templates")


def _write(request: Request, found: CheckInTemplate | None, begun: list[Any]) -> HttpResponse:
    form = TemplateForm(request.POST or None, template=found, begun=begun)

    def act(name: str, version: int | None, **_typed: Any) -> CheckInTemplate:
        questions = form.questions()
        return save_template(
            found, actor=request.viewer, name=name, questions=questions, version=version
        )

    if request.method == "POST" and (
        saved := save(form, act, row=found, now=lambda row: {"name": row.name})
    ):
        say(request, _("Saved. Check-ins that are open keep asking what they asked."))
        return redirect(saved)
    back = resolve_url(found or "conversations:check_in_templates")
    context = {"form": form, "back": back}
    return render(request, "conversations/checkins/template_form.html", context, status=form.status)


def _unit(request: Request, public_id: str) -> OrgUnit:
    rows = OrgUnit.objects.allowed(request.viewer, "set_check_ins")
    return get_object_or_404(rows, public_id=public_id)
