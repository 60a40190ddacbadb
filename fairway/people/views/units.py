"""The units: everybody sees the tree, HR keeps it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairway.foundation.viewers import Request
from fairway.people.actions.units import close_unit, create_unit, edit_unit, merge_units
from fairway.people.days import organisation_day
from fairway.people.forms.organisation import MergeForm, NewUnitForm, UnitForm
from fairway.people.models import AvailabilityNorm, OrgUnit
from fairway.people.unit_tree import branch_of, right_in, top, totals, trail_to
from fairway.people.views.acting import attempt, show_form, told
from fairway.people.views.tabs import organisation_tabs
from fairway.ui.toasts import say

FORM = ["GET", "HEAD", "POST"]
VERBS = ("edit", "set_norm")


@require_safe
def units(request: Request) -> HttpResponse:
    root = top()
    branches = branch_of(root) if root else []
    may_add = OrgUnit.objects.allowed(request.viewer, "edit").exists()
    context = {
        "root": root,
        "branches": branches,
        "everybody": totals().get(root.pk, 0) if root else 0,
        "may_add": may_add,
        "may_found": root is None,
        "organisation_tabs": organisation_tabs("people:units"),
    }
    return render(request, "people/units.html", context)


@require_safe
def unit_branch(request: Request, public_id: str) -> HttpResponse:
    """The units right below one, as a fragment; without JavaScript its page."""
    unit = get_object_or_404(OrgUnit.objects.allowed(request.viewer), public_id=public_id)
    if not request.htmx:
        return redirect("people:unit", unit.public_id)
    return render(request, "people/_unit_branches.html", {"branches": branch_of(unit)})


@require_safe
def unit(request: Request, public_id: str) -> HttpResponse:
    unit = _find(request, public_id)
    context = {
        "unit": unit,
        "crumbs": crumbs_to(unit),
        "branches": branch_of(unit),
        "people": right_in(unit),
        "norm": AvailabilityNorm.objects.filter(unit=unit, job_profile=None)
        .select_related("unit")
        .first(),
    }
    return render(request, "people/unit.html", context)


def crumbs_to(unit: OrgUnit) -> list[dict[str, Any]]:
    above = [
        {"label": one.name, "href": reverse("people:unit", args=[one.public_id])}
        for one in trail_to(unit)
    ]
    return [{"label": _("Units"), "href": reverse("people:units")}, *above]


@require_http_methods(FORM)
def new_unit(request: Request) -> HttpResponse:
    keeps = OrgUnit.objects.allowed(request.viewer, "edit")
    wanted = request.GET.get("parent", "")
    parent = keeps.filter(public_id=wanted).select_related("parent").first()
    if top() is not None and not keeps.exists():
        raise PermissionDenied
    form_class = NewUnitForm if top() is not None else UnitForm
    form = form_class(request.POST or None, viewer=request.viewer, initial={"parent": parent})

    def act() -> OrgUnit:
        said = {"parent": None, **form.cleaned_data}
        said.pop("version")
        return create_unit(said.pop("name"), actor=request.viewer, **said)

    done, status = attempt(form, act) if request.method == "POST" else (None, 200)
    if done:
        say(request, _("The unit is there."))
        return redirect("people:unit", done.public_id)
    return show_form(request, "people/unit_form.html", form, status, unit=None)


@require_http_methods(FORM)
def unit_edit(request: Request, public_id: str) -> HttpResponse:
    unit = _find(request, public_id, "edit")
    initial = {name: getattr(unit, name) for name in ("name", "code", "leader", "version")}
    form = UnitForm(request.POST or None, viewer=request.viewer, initial=initial)
    done, status = (
        attempt(form, lambda: edit_unit(unit, actor=request.viewer, **form.cleaned_data), unit)
        if request.method == "POST"
        else (None, 200)
    )
    if done:
        say(request, _("Saved."))
        return redirect("people:unit", done.public_id)
    return show_form(request, "people/unit_form.html", form, status, unit=unit)


@require_http_methods(FORM)
def unit_merge(request: Request, public_id: str) -> HttpResponse:
    unit = _find(request, public_id, "edit")
    initial = {"valid_from": organisation_day()}
    form = MergeForm(request.POST or None, viewer=request.viewer, initial=initial)
    done, status = (
        attempt(form, lambda: merge_units(unit, actor=request.viewer, **form.cleaned_data))
        if request.method == "POST"
        else (None, 200)
    )
    if done:
        say(request, _("%(unit)s is part of %(into)s now.") % {"unit": unit, "into": done})
        return redirect("people:unit", done.public_id)
    return show_form(request, "people/unit_merge.html", form, status, unit=unit)


@require_POST
def unit_closure(request: Request, public_id: str) -> HttpResponse:
    unit = _find(request, public_id, "edit")
    if told(request, lambda: close_unit(unit, actor=request.viewer), _("The unit is closed.")):
        return redirect("people:units")
    return redirect("people:unit", unit.public_id)


def _find(request: Request, public_id: str, verb: str = "view") -> OrgUnit:
    found = OrgUnit.objects.allowed(request.viewer, verb).with_may(request.viewer, *VERBS)
    return get_object_or_404(
        found.select_related("parent", "leader", "merged_into"), public_id=public_id
    )
