"""What a person was told, and how they want to hear of it."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairway.foundation import notifications
from fairway.foundation.paging import page_of
from fairway.shell.forms import PreferencesForm
from fairway.ui.toasts import say


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    rows = notifications.for_person(request.viewer)
    page = page_of(
        rows,
        order=("-created_at", "-pk"),
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
        size=30,
    )
    days = groupby(page, key=lambda one: timezone.localtime(one.created_at).date())
    context = {
        "page": page,
        "days": [(day, list(found)) for day, found in days],
        "unread": any(one.read_at is None for one in page),
    }
    return render(request, "shell/notices.html", context)


@require_POST
def all_read(request: HttpRequest) -> HttpResponse:
    notifications.mark_all_read(actor=request.viewer)
    say(request, _("Everything is marked as read."))
    return redirect("shell:notices")


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    form = PreferencesForm(notifications.preferences(request.viewer), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            choose(form.changes(), actor=request.viewer)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            say(request, _("Saved."))
            return redirect("shell:preferences")
    status = 422 if request.method == "POST" else 200
    return render(request, "shell/preferences.html", {"form": form}, status=status)


@transaction.atomic
def choose(changes: dict[str, str], *, actor: Any) -> None:
    for key, channel in changes.items():
        notifications.set_preference(key, channel, actor=actor)
