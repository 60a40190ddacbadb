"""From a table to what roles need: read it, say what its columns hold, look through, write."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fairway.foundation.once import repeatable
from fairway.foundation.viewers import Request
from fairway.skills import rules
from fairway.skills.actions.importing import (
    apply_skills,
    discard_skills,
    map_columns,
    plan_import,
    stage_skills,
)
from fairway.skills.forms.importing import ApplyForm, ColumnsForm, TableForm
from fairway.skills.importing.plan import CHANGES, HERE, MISSING, NEW
from fairway.skills.models import SkillsImport
from fairway.skills.views.asking import must
from fairway.ui.parts import Step
from fairway.ui.saving import save
from fairway.ui.toasts import say

SHOWN, LATEST = 100, 10


@repeatable
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: Request) -> HttpResponse:
    must(rules.may_keep(request.viewer))
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        batch = save(form, lambda **_typed: stage_skills(form.table, actor=request.viewer))
        if batch:
            return redirect(batch)
    latest = SkillsImport.objects.allowed(request.viewer).defer("rows")[:LATEST]
    context = {"form": form, "imports": latest, "steps": _steps(0)}
    return render(request, "skills/importing/start.html", context, status=form.status)


@require_http_methods(["GET", "HEAD", "POST"])
def batch(request: Request, public_id: str) -> HttpResponse:
    found = _find(request, public_id)
    if found.state != SkillsImport.State.REVIEW:
        context = {"batch": found, "steps": _steps(2)}
        return render(request, "skills/importing/done.html", context)
    form = ColumnsForm(found, request.viewer, request.POST or None)
    keep = partial(map_columns, found, actor=request.viewer)
    if request.method == "POST" and save(form, keep, row=found, now=lambda _row: {}):
        return redirect(f"{found.get_absolute_url()}#preview")
    return _review(request, found, form, ApplyForm(initial={"version": found.version}))


@require_POST
def application(request: Request, public_id: str) -> HttpResponse:
    found = _find(request, public_id, "apply")
    form = ApplyForm(request.POST)
    act = partial(apply_skills, found, actor=request.viewer)
    if save(form, act, row=found, now=lambda _row: {}):
        say(request, _("It is here."))
        return redirect(found)
    return _review(request, found, ColumnsForm(found, request.viewer), form)


@require_POST
def discarding(request: Request, public_id: str) -> HttpResponse:
    discard_skills(_find(request, public_id, "apply"), actor=request.viewer)
    say(request, _("Discarded. Nothing was imported."))
    return redirect("skills:imports")


def _find(request: Request, public_id: str, verb: str = "view") -> SkillsImport:
    rows = SkillsImport.objects.allowed(request.viewer, verb)
    return get_object_or_404(rows, public_id=public_id)


def _review(request: Request, found: SkillsImport, form: Any, apply: Any) -> HttpResponse:
    plan = plan_import(found)
    kinds = {
        NEW: _("New role"),
        CHANGES: _("Changes"),
        HERE: _("Here already"),
        MISSING: _("Left out"),
    }
    counts = plan.counts
    roles = sorted(plan.roles.values(), key=lambda one: (list(kinds).index(one.state), one.line))
    context = {
        "batch": found,
        "form": form,
        "apply": apply,
        "counts": [(label, counts[kind]) for kind, label in kinds.items()],
        "skills": counts["skills"],
        "twice": counts["twice"],
        "left_out": counts["left_out"],
        "written": len(plan.written),
        "problems": plan.problems[:SHOWN],
        "more_problems": max(0, len(plan.problems) - SHOWN),
        "roles": [(one, kinds[one.state]) for one in roles[:SHOWN]],
        "more_roles": max(0, len(roles) - SHOWN),
        "steps": _steps(1),
    }
    status = max(form.status, apply.status)
    return render(request, "skills/importing/review.html", context, status=status)


def _steps(now: int) -> list[Step]:
    labels = (_("Table"), _("Look through"), _("Done"))
    return [
        Step(label, state="done" if at < now else "now" if at == now else "later")
        for at, label in enumerate(labels)
    ]
