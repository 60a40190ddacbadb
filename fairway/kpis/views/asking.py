"""Finding a KPI, and the page that asks, the same for everything this room lets people write."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render, resolve_url

from fairway.foundation.viewers import Request
from fairway.kpis.models import Kpi
from fairway.people.models import Person
from fairway.people.relations import PreparedForViewers


def must(allowed: bool) -> None:
    """Whoever may not write a new one is not asked for it either."""
    if not allowed:
        raise PermissionDenied


def find(request: Request, public_id: str, verb: str = "view") -> Kpi:
    """What somebody may do is put into words once for all who stand alike."""
    if not isinstance(request.viewer, Person):
        raise Http404
    found = FOUND.find(request.viewer, public_id, given=(verb,))
    if not found:
        raise Http404
    return found[0]


def _found(viewer: Any, public_id: str, verb: str) -> Any:
    rows = Kpi.objects.allowed(viewer, verb).filter(public_id=public_id).for_display()
    return rows.order_by().with_may(viewer, "edit", "restore")


FOUND = PreparedForViewers(_found, "of the page")


def render_form(
    request: Request,
    form: Any,
    title: str,
    *,
    back: Any,
    save: str = "",
    lede: str = "",
    template: str = "kpis/form.html",
    **more: Any,
) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "lede": lede,
        "back": resolve_url(back),
        "save": save,
        **more,
    }
    return render(request, template, context, status=form.status)
