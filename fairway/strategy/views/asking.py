"""The page that asks, the same for everything this room lets people write."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render, resolve_url

from fairway.foundation.viewers import Request


def must(allowed: bool) -> None:
    """Whoever may not write a new one is not asked for it either."""
    if not allowed:
        raise PermissionDenied


def render_form(
    request: Request, form: Any, title: str, *, back: Any, save: str = "", lede: str = ""
) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "lede": lede,
        "back": resolve_url(back),
        "save": save,
    }
    return render(request, "strategy/form.html", context, status=form.status)
