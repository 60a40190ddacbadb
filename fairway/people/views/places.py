"""Lists that people leads keep: locations, roles of work, employers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairway.foundation.paging import count_of, page_of
from fairway.foundation.viewers import Request
from fairway.people.actions.places import (
    close_location,
    create_location,
    edit_location,
    save_employer,
)
from fairway.people.actions.profiles import close_profile, save_family, save_profile
from fairway.people.forms.fields import VersionedForm
from fairway.people.forms.organisation import EmployerForm, FamilyForm, JobForm, LocationForm
from fairway.people.models import Employer, JobFamily, JobProfile, Location
from fairway.people.rules import may_lead
from fairway.people.views.acting import attempt, show_form, told
from fairway.people.views.directory import address
from fairway.people.views.tabs import organisation_tabs
from fairway.ui.toasts import say

FORM = ["GET", "HEAD", "POST"]


@dataclass(frozen=True)
class Kept:
    """How one kind is spoken of, where its list stands, and what closes one."""

    list: Any
    new: Any
    url_name: str
    closes: str = ""


LOCATION = Kept(_l("Locations"), _l("Add a location"), "people:places", "people:place_closure")
ROLE = Kept(_l("Roles"), _l("Add a role"), "people:jobs", "people:job_closure")
FAMILY = Kept(_l("Roles"), _l("Add a family of work"), "people:jobs")
EMPLOYER = Kept(_l("Employers"), _l("Add an employer"), "people:employers")


@require_safe
def places(request: Request) -> HttpResponse:
    rows = Location.objects.allowed(request.viewer).filter(closed_on=None)
    number, more = count_of(rows)
    words = ngettext("%(n)s location", "%(n)s locations", number) % {"n": _at_least(number, more)}
    return _list(request, "people/places.html", rows, ("name", "pk"), count=words)


@require_safe
def jobs(request: Request) -> HttpResponse:
    rows = JobProfile.objects.allowed(request.viewer).filter(closed_on=None)
    number, more = count_of(rows)
    words = ngettext("%(n)s role", "%(n)s roles", number) % {"n": _at_least(number, more)}
    return _list(
        request,
        "people/jobs.html",
        rows.with_may(request.viewer, "set_norm").select_related("family"),
        ("title", "level", "pk"),
        count=words,
    )


@require_safe
def employers(request: Request) -> HttpResponse:
    rows = Employer.objects.allowed(request.viewer)
    number, more = count_of(rows)
    words = ngettext("%(n)s employer", "%(n)s employers", number) % {"n": _at_least(number, more)}
    return _list(request, "people/employers.html", rows, ("name", "pk"), count=words)


@require_http_methods(FORM)
def place(request: Request, public_id: str = "") -> HttpResponse:
    found = _one(request, Location, public_id)

    def save(said: dict[str, Any]) -> Location:
        if found is None:
            said.pop("version")
            return create_location(said.pop("name"), actor=request.viewer, **said)
        return edit_location(found, actor=request.viewer, **said)

    names = ("name", "country", "subdivision", "time_zone", "is_remote", "version")
    return _edit(request, LOCATION, LocationForm, found, names, save)


@require_http_methods(FORM)
def job(request: Request, public_id: str = "") -> HttpResponse:
    found = _one(request, JobProfile, public_id)

    def save(said: dict[str, Any]) -> JobProfile:
        return save_profile(found, actor=request.viewer, **said)

    names = ("title", "level", "version")
    more = {"family": found.family.public_id} if found and found.family else {}
    return _edit(request, ROLE, JobForm, found, names, save, more)


@require_http_methods(FORM)
def family(request: Request, public_id: str = "") -> HttpResponse:
    found = _one(request, JobFamily, public_id)

    def save(said: dict[str, Any]) -> JobFamily:
        return save_family(found, actor=request.viewer, **said)

    return _edit(request, FAMILY, FamilyForm, found, ("name", "version"), save)


@require_http_methods(FORM)
def employer(request: Request, public_id: str = "") -> HttpResponse:
    found = _one(request, Employer, public_id)

    def save(said: dict[str, Any]) -> Employer:
        return save_employer(found, actor=request.viewer, **said)

    names = ("name", "kind", "country", "version")
    return _edit(request, EMPLOYER, EmployerForm, found, names, save)


@require_POST
def place_closure(request: Request, public_id: str) -> HttpResponse:
    found = get_object_or_404(Location.objects.allowed(request.viewer, "edit"), public_id=public_id)
    if told(request, lambda: close_location(found, actor=request.viewer), _("It is closed.")):
        return redirect("people:places")
    return redirect("people:place", found.public_id)


@require_POST
def job_closure(request: Request, public_id: str) -> HttpResponse:
    found = get_object_or_404(
        JobProfile.objects.allowed(request.viewer, "edit"), public_id=public_id
    )
    if told(request, lambda: close_profile(found, actor=request.viewer), _("It is closed.")):
        return redirect("people:jobs")
    return redirect("people:job", found.public_id)


def _list(
    request: Request, template: str, rows: Any, order: tuple[str, ...], **more: Any
) -> HttpResponse:
    page = page_of(
        rows,
        order=order,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    context = {
        "page": page,
        "next": address(request.GET, after=page.after),
        "previous": address(request.GET, before=page.before),
        "may_edit": may_lead(request.viewer),
        "organisation_tabs": organisation_tabs(f"people:{request.resolver_match.url_name}"),
        **more,
    }
    return render(request, template, context)


def _at_least(number: int, more: bool) -> str:
    return f"{number:,}{'+' if more else ''}"


def _one(request: Request, model: type[Model], public_id: str) -> Any:
    """The one to edit, or None for a new one; only for people leads."""
    if not public_id:
        if not may_lead(request.viewer):
            raise Http404
        return None
    rows = model._default_manager.all().allowed(request.viewer, "edit")  # type: ignore[attr-defined]
    return get_object_or_404(rows, public_id=public_id)


def _edit(
    request: Request,
    kept: Kept,
    form_class: type[VersionedForm],
    found: Any,
    names: tuple[str, ...],
    save: Callable[[dict[str, Any]], Any],
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    initial = {name: getattr(found, name) for name in names} if found else {}
    form = form_class(request.POST or None, viewer=request.viewer, initial=initial | (more or {}))
    done, status = (
        attempt(form, lambda: save(dict(form.cleaned_data)), found)
        if request.method == "POST"
        else (None, 200)
    )
    if done:
        say(request, _("Saved."))
        return redirect(kept.url_name)
    closure = reverse(kept.closes, args=[found.public_id]) if found and kept.closes else ""
    back = reverse(kept.url_name)
    crumbs = [{"label": kept.list, "href": back}]
    context = {"found": found, "kept": kept, "back": back, "crumbs": crumbs, "closure": closure}
    return show_form(request, "people/kept.html", form, status, **context)
