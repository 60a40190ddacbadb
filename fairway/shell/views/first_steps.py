"""The first steps of an organisation: who we are, how much of Fairway, who is here."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fairway.foundation import policy
from fairway.foundation.rules import may_set_policy
from fairway.foundation.viewers import actor_of, open_to_logins
from fairway.shell.first_steps import steps
from fairway.shell.forms import NameForm, SizeForm, StepForm
from fairway.ui.toasts import say


@open_to_logins
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    starter(request)
    return render(request, "shell/first_steps.html", {"card": {"steps": steps(actor_of(request))}})


@open_to_logins
@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request: HttpRequest) -> HttpResponse:
    title = _("Who are you?")
    return step(request, NameForm(request.POST or None), title, "shell:size")


@open_to_logins
@require_http_methods(["GET", "HEAD", "POST"])
def size(request: HttpRequest) -> HttpResponse:
    title = _("How much of Fairway do you need?")
    return step(request, SizeForm(request.POST or None), title, "shell:first_steps")


def step(request: HttpRequest, form: StepForm, title: str, then: str) -> HttpResponse:
    actor = starter(request)
    if request.method == "POST" and form.is_valid():
        try:
            choose(form.chosen(), actor=actor)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            say(request, _("Saved."))
            return redirect(then)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "title": title, "steps": steps(actor_of(request))}
    return render(request, "shell/first_step.html", context, status=status)


@transaction.atomic
def choose(chosen: dict[str, Any], *, actor: Any) -> None:
    for key, value in chosen.items():
        policy.set_policy(key, value, actor=actor)


def starter(request: HttpRequest) -> Any:
    """Whoever may say how the organisation is set up."""
    actor = actor_of(request)
    if not may_set_policy(policy.policy_called("organisation.size"), actor):
        raise PermissionDenied
    return actor
