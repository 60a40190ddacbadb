"""Give feedback: choose whom and who reads it, write, put right, take back."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fairway.feedback.actions import giving
from fairway.feedback.actions.refusals import ReadersChanged
from fairway.feedback.forms.giving import BeginForm, EditForm, GivingForm, ways_to_read
from fairway.feedback.hints import hints_on
from fairway.feedback.models import Feedback, Visibility
from fairway.feedback.reading.sheets import readers_before, readers_of
from fairway.feedback.views.finding import find_feedback, find_recipient, must_be_somebody
from fairway.foundation.once import repeatable
from fairway.foundation.viewers import Request
from fairway.people.models import Person
from fairway.people.picking import PERSON
from fairway.ui.saving import save
from fairway.ui.toasts import say, warn

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
def begin(request: Request) -> HttpResponse:
    """Whom, and who reads it: settled before there is anything to write into."""
    must_be_somebody(request.viewer)
    initial = {}
    if asked := request.GET.get("to", ""):
        initial["recipient"] = PERSON.words(find_recipient(request, asked))
    form = BeginForm(request.POST or None, viewer=request.viewer, initial=initial)

    def chosen(recipient: Person, visibility: str) -> Person:
        giving.may_be_told(recipient, actor=request.viewer)
        giving.further_reader(recipient, visibility, author=request.viewer)
        return recipient

    if request.method == "POST" and (recipient := save(form, chosen)):
        way = form.cleaned_data["visibility"]
        return redirect("feedback:write", recipient.public_id, way)
    return render(request, "feedback/giving/begin.html", {"form": form}, status=form.status)


@require_http_methods(FORM)
def write(request: Request, public_id: str, visibility: str) -> HttpResponse:
    must_be_somebody(request.viewer)
    if visibility not in dict(ways_to_read()):
        raise Http404
    viewer, recipient = request.viewer, find_recipient(request, public_id)
    manager = None if visibility == Visibility.PRIVATE else giving.manager_of(recipient)
    form = GivingForm(request.POST or None, viewer=viewer, recipient=recipient, manager=manager)
    act = partial(giving.give_feedback, recipient, actor=viewer, visibility=visibility)
    if request.method == "POST" and (given := save(form, act)):
        say(request, _("Sent. Until somebody opens it you can take it back."))
        return redirect(given)
    if _readers_changed(form):
        form.look_again()
    context = {
        "form": form,
        "recipient": recipient,
        "readers": readers_before(visibility, recipient, viewer),
        "hints": hints_on(request.POST) if request.method == "POST" else [],
    }
    return render(request, "feedback/giving/write.html", context, status=form.status)


def _readers_changed(form: Any) -> bool:
    """Nobody can choose who reads it on this page, so it stands above the form."""
    return bool(form.is_bound and form.has_error("__all__", ReadersChanged.code))


@require_http_methods(FORM)
@repeatable
def hints(request: Request) -> HttpResponse:
    """A fragment while somebody types; without scripts a page of its own. Nothing is kept."""
    found = hints_on(request.POST)
    template = "feedback/_hints.html" if request.htmx else "feedback/giving/hints.html"
    return render(request, template, {"hints": found})


@require_http_methods(FORM)
def edit(request: Request, public_id: str) -> HttpResponse:
    feedback = find_feedback(request, public_id, "edit")
    form = EditForm.of(feedback, request.POST or None)
    act = partial(giving.edit_feedback, feedback, actor=request.viewer)
    if request.method == "POST" and save(form, act, row=feedback):
        say(request, _("Saved. Whoever reads it sees that it was edited."))
        return redirect(feedback)
    context = {
        "form": form,
        "feedback": feedback,
        "readers": readers_of(feedback, request.viewer),
        "hints": [],
    }
    return render(request, "feedback/giving/edit.html", context, status=form.status)


@require_POST
def withdraw(request: Request, public_id: str) -> HttpResponse:
    feedback: Feedback = find_feedback(request, public_id)
    try:
        giving.withdraw_feedback(feedback, actor=request.viewer)
    except ValidationError as refusal:
        warn(request, " ".join(refusal.messages))
        return redirect(feedback)
    say(request, _("Taken back. Its words are gone."))
    return redirect("feedback:given")
