"""Daily work under a goal: a list on its page, a board, and a form for one task."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairway.foundation.viewers import Request
from fairway.goals.actions.tasks import add_task, edit_task, move_task, remove_task
from fairway.goals.forms.tasks import TaskForm, as_typed
from fairway.goals.models import Goal, Task
from fairway.goals.reading.tasks import lanes_of, tasks_of
from fairway.goals.views.finding import back, find, with_toasts
from fairway.ui.saving import save
from fairway.ui.toasts import say, warn

FORM = ["GET", "HEAD", "POST"]


@require_safe
def tasks(request: Request, public_id: str) -> HttpResponse:
    """A piece of the goal's page, which asks for it once it stands; by itself a whole page."""
    return _list(request, find(request, public_id))


@require_safe
def board(request: Request, public_id: str) -> HttpResponse:
    goal = find(request, public_id)
    lanes = lanes_of(tasks_of(goal, request.viewer))
    context = {"goal": goal, "lanes": lanes, "stages": Task.Stage}
    context["count"] = sum(len(lane.cards) for lane in lanes)
    return render(request, "goals/tasks/board.html", context)


@require_http_methods(FORM)
def new(request: Request, public_id: str) -> HttpResponse:
    goal: Any = find(request, public_id)
    if not goal.may_update:
        return back(request, goal)
    form = _form(request, goal)
    act = partial(add_task, goal, actor=request.viewer)
    if request.method == "POST" and save(form, lambda version=None, **typed: act(**typed)):
        say(request, _("Written down."))
        return redirect("goals:tasks", goal.public_id)
    return _asked(request, goal, form, _("New task"))


@require_http_methods(FORM)
def edit(request: Request, public_id: str, task_id: str) -> HttpResponse:
    task = _task(request, public_id, task_id)
    if not task.may_edit:
        return back(request, task.goal)
    form = _form(request, task.goal, task)
    act = partial(edit_task, task, actor=request.viewer)
    if request.method == "POST" and save(form, act, row=task, now=as_typed):
        say(request, _("Saved."))
        return redirect("goals:tasks", public_id)
    return _asked(request, task.goal, form, _("Edit the task"), task)


@require_POST
def move(request: Request, public_id: str, task_id: str) -> HttpResponse:
    task, stage = _task(request, public_id, task_id), request.POST.get("status", "")
    if stage not in Task.Stage.values:
        return HttpResponseBadRequest()
    if stage != task.stage:
        move_task(task, actor=request.viewer, stage=stage)
        said = {"task": task.title, "stage": str(Task.Stage(stage).label).lower()}
        say(request, _("“%(task)s”: %(stage)s.") % said)
    if request.GET.get("at") == "board":
        return redirect("goals:task_board", public_id)
    if _is_piece(request):
        return _list(request, find(request, public_id))
    return redirect("goals:tasks", public_id)


@require_POST
def remove(request: Request, public_id: str, task_id: str) -> HttpResponse:
    try:
        remove_task(_task(request, public_id, task_id), actor=request.viewer)
    except ValidationError as refusal:
        warn(request, " ".join(refusal.messages))
    else:
        say(request, _("Taken away."))
    return redirect("goals:tasks", public_id)


def _is_piece(request: Request) -> bool:
    return bool(request.htmx) and not request.htmx.boosted


def _list(request: Request, goal: Any) -> HttpResponse:
    context = {"goal": goal, "cards": tasks_of(goal, request.viewer), "stages": Task.Stage}
    if _is_piece(request):
        return with_toasts(request, "goals/tasks/_list.html", context)
    return render(request, "goals/tasks/list.html", context)


def _task(request: Request, public_id: str, task_id: str) -> Any:
    rows = Task.objects.allowed(request.viewer).filter(goal__public_id=public_id)
    rows = rows.select_related("goal", "owner", "result")
    return get_object_or_404(rows.with_may(request.viewer, "edit"), public_id=task_id)


def _form(request: Request, goal: Goal, task: Task | None = None) -> TaskForm:
    results = list(goal.results.in_use())
    initial = as_typed(task) if task else None
    return TaskForm(request.POST or None, viewer=request.viewer, results=results, initial=initial)


def _asked(
    request: Request, goal: Goal, form: Any, title: str, task: Task | None = None
) -> HttpResponse:
    context = {"goal": goal, "form": form, "title": title, "task": task}
    return render(request, "goals/tasks/form.html", context, status=form.status)
