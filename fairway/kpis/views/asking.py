"""Finding a KPI, and the page that asks, the same for everything this room lets people write."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render, resolve_url

from fairway.foundation.viewers import Request
from fairway.kpis.models import Kpi


def must(allowed: bool) -> None:
    """Whoever may not write a new one is not asked for it either."""
    if not allowed:
        raise PermissionDenied


def find(request: Request, public_id: str, verb: str = "view") -> Kpi:
    rows = Kpi.objects.allowed(request.viewer, verb).for_display()
    return get_object_or_404(rows.with_may(request.viewer, "edit", "restore"), public_id=public_id)


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
