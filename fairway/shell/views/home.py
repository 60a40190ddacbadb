"""Home: what waits, first; then what each room shows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fairway.foundation.ports import HomeCard, home_cards
from fairway.foundation.viewers import open_to_logins
from fairway.shell.todos import todos_for


@open_to_logins
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    viewer = request.viewer
    if viewer is None:
        return redirect("shell:no_person")
    now = timezone.now()
    local, todos = timezone.localtime(now), todos_for(viewer, now)
    context = {
        "today": date_format(local, "l j F"),
        "greeting": greeting(local) % {"name": viewer.called},
        "todos": todos,
        "main_cards": cards(viewer, "main", todos.waiting),
        "side_cards": cards(viewer, "side", todos.waiting),
    }
    return render(request, "shell/home.html", context)


@require_safe
def later(request: HttpRequest) -> HttpResponse:
    """What Home shows at the side after all else; a page of its own where no script runs."""
    part = request.htmx and not request.htmx.boosted
    context = {"side_cards": cards(request.viewer, "side", later=True)}
    return render(request, f"shell/{'_later' if part else 'later'}.html", context)


def cards(
    viewer, column: str, waiting: Mapping[str, list] | None = None, *, later: bool = False
) -> list[dict]:
    """The rooms' cards of one column that have something to show this viewer."""
    here = (c for c in home_cards if c.column == column and c.later == later)
    wanted = sorted(here, key=lambda c: c.order)
    shown = ((card, card.context(viewer, *_rows_for(card, waiting))) for card in wanted)
    return [
        {"template": card.template, "context": context}
        for card, context in shown
        if context is not None
    ]


def _rows_for(card: HomeCard, waiting: Mapping[str, list] | None) -> list[list]:
    """What Home knows already of what the card shows."""
    return [waiting.get(card.rows_of, [])] if card.rows_of and waiting is not None else []


def greeting(local: datetime) -> str:
    if local.hour < 5:
        return _("Hello, %(name)s")
    if local.hour >= 18:
        return _("Good evening, %(name)s")
    if local.hour < 12:
        return _("Good morning, %(name)s")
    return _("Good afternoon, %(name)s")


@require_safe
def me(request: HttpRequest) -> HttpResponse:
    return redirect(request.viewer or "shell:no_person")


@open_to_logins
@require_safe
def no_person(request: HttpRequest) -> HttpResponse:
    """A login that belongs to nobody: it configures, and reads nothing about people."""
    if request.viewer is not None:
        return redirect("shell:home")
    return render(request, "shell/no_person.html")
