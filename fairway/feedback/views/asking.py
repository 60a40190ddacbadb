"""Ask for feedback; answer a question, decline it, take it back."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairway.feedback.actions import asking
from fairway.feedback.actions.giving import manager_of
from fairway.feedback.forms.asking import AnsweringForm, AskingForm, DecliningForm
from fairway.feedback.hints import hints_on
from fairway.feedback.models import Feedback, FeedbackRequest, Visibility
from fairway.feedback.reading.sheets import Readers, readers_before
from fairway.feedback.rules import people_to_ask_about
from fairway.feedback.views.finding import must_be_somebody, paged, tabs
from fairway.foundation.viewers import Request
from fairway.ui.saving import save
from fairway.ui.toasts import say, warn

FORM = ["GET", "HEAD", "POST"]
VERBS = ("answer", "decline", "withdraw")


@require_safe
def requests(request: Request) -> HttpResponse:
    """What one is asked, or has asked, or is asked about; the latest first."""
    must_be_somebody(request.viewer)
    rows = FeedbackRequest.objects.allowed(request.viewer).for_display()
    mine = "mine" in request.GET
    rows = rows.filter(asked_by=request.viewer) if mine else rows.filter(asked=request.viewer)
    shown = paged(request, rows, ("-asked_at", "-pk"))
    context = {**shown, "tabs": tabs(request.viewer, "requests"), "mine": mine}
    return render(request, "feedback/asking/list.html", context)


@require_http_methods(FORM)
def new_request(request: Request) -> HttpResponse:
    must_be_somebody(request.viewer)
    chosen = None
    if about := request.GET.get("about", ""):
        chosen = get_object_or_404(people_to_ask_about(request.viewer), public_id=about)
    form = AskingForm(request.POST or None, viewer=request.viewer, chosen=chosen)

    def act(about: Any, **typed: Any) -> FeedbackRequest:
        return asking.ask_for_feedback(about, actor=request.viewer, **typed)

    if request.method == "POST" and (asked := save(form, act)):
        say(
            request,
            _("Here is the link to send on.") if asked.is_from_outside else _("Asked."),
        )
        return redirect(asked)
    return render(request, "feedback/asking/new.html", {"form": form}, status=form.status)


@require_safe
def request_page(request: Request, public_id: str) -> HttpResponse:
    found = _find(request, public_id)
    asker = found.asked_by_id == request.viewer.pk
    context = {
        "found": found,
        "readers": _readers(found, request.viewer),
        "link": asking.outside_url(found) if asker and found.link_is_good() else "",
        "answer": _answer_for(found, request.viewer),
    }
    return render(request, "feedback/asking/request.html", context)


@require_http_methods(FORM)
def answer(request: Request, public_id: str) -> HttpResponse:
    found = _find(request, public_id)
    if request.method != "POST" and not found.may_answer:
        return redirect(found)
    manager = None if found.visibility == Visibility.PRIVATE else manager_of(found.about)
    form = AnsweringForm(
        request.POST or None, viewer=request.viewer, recipient=found.about, manager=manager
    )
    act = partial(asking.answer_request, found, actor=request.viewer)
    if request.method == "POST" and (given := save(form, act)):
        say(request, _("Sent. Until somebody opens it you can take it back."))
        return redirect(given)
    if form.is_bound and form.has_error("__all__", "readers_changed"):
        form.look_again()
    context = {
        "form": form,
        "found": found,
        "readers": _readers(found, request.viewer),
        "hints": hints_on(request.POST) if request.method == "POST" else [],
    }
    return render(request, "feedback/asking/answer.html", context, status=form.status)


@require_http_methods(FORM)
def decline(request: Request, public_id: str) -> HttpResponse:
    found = _find(request, public_id)
    if request.method != "POST" and not found.may_decline:
        return redirect(found)
    form = DecliningForm(request.POST if request.method == "POST" else None)
    act = partial(asking.decline_request, found, actor=request.viewer)
    if request.method == "POST" and save(form, act):
        say(request, _("Declined. %(name)s is told.") % {"name": found.asked_by.name})
        return redirect("feedback:requests")
    context = {"form": form, "found": found}
    return render(request, "feedback/asking/decline.html", context, status=form.status)


@require_POST
def withdraw(request: Request, public_id: str) -> HttpResponse:
    found = _find(request, public_id)
    try:
        asking.withdraw_request(found, actor=request.viewer)
        say(request, _("Taken back. Nobody waits for an answer any more."))
    except ValidationError as refusal:
        warn(request, " ".join(refusal.messages))
    return redirect(found)


def _find(request: Request, public_id: str) -> Any:
    rows = FeedbackRequest.objects.allowed(request.viewer).for_display()
    rows = rows.select_related("about__assignment__manager")
    return get_object_or_404(rows.with_may(request.viewer, *VERBS), public_id=public_id)


def _readers(found: FeedbackRequest, viewer: Any) -> Readers:
    """Who would read an answer today; said to those who ask as to those who are asked."""
    writer = "" if viewer == found.asked else found.of
    return readers_before(found.visibility, found.about, found.asked, viewer=viewer, writer=writer)


def _answer_for(found: Any, viewer: Any) -> Any:
    """The answer, for those who may read it: to have asked is not enough."""
    return Feedback.objects.allowed(viewer).standing().filter(request=found).first()
