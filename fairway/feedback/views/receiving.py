"""Read what one was given, answer it, and see who else reads it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fairway.feedback.actions import receiving
from fairway.feedback.actions.giving import known_to
from fairway.feedback.forms.giving import ReplyForm
from fairway.feedback.reading import sheets
from fairway.feedback.views.finding import find_feedback, must_be_somebody, paged, tabs
from fairway.foundation import reading
from fairway.foundation.viewers import Request
from fairway.people.audience import who_can
from fairway.people.views.person import find_person, page_of_person
from fairway.ui.saving import save
from fairway.ui.toasts import say, warn

ORDER = ("-given_at", "-pk")
PAGE = "feedback.feedback"


@require_safe
def received(request: Request) -> HttpResponse:
    must_be_somebody(request.viewer)
    away = "away" in request.GET
    rows = sheets.put_away(request.viewer) if away else sheets.received(request.viewer)
    return _list(request, rows, "received", away=away)


@require_safe
def given(request: Request) -> HttpResponse:
    must_be_somebody(request.viewer)
    return _list(request, sheets.given(request.viewer), "given")


@require_safe
def team(request: Request) -> HttpResponse:
    """What others shared with the viewer about people who report to them."""
    must_be_somebody(request.viewer)
    return _list(request, sheets.of_my_people(request.viewer), "team")


@require_safe
def of_person(request: Request, public_id: str) -> HttpResponse:
    """The tab of a person's page: what this reader may read, and nothing on how much more there is."""
    person: Any = find_person(request, public_id, "give_feedback", "ask_feedback_about")
    shown = paged(request, sheets.about_person(request.viewer, person), ORDER)
    context = page_of_person(request, person, current="feedback")
    context |= {
        **shown,
        "lines": sheets.lines_of(shown["page"], request.viewer, person),
        "person": person,
    }
    return render(request, "feedback/of_person.html", context)


def _list(request: Request, rows: QuerySet[Any], here: str, **more: Any) -> HttpResponse:
    shown = paged(request, rows, ORDER)
    context = {
        **shown,
        "lines": sheets.lines_of(shown["page"], request.viewer),
        "tabs": tabs(request.viewer, here),
        "here": here,
        **more,
    }
    return render(request, "feedback/list.html", context)


@require_safe
def feedback(request: Request, public_id: str) -> HttpResponse:
    found = find_feedback(request, public_id)
    return _page(request, found, ReplyForm())


@require_POST
def opening(request: Request, public_id: str) -> HttpResponse:
    found = find_feedback(request, public_id, "open")
    return redirect(receiving.open_feedback(found, actor=request.viewer))


@require_POST
def thanks(request: Request, public_id: str) -> HttpResponse:
    found = find_feedback(request, public_id, "thank")
    try:
        receiving.thank_for(found, actor=request.viewer)
        say(request, _("%(name)s hears that you said thank you.") % {"name": found.by})
    except ValidationError as refusal:
        warn(request, " ".join(refusal.messages))
    return redirect(found)


@require_POST
def reply(request: Request, public_id: str) -> HttpResponse:
    found = find_feedback(request, public_id, "reply")
    form = ReplyForm(request.POST)
    if save(form, partial(receiving.reply_to, found, actor=request.viewer)):
        say(request, _("Sent."))
        return redirect(found)
    return _page(request, found, form)


@require_POST
def hiding(request: Request, public_id: str) -> HttpResponse:
    found = find_feedback(request, public_id, "hide")
    away = request.POST.get("away") == "yes"
    receiving.put_away(found, actor=request.viewer, away=away)
    say(
        request,
        _("Put away. Nobody else’s view of it changes.") if away else _("It is back in your list."),
    )
    return redirect(found)


@require_safe
def who(request: Request, public_id: str) -> HttpResponse:
    found = find_feedback(request, public_id)
    context = {"feedback": found, "seers": who_can(found).seers(), "page": not request.htmx}
    template = "feedback/who.html" if context["page"] else "feedback/_who_list.html"
    return render(request, template, context)


def _page(request: Request, found: Any, form: ReplyForm) -> HttpResponse:
    sheet = sheets.sheet_of(found, request.viewer)
    # Who looked is told to whom it is about: not of what is kept from them.
    if sheet.is_open and known_to(found) is not None:
        reading.note(request, found.recipient, PAGE)
    context = {"sheet": sheet, "feedback": found, "form": form}
    return render(request, "feedback/feedback.html", context, status=form.status)
