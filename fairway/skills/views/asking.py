"""Finding a role, and the page that asks, the same for everything this room lets people write."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render, resolve_url

from fairway.foundation.viewers import Request
from fairway.people.models import JobProfile


def must(allowed: bool) -> None:
    """Whoever may not write a new one is not asked for it either."""
    if not allowed:
        raise PermissionDenied


def find_role(request: Request, public_id: str, verb: str = "view") -> JobProfile:
    rows = JobProfile.objects.allowed(request.viewer, verb).select_related("family")
    return get_object_or_404(rows.with_may(request.viewer, "set_expectation"), public_id=public_id)


def neighbours(request: Request, page: Any) -> dict[str, str]:
    """The addresses of the pages before and after, with whatever else was asked."""
    return {
        "previous": _at(request, before=page.before),
        "next": _at(request, after=page.after),
    }


def _at(request: Request, **cursor: str) -> str:
    if not any(cursor.values()):
        return ""
    asked = request.GET.copy()
    asked.pop("after", None)
    asked.pop("before", None)
    asked.update(cursor)
    return f"?{asked.urlencode()}"


def render_form(
    request: Request,
    form: Any,
    title: str,
    *,
    back: Any,
    lede: str = "",
    template: str = "skills/form.html",
    **more: Any,
) -> HttpResponse:
    context = {"form": form, "title": title, "lede": lede, "back": resolve_url(back), **more}
    return render(request, template, context, status=form.status)
