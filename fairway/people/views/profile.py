"""What people say about themselves, and what they ask to have put right."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairway.foundation.viewers import Request
from fairway.people.actions.corrections import (
    answer_correction,
    ask_correction,
    withdraw_correction,
)
from fairway.people.actions.profile import PROFILE, edit_profile
from fairway.people.forms.person import AnswerForm, CorrectionForm, ProfileForm
from fairway.people.models import Correction
from fairway.people.views.acting import attempt, person_for, show_form, told
from fairway.ui.toasts import say


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: Request, public_id: str) -> HttpResponse:
    person = person_for(request, public_id, "edit_profile")
    initial = {name: getattr(person, name) for name in (*PROFILE, "version")}
    form = ProfileForm(request.POST or None, viewer=request.viewer, initial=initial)
    done, status = (
        attempt(
            form, lambda: edit_profile(person, actor=request.viewer, **form.cleaned_data), person
        )
        if request.method == "POST"
        else (None, 200)
    )
    if done:
        say(request, _("Saved."))
        return redirect(done)
    own = person == request.viewer
    waiting = person.corrections.filter(state=Correction.State.ASKED) if own else []
    return show_form(
        request,
        "people/profile.html",
        form,
        status,
        person=person,
        own=own,
        waiting=waiting,
        correction_form=CorrectionForm(),
    )


@require_POST
def ask(request: Request, public_id: str) -> HttpResponse:
    person = person_for(request, public_id, "ask_correction")
    form = CorrectionForm(request.POST)
    done, status = attempt(
        form, lambda: ask_correction(person, actor=request.viewer, **form.cleaned_data)
    )
    if done:
        say(request, _("HR has your request."))
        return redirect("people:profile", person.public_id)
    return show_form(request, "people/correction.html", form, status, person=person)


@require_safe
def corrections(request: Request) -> HttpResponse:
    """What is asked of HR, and one's own requests with their answers."""
    rows = (
        Correction.objects.allowed(request.viewer)
        .with_may(request.viewer, "decide", "withdraw")
        .select_related("person", "decided_by")
    )
    context = {
        "waiting": rows.filter(state=Correction.State.ASKED)[:100],
        "answered": rows.exclude(state=Correction.State.ASKED).order_by("-decided_at")[:20],
        "form": AnswerForm(),
    }
    return render(request, "people/corrections.html", context)


@require_POST
def answer(request: Request, public_id: str) -> HttpResponse:
    waiting = Correction.objects.allowed(request.viewer, "decide").select_related("person")
    correction = get_object_or_404(waiting, public_id=public_id)
    form = AnswerForm(request.POST)
    done, status = attempt(
        form,
        lambda: answer_correction(
            correction,
            actor=request.viewer,
            done=form.cleaned_data["done"] == "yes",
            answer=form.cleaned_data["answer"],
        ),
    )
    if done:
        say(request, _("Answered."))
        return redirect("people:corrections")
    return show_form(request, "people/answer.html", form, status, correction=correction)


@require_POST
def withdraw(request: Request, public_id: str) -> HttpResponse:
    mine = Correction.objects.allowed(request.viewer, "withdraw")
    correction = get_object_or_404(mine, public_id=public_id)
    told(
        request,
        lambda: withdraw_correction(correction, actor=request.viewer),
        _("Taken back."),
    )
    return redirect("people:corrections")
