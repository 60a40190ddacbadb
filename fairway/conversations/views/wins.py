"""One's own wins; one of them, for whoever it was shared with."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, ExpressionWrapper
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairway.conversations.actions.wins import (
    change_win,
    keep_win,
    remove_win,
    share_win,
    write_win,
)
from fairway.conversations.forms.wins import ChangeWinForm, WinForm
from fairway.conversations.models import Win
from fairway.conversations.rules.wins import reaches_the_manager
from fairway.conversations.views.notes_asking import (
    cursors,
    must_be_somebody,
    neighbours,
    render_form,
    render_who,
)
from fairway.conversations.wins_offered import OF_WINS
from fairway.foundation import reading
from fairway.foundation.paging import page_of
from fairway.foundation.viewers import Request
from fairway.ui.saving import save
from fairway.ui.toasts import say

FORM = ["GET", "HEAD", "POST"]


@require_safe
def listing(request: Request) -> HttpResponse:
    must_be_somebody(request.viewer)
    reaches = ExpressionWrapper(reaches_the_manager(), BooleanField())
    wins = Win.objects.allowed(request.viewer).filter(person=request.viewer)
    wins = wins.annotate(reaches_manager=reaches)
    page = page_of(wins, order=("-happened_on", "-pk"), **cursors(request))
    context = {"page": page, **neighbours(request, page)}
    return render(request, "conversations/wins/list.html", context)


@require_http_methods(FORM)
def create(request: Request) -> HttpResponse:
    must_be_somebody(request.viewer)
    form = WinForm(request.POST or None)

    def act(version: int | None = None, **typed: Any) -> Win:
        return write_win(actor=request.viewer, **typed)

    if request.method == "POST" and (win := save(form, act)):
        say(request, _("Saved and shared.") if win.is_shared else _("Saved. Only you can read it."))
        return redirect("conversations:wins")
    title = _("Write down a win")
    return render_form(request, form, title, back="conversations:wins")


@require_safe
def detail(request: Request, public_id: str) -> HttpResponse:
    win = find(request, public_id)
    reading.note(request, win.person, OF_WINS)
    return render(request, "conversations/wins/win.html", {"win": win})


@require_http_methods(FORM)
def edit(request: Request, public_id: str) -> HttpResponse:
    win: Any = find(request, public_id)
    if not win.may_edit:
        raise PermissionDenied
    form = ChangeWinForm.of(win, request.POST or None)
    act = partial(change_win, win, actor=request.viewer)
    if request.method == "POST" and save(form, act, row=win):
        say(request, _("Saved."))
        return redirect(win)
    return render_form(request, form, _("Change the win"), back=win)


@require_POST
def share(request: Request, public_id: str) -> HttpResponse:
    win = share_win(find(request, public_id), actor=request.viewer)
    undo = reverse("conversations:keep_win", args=[public_id])
    say(request, _("Shared. Your managers can read it now."), undo=undo)
    return redirect(win)


@require_POST
def keep(request: Request, public_id: str) -> HttpResponse:
    win = keep_win(find(request, public_id), actor=request.viewer)
    undo = reverse("conversations:share_win", args=[public_id])
    say(request, _("Yours alone again."), undo=undo)
    return redirect(win)


@require_http_methods(FORM)
def remove(request: Request, public_id: str) -> HttpResponse:
    """Asked first, because words are lost for good."""
    win: Any = find(request, public_id)
    if request.method != "POST":
        if not win.may_edit:
            raise PermissionDenied
        return render(request, "conversations/wins/remove.html", {"win": win})
    remove_win(win, actor=request.viewer)
    say(request, _("Removed."))
    return redirect("conversations:wins")


@require_safe
def who(request: Request, public_id: str) -> HttpResponse:
    win = find(request, public_id)
    return render_who(request, win, back=win, of=win.person.name)


def find(request: Request, public_id: str) -> Win:
    wins = Win.objects.allowed(request.viewer).select_related("person__assignment")
    return get_object_or_404(wins.with_may(request.viewer, "edit", "share"), public_id=public_id)
