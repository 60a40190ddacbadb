"""From a draft to an agreed goal, and from there to its end."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fairway.foundation.viewers import Request
from fairway.goals.actions.agreeing import agree_goal, propose_goal, send_back_goal
from fairway.goals.actions.closing import close_goal, reopen_goal
from fairway.goals.actions.creating import delete_goal
from fairway.goals.forms.acting import ClosingForm, SendBackForm
from fairway.goals.models import Goal
from fairway.goals.views.finding import find
from fairway.ui.saving import save
from fairway.ui.toasts import say, warn

FORM = ["GET", "HEAD", "POST"]


@require_POST
def propose(request: Request, public_id: str) -> HttpResponse:
    goal = propose_goal(find(request, public_id), actor=request.viewer)
    done = _("Agreed: it holds from now on.") if goal.is_agreed else _("Proposed.")
    say(request, done)
    return redirect(goal)


@require_POST
def agree(request: Request, public_id: str) -> HttpResponse:
    goal = agree_goal(find(request, public_id), actor=request.viewer)
    say(request, _("Agreed: it holds from now on."))
    return redirect(goal)


@require_http_methods(FORM)
def send_back(request: Request, public_id: str) -> HttpResponse:
    goal = find(request, public_id)
    form = SendBackForm(request.POST or None)
    act = partial(send_back_goal, goal, actor=request.viewer)
    title, lede = _("Send back"), _("It becomes a draft again, with your words beside it.")
    return _asked(request, goal, "agree", form, act, title, lede, _("Sent back."))


@require_http_methods(FORM)
def close(request: Request, public_id: str) -> HttpResponse:
    goal = find(request, public_id)
    form = ClosingForm.of(goal, request.POST or None)
    act = partial(close_goal, goal, actor=request.viewer)
    title, lede = _("Close the goal"), _("How it ended, and what you take from it.")
    return _asked(request, goal, "close", form, act, title, lede, _("Closed."))


@require_POST
def reopen(request: Request, public_id: str) -> HttpResponse:
    goal = reopen_goal(find(request, public_id), actor=request.viewer)
    say(request, _("It is open again."))
    return redirect(goal)


@require_http_methods(FORM)
def delete(request: Request, public_id: str) -> HttpResponse:
    goal = find(request, public_id)
    if request.method != "POST":
        if not goal.may_delete:  # type: ignore[attr-defined]
            return redirect(goal)
        return render(request, "goals/delete.html", {"goal": goal})
    try:
        delete_goal(goal, actor=request.viewer)
    except ValidationError as refusal:
        warn(request, " ".join(refusal.messages))
        return redirect(goal)
    say(request, _("The draft is gone."))
    return redirect(reverse("goals:list"))


def _asked(
    request: Request,
    goal: Any,
    verb: str,
    form: Any,
    act: Callable[..., Goal],
    title: str,
    lede: str,
    done: str,
) -> HttpResponse:
    """A form about one goal: asked of those who may, and answered by going back to the goal."""
    if request.method != "POST" and not getattr(goal, f"may_{verb}"):
        return redirect(goal)
    if request.method == "POST" and save(form, act, row=goal):
        say(request, done)
        return redirect(goal)
    context = {"goal": goal, "form": form, "title": title, "lede": lede}
    return render(request, "goals/ask.html", context, status=form.status)
