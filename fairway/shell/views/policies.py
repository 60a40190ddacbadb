"""What the organisation has chosen: open to everybody, changed by those who keep it."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fairway.foundation import policy
from fairway.foundation.policy import Setting, UnknownPolicy, policies
from fairway.foundation.rooms import in_use
from fairway.foundation.rules import may_set_policy
from fairway.foundation.versions import Stale
from fairway.foundation.viewers import actor_of, open_to_logins
from fairway.shell.forms import PolicyForm
from fairway.ui.toasts import say


@open_to_logins
@require_safe
def every_policy(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    settings = [policy.setting(one.key) for one in policies if in_use(one.room)]
    groups = [
        {"label": label, "settings": list(found)}
        for label, found in groupby(settings, key=lambda setting: setting.policy.group)
    ]
    kept = {s.policy.key for s in settings if may_set_policy(s.policy, actor)}
    return render(request, "shell/policies.html", {"groups": groups, "kept": kept})


@open_to_logins
@require_http_methods(["GET", "HEAD", "POST"])
def one_policy(request: HttpRequest, key: str) -> HttpResponse:
    now = find_setting(key)
    actor = actor_of(request)
    if not may_set_policy(now.policy, actor):
        raise PermissionDenied
    form = PolicyForm(now, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return show_policy(request, form, status=422 if request.method == "POST" else 200)
    try:
        policy.set_policy(
            key, form.cleaned_data["value"], actor=actor, version=form.cleaned_data["version"]
        )
    except Stale:
        return show_policy(request, form, status=409, stale=True)
    except ValidationError as error:
        form.add_error("value", error)
        return show_policy(request, form, status=422)
    say(request, _("Saved. It holds from now on."))
    return redirect("shell:policies")


def find_setting(key: str) -> Setting:
    try:
        return policy.setting(key)
    except UnknownPolicy:
        raise Http404 from None


def show_policy(request: HttpRequest, form: PolicyForm, status: int, **more: Any) -> HttpResponse:
    now = form.setting
    if more.get("stale"):
        # What is saved next replaces what is now shown, and says so.
        typed: Any = form.data.copy()
        typed["version"] = str(now.version)
        form.data = typed
    past = policy.history(now.policy.key).select_related("set_by")[:10]
    history = [
        {
            "shown": now.policy.kind.show(now.policy.kind.read(one.value)),
            "by": one.set_by,
            "at": one.set_at,
        }
        for one in past
    ]
    context = {"form": form, "setting": now, "history": history, **more}
    return render(request, "shell/policy.html", context, status=status)
