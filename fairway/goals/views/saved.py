"""Views of goals that somebody keeps: offered in a menu, saved, renamed, shared, removed."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fairway.foundation.paging import PAGE, page_of
from fairway.foundation.viewers import Request
from fairway.goals.actions import saving as acting
from fairway.goals.forms.saved import ViewForm
from fairway.goals.mapping.places import Place, place_of
from fairway.goals.models import GoalView
from fairway.ui.saving import held, save
from fairway.ui.toasts import say

IN_MENU = 12


@require_safe
def views(request: Request) -> HttpResponse:
    """As a menu where htmx asks, of the page that is in sight; as a page otherwise."""
    rows = GoalView.objects.allowed(request.viewer).for_display()
    in_menu = bool(request.htmx)
    asked = request.GET
    page = page_of(
        rows.exclude(owner=request.viewer),
        order=("name", "pk"),
        after=asked.get("after", ""),
        before=asked.get("before", ""),
        size=IN_MENU if in_menu else PAGE,
    )
    context = {
        "own": list(rows.filter(owner=request.viewer).order_by("name", "pk")),
        "shared": list(page),
        "next": page.after and f"?after={page.after}",
        "previous": page.before and f"?before={page.before}",
        "place": _here(request),
    }
    return render(
        request, "goals/saved/_menu.html" if in_menu else "goals/saved/views.html", context
    )


@require_http_methods(["GET", "HEAD", "POST"])
def new_view(request: Request) -> HttpResponse:
    place = _here(request)
    if place is None:
        return redirect("goals:views")
    form = ViewForm(request.POST or None)
    if request.method == "POST" and (made := save(form, partial(_save, request, place))):
        say(request, _("“%(name)s” is saved.") % {"name": made})
        return redirect(made)
    return _form(request, form, _("Save this view"), back=place.address)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_view(request: Request, public_id: str) -> HttpResponse:
    view = _find(request, public_id)
    form = ViewForm(request.POST or None, initial=held(ViewForm, view))
    act = partial(acting.edit_view, view, actor=request.viewer)
    if request.method == "POST" and save(form, act, row=view):
        say(request, _("Saved."))
        return redirect("goals:views")
    return _form(request, form, _("Change a saved view"), back=reverse("goals:views"), view=view)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_view(request: Request, public_id: str) -> HttpResponse:
    """Asks first: those it is shared with lose it as well."""
    view = _find(request, public_id)
    if request.method != "POST":
        return render(request, "goals/saved/remove.html", {"view": view})
    acting.remove_view(view, actor=request.viewer)
    say(request, _("“%(name)s” is removed. No goal changed.") % {"name": view})
    return redirect("goals:views")


def _here(request: Request) -> Place | None:
    """What the reader looks at: filters change the address after the page was drawn."""
    shown = request.htmx.current_url_abs_path if request.htmx else ""
    return place_of(shown or request.GET.get("from", ""))


def _find(request: Request, public_id: str) -> GoalView:
    rows = GoalView.objects.allowed(request.viewer, "edit").for_display()
    return get_object_or_404(rows, public_id=public_id)


def _save(request: Request, place: Place, *, version: int | None, **typed: Any) -> GoalView:
    return acting.save_view(actor=request.viewer, **place._asdict(), **typed)


def _form(request: Request, form: Any, title: str, **more: Any) -> HttpResponse:
    context = {"form": form, "title": title, **more}
    return render(request, "goals/saved/form.html", context, status=form.status)
