"""What a check-in raises: a point that is passed up, and what is in somebody's way."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fairway.conversations.actions.checkins_reading import (
    answer_point,
    clear_blocker,
    pass_point_up,
    put_on_agenda,
    take_on,
)
from fairway.conversations.forms.checkins_reading import AnswerForm, PassUpForm, TakeOnForm
from fairway.conversations.models import Blocker, PassedPoint
from fairway.conversations.views.checkins import FORM, find
from fairway.foundation.viewers import Request
from fairway.ui.saving import save
from fairway.ui.toasts import say


@require_http_methods(FORM)
def pass_up(request: Request, public_id: str) -> HttpResponse:
    found = find(request, public_id)
    if not found.may_pass_up:
        raise PermissionDenied
    form = PassUpForm(request.POST or None)

    def act(words: str) -> PassedPoint:
        return pass_point_up(found, actor=request.viewer, words=words)

    if request.method == "POST" and (point := save(form, act)):
        words = _("Passed up to %(name)s. %(writer)s sees it, too.")
        say(request, words % {"name": point.to.name, "writer": found.person.called})
        return redirect(found)
    above = request.viewer.assignment.manager if request.viewer.assignment else None
    title = _("Pass a point up")
    lede = _("To %(above)s. %(name)s sees what you pass up, and what is answered.") % {
        "above": above.name if above else _("your manager"),
        "name": found.person.called,
    }
    return _ask(request, form, title, lede, found.get_absolute_url(), _("Pass up"))


@require_http_methods(FORM)
def point(request: Request, public_id: str) -> HttpResponse:
    """A point that was passed up, for all three; who it went to answers it here."""
    rows = PassedPoint.objects.allowed(request.viewer).with_may(request.viewer, "answer")
    rows = rows.select_related("by", "to", "check_in__person")
    found: Any = get_object_or_404(rows, public_id=public_id)
    form = AnswerForm.of(found, request.POST or None)

    def act(answer: str, version: int | None) -> PassedPoint:
        return answer_point(found, actor=request.viewer, answer=answer, version=version)

    if request.method == "POST" and save(form, act, row=found):
        say(request, _("Answered. Both of them read it."))
        return redirect("conversations:point", found.public_id)
    context = {"point": found, "form": form}
    return render(request, "conversations/checkins/point.html", context, status=form.status)


@require_POST
def blocker_agenda(request: Request, public_id: str) -> HttpResponse:
    found = _blocker(request, public_id)
    put_on_agenda(found, actor=request.viewer)
    say(request, _("It comes first in your next 1:1."))
    return redirect(found.last_in)


@require_http_methods(FORM)
def blocker_action(request: Request, public_id: str) -> HttpResponse:
    found = _blocker(request, public_id)
    form = TakeOnForm(request.POST or None)

    def act(**typed: Any) -> Blocker:
        return take_on(found, actor=request.viewer, **typed)

    if request.method == "POST" and save(form, act):
        say(request, _("Noted. Both of you see what you will do."))
        return redirect(found.last_in)
    title = _("Do something about it")
    return _ask(request, form, title, found.words, found.last_in.get_absolute_url(), _("I do this"))


@require_POST
def blocker_clearing(request: Request, public_id: str) -> HttpResponse:
    found = _blocker(request, public_id)
    clear_blocker(found, actor=request.viewer)
    say(request, _("Good: it is no longer in your way."))
    return redirect(found.last_in)


def _ask(request: Request, form: Any, title: str, lede: str, back: str, label: str) -> HttpResponse:
    context = {"form": form, "title": title, "lede": lede, "back": back, "label": label}
    return render(request, "conversations/checkins/ask.html", context, status=form.status)


def _blocker(request: Request, public_id: str) -> Blocker:
    rows = Blocker.objects.allowed(request.viewer).select_related("last_in")
    return get_object_or_404(rows, public_id=public_id)
