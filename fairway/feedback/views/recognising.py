"""Praise somebody, read the feed, react, take it off one's profile or down."""

from __future__ import annotations

import re
from datetime import date
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairway.feedback.actions import celebrating, recognising
from fairway.feedback.forms.recognising import EditPraiseForm, NewPraiseForm
from fairway.feedback.models import Celebration, Reaction, Recognition
from fairway.feedback.reading.praise import (
    VERBS,
    WHOSE,
    celebrations,
    last_month,
    month_of,
    praise_for,
    praises,
    said_of,
)
from fairway.feedback.views.finding import find_recipient, must_be_somebody, paged, tabs
from fairway.foundation.policy import get
from fairway.foundation.viewers import Request
from fairway.people.days import organisation_day
from fairway.people.picking import PERSON
from fairway.ui.saving import save
from fairway.ui.toasts import say

FORM = ["GET", "HEAD", "POST"]
LATEST = 3
MOST_PRAISE = 12  # on a page: each with its people, words and reactions
MONTH = re.compile(r"^(20\d\d)-(0[1-9]|1[0-2])$")


@require_safe
def feed(request: Request) -> HttpResponse:
    must_be_somebody(request.viewer)
    viewer = request.viewer
    whose = request.GET.get("whose", "")
    whose = whose if whose in WHOSE else "all"
    shown = paged(request, praise_for(viewer, whose), ("-given_at", "-pk"), size=MOST_PRAISE)
    context = {
        **shown,
        "praises": praises(list(shown["page"]), viewer),
        "glad": [(one, said_of(one)) for one in celebrations(viewer)],
        "whose": whose,
        "month": f"{last_month(organisation_day()):%Y-%m}",
        "tabs": tabs(viewer, "recognitions"),
    }
    return render(request, "feedback/recognition/feed.html", context)


@require_safe
def latest(request: Request) -> HttpResponse:
    """The last few of one's team: what the card on Home fills itself with."""
    must_be_somebody(request.viewer)
    rows = list(praise_for(request.viewer, "team").order_by("-given_at", "-pk")[:LATEST])
    context = {"praises": praises(rows, request.viewer)}
    template = (
        "feedback/recognition/_latest.html" if request.htmx else "feedback/recognition/latest.html"
    )
    return render(request, template, context)


@require_http_methods(FORM)
def new(request: Request) -> HttpResponse:
    must_be_somebody(request.viewer)
    initial = {}
    if asked := request.GET.get("to", ""):
        initial["person"] = PERSON.words(find_recipient(request, asked))
    form = NewPraiseForm(request.POST or None, viewer=request.viewer, initial=initial)

    def act(words: str, value: Any, sent_as: str, **_people: Any) -> Recognition:
        return recognising.recognise(
            form.people(), actor=request.viewer, words=words, value=value, sent_as=sent_as
        )

    if request.method == "POST" and (praise := save(form, act)):
        say(request, _("Said. Those it names are told."))
        return redirect(praise)
    context = {"form": form, "is_open": get("feedback.recognition_is_public")}
    return render(request, "feedback/recognition/new.html", context, status=form.status)


@require_safe
def recognition(request: Request, public_id: str) -> HttpResponse:
    found = _find(request, public_id)
    context = {"praise": praises([found], request.viewer)[0]}
    return render(request, "feedback/recognition/recognition.html", context)


@require_http_methods(FORM)
def edit(request: Request, public_id: str) -> HttpResponse:
    found = _find(request, public_id, "edit")
    begun = {"words": found.words, "value": found.value, "version": found.version}
    form = EditPraiseForm(request.POST or None, viewer=request.viewer, initial=begun)
    act = partial(recognising.edit_recognition, found, actor=request.viewer)

    def now(row: Recognition) -> dict[str, Any]:
        return {"words": row.words, "value": row.value.public_id if row.value else ""}

    if request.method == "POST" and save(form, act, row=found, now=now):
        say(request, _("Saved."))
        return redirect(found)
    context = {"form": form, "recognition": found}
    return render(request, "feedback/recognition/edit.html", context, status=form.status)


@require_POST
def remove(request: Request, public_id: str) -> HttpResponse:
    recognising.take_down(_find(request, public_id, "remove"), actor=request.viewer)
    say(request, _("Taken down. Its words are gone."))
    return redirect("feedback:recognitions")


@require_POST
def react(request: Request, public_id: str) -> HttpResponse:
    """The button says which of the two it means: pressed twice, it is once."""
    found = _find(request, public_id, "react")
    sign, _minus, off = request.POST.get("sign", "").partition("-")
    wanted = not off
    if sign not in Reaction.Sign.values:
        raise Http404
    recognising.react(found, actor=request.viewer, sign=sign, wanted=wanted)
    if request.htmx:
        praise = praises([_find(request, public_id)], request.viewer)[0]
        return render(request, "feedback/recognition/_praise.html", {"praise": praise})
    return redirect(_back(request, found))


@require_POST
def profile(request: Request, public_id: str) -> HttpResponse:
    found = _find(request, public_id, "take_off")
    away = request.POST.get("away") == "yes"
    recognising.take_off_profile(found, actor=request.viewer, away=away)
    say(request, _("You are no longer named in it.") if away else _("You are named in it again."))
    return redirect(found)


@require_POST
def celebration(request: Request, public_id: str) -> HttpResponse:
    rows = Celebration.objects.allowed(request.viewer, "hide")
    found = get_object_or_404(rows, public_id=public_id)
    away = request.POST.get("away") == "yes"
    celebrating.hide_celebration(found, actor=request.viewer, away=away)
    say(request, _("Only you know of it now.") if away else _("Others see it again."))
    return redirect("feedback:recognitions")


@require_safe
def month(request: Request, month: str) -> HttpResponse:
    must_be_somebody(request.viewer)
    said = MONTH.match(month)
    if said is None:
        raise Http404
    found = month_of(request.viewer, date(int(said[1]), int(said[2]), 1))
    glad = [(one, said_of(one)) for one in found.celebrations]
    return render(request, "feedback/recognition/month.html", {"found": found, "glad": glad})


def _find(request: Request, public_id: str, verb: str = "view") -> Any:
    rows = Recognition.objects.allowed(request.viewer, verb).for_display()
    return get_object_or_404(rows.with_may(request.viewer, *VERBS), public_id=public_id)


def _back(request: Request, found: Recognition) -> str:
    """To the list it stood in."""
    said = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(said, allowed_hosts={request.get_host()})
    return said if said.startswith("/") and safe else found.get_absolute_url()
