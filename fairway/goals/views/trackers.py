"""Trackers outside whose items show under goals: kept by one person, filled by list or signed."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairway.foundation.once import repeatable
from fairway.foundation.viewers import Request
from fairway.goals.actions import trackers as acting
from fairway.goals.actions.linking import link_list, take_in
from fairway.goals.forms.tasks import ItemsForm, RuleForm, TrackerForm
from fairway.goals.linking.signed import is_event, is_known, is_too_much, words_of
from fairway.goals.models import Goal, Tracker
from fairway.goals.views.asking import must_be_somebody
from fairway.ui.saving import save
from fairway.ui.toasts import say

FORM = ["GET", "HEAD", "POST"]
WRONG = "The signature does not fit: wrong secret, no longer valid, or older than five minutes."


@require_safe
def trackers(request: Request) -> HttpResponse:
    must_be_somebody(request.viewer)
    rows = Tracker.objects.allowed(request.viewer)
    return render(request, "goals/tasks/trackers.html", {"trackers": rows})


@require_http_methods(FORM)
def new(request: Request) -> HttpResponse:
    must_be_somebody(request.viewer)
    form = TrackerForm(request.POST or None)
    act = partial(acting.add_tracker, actor=request.viewer)
    if request.method == "POST" and (tracker := save(form, act)):
        say(request, _("Added. Send items to it, or paste a list."))
        return redirect(tracker)
    return render(request, "goals/tasks/new_tracker.html", {"form": form}, status=form.status)


@require_safe
def tracker(request: Request, tracker_id: str) -> HttpResponse:
    return _page(request, _find(request, tracker_id))


@require_POST
def add_rule(request: Request, tracker_id: str) -> HttpResponse:
    found = _find(request, tracker_id)
    form = RuleForm(request.POST, viewer=request.viewer)
    if save(form, partial(acting.add_tracker_rule, found, actor=request.viewer)):
        say(request, _("Items with it go below the goal from now on."))
        return redirect(found)
    return _page(request, found, rule=form)


@require_POST
def remove_rule(request: Request, tracker_id: str, rule_id: str) -> HttpResponse:
    found = _find(request, tracker_id)
    rule = get_object_or_404(found.rules.select_related("tracker"), public_id=rule_id)
    acting.remove_tracker_rule(rule, actor=request.viewer)
    say(request, _("The rule is gone; what it brought stays."))
    return redirect(found)


@repeatable
@require_POST
def listed(request: Request, tracker_id: str) -> HttpResponse:
    """Each goal in a transaction of its own; the same list again makes nothing twice."""
    found = _find(request, tracker_id)
    form = ItemsForm(request.POST, request.FILES)
    if linked := save(form, partial(link_list, found, actor=request.viewer)):
        say(request, linked.in_words)
        return redirect(found)
    return _page(request, found, items=form)


@require_POST
def renew(request: Request, tracker_id: str) -> HttpResponse:
    found = acting.renew_tracker_secret(_find(request, tracker_id), actor=request.viewer)
    say(request, _("There is a new secret; the former one opens nothing any more."))
    return redirect(found)


@require_POST
def remove(request: Request, tracker_id: str) -> HttpResponse:
    acting.remove_tracker(_find(request, tracker_id), actor=request.viewer)
    say(request, _("The tracker is gone; the tasks from it stay."))
    return redirect("goals:trackers")


@csrf_exempt
@login_not_required
@require_POST
def items(request: HttpRequest, tracker_id: str) -> HttpResponse:
    """Who knows the secret may send; what is sent twice counts once."""
    rows = Tracker.objects.filter(kept_by__active=True).select_related("kept_by")
    found = rows.filter(public_id=tracker_id).first()
    if is_too_much(request):
        return JsonResponse({"detail": "At most 2 MB."}, status=413)
    if found is None or not is_known(found.kind, found.secret, request):
        return JsonResponse({"detail": WRONG}, status=401)
    body, event = words_of(found.kind, request), is_event(found.kind, request)
    linked = take_in(found, body, event=event)
    if linked is None:
        return JsonResponse({"detail": found.failure}, status=422)
    # How many name no goal of the keeper's is theirs to know; the sender is who they trust.
    names = ("added", "changed", "unchanged", "unmatched", "left", "no_room")
    return JsonResponse({name: getattr(linked, name) for name in names})


def _page(request: Request, found: Tracker, *, rule: Any = None, items: Any = None) -> HttpResponse:
    seen = Goal.objects.allowed(request.viewer).values("pk")
    address = reverse("goals:tracker_items", args=[found.public_id])
    context = {
        "tracker": found,
        "address": f"{settings.BASE_URL}{address}",
        "rules": found.rules.filter(goal__in=seen).select_related("goal", "result"),
        "rule": rule or RuleForm(viewer=request.viewer),
        "items": items or ItemsForm(),
    }
    status = max((form.status for form in (rule, items) if form), default=200)
    return render(request, "goals/tasks/tracker.html", context, status=status)


def _find(request: Request, tracker_id: str) -> Tracker:
    return get_object_or_404(Tracker.objects.allowed(request.viewer), public_id=tracker_id)
