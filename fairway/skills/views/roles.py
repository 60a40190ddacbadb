"""Roles and what is expected in them, for everybody to read and for HR to write."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import Case, F, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fairway.foundation import links
from fairway.foundation.paging import page_of
from fairway.foundation.viewers import Request
from fairway.people.models import JobProfile
from fairway.skills import rules
from fairway.skills.actions.expecting import write_expectation
from fairway.skills.forms.expecting import ExpectationForm, values_of
from fairway.skills.models import Edition
from fairway.skills.reading import edition_of, parts_of, skills_of
from fairway.skills.standing import unconfirmed_in
from fairway.skills.views.asking import find_role, neighbours, render_form
from fairway.ui.saving import save
from fairway.ui.toasts import say

SHOWS = "kpis.belongs_to"  # what ties a KPI to the role whose results it shows
LATEST = 20


@require_safe
def listing(request: Request) -> HttpResponse:
    """Roles in use, first those of which something is written; the others alone on demand."""
    unwritten = "unwritten" in request.GET
    rows = JobProfile.objects.allowed(request.viewer).filter(closed_on=None)
    if unwritten:
        rows = rows.filter(role_expectation=None)
    words = request.GET.get("q", "").strip()[:80]
    for word in words.split()[:6]:
        rows = rows.filter(title__icontains=word)
    page = page_of(
        rows.select_related("family").annotate(
            edition=F("role_expectation__version"),
            silent=Case(When(role_expectation=None, then=1), default=0),
        ),
        order=("silent", "title", "level", "pk"),
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    context = {
        "page": page,
        **neighbours(request, page),
        "q": words,
        "unwritten": unwritten,
        "may_keep": rules.may_keep(request.viewer),
    }
    return render(request, "skills/roles.html", context)


@require_safe
def role(request: Request, public_id: str) -> HttpResponse:
    profile = find_role(request, public_id)
    edition = edition_of(profile, request.viewer)
    context: dict[str, Any] = {"role": profile, "edition": edition}
    if edition:
        context |= _written(edition)
        context["editions"] = _editions(request, edition)
        if rules.may_keep(request.viewer):
            context["held_by"], context["agreed_by"] = unconfirmed_in(profile)
    return render(request, "skills/role.html", context)


@require_safe
def numbers(request: Request, public_id: str) -> HttpResponse:
    """The KPIs that show its results; pages ask for them once they are drawn."""
    profile = find_role(request, public_id)
    context = {"role": profile, "kpis": links.sources(profile, SHOWS, viewer=request.viewer)}
    template = "skills/_kpis.html" if request.htmx else "skills/numbers.html"
    return render(request, template, context)


@require_safe
def edition(request: Request, public_id: str) -> HttpResponse:
    """As it was: what somebody confirmed can be read for good."""
    rows = Edition.objects.allowed(request.viewer).with_skills()
    found = get_object_or_404(
        rows.select_related("expectation__profile", "written_by"), public_id=public_id
    )
    context = {"edition": found, "role": found.expectation.profile, **_written(found)}
    return render(request, "skills/edition.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, public_id: str) -> HttpResponse:
    profile = find_role(request, public_id, "set_expectation")
    before = edition_of(profile, request.viewer)
    data = request.POST or None
    form = ExpectationForm(profile, before, request.viewer, data)
    act = partial(write_expectation, profile, actor=request.viewer)
    row = before.expectation if before else None

    def now(_row: Any) -> dict[str, Any]:
        return values_of(edition_of(profile, request.viewer))

    if request.method == "POST" and (written := save(form, act, row=row, now=now)):
        say(request, _("Saved."))
        return redirect(written)
    return render_form(
        request,
        form,
        _("What is expected"),
        back=reverse("skills:role", args=[public_id]),
        lede=str(profile),
        template="skills/role_form.html",
    )


def _written(edition: Edition) -> dict[str, Any]:
    return {"parts": parts_of(edition), "skills": skills_of(edition)}


def _editions(request: Request, edition: Edition) -> list[Edition]:
    rows = Edition.objects.allowed(request.viewer).filter(expectation=edition.expectation_id)
    return list(rows.select_related("written_by")[:LATEST])
