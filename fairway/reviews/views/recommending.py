"""Recommend something for somebody, decide on it step by step, tell them."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairway.foundation import reading
from fairway.foundation.viewers import Request
from fairway.people.audience import who_can
from fairway.reviews.actions import recommending
from fairway.reviews.actions.recommending import Said
from fairway.reviews.forms.outcomes import FORMS, StepForm
from fairway.reviews.models import ApprovalStep, Participant, Recommendation
from fairway.reviews.reading import outcomes as sheets
from fairway.reviews.reading.calibrating import read
from fairway.reviews.views.answering import attempt
from fairway.reviews.views.outcomes import find_participant
from fairway.reviews.views.sharing import somebody
from fairway.ui.saving import save
from fairway.ui.toasts import say

PAGE = "reviews.recommendation"
VERBS = ("edit", "propose", "discard", "tell", "follow")


def find_recommendation(request: Request, public_id: str, verb: str = "view") -> Any:
    rows = Recommendation.objects.allowed(request.viewer, verb).for_display()
    return get_object_or_404(rows.with_may(request.viewer, *VERBS), public_id=public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def new_recommendation(request: Request, public_id: str, kind: str) -> HttpResponse:
    found = find_participant(request, public_id)
    form = _form(kind)(request.POST or None, viewer=somebody(request))
    if request.method == "POST":
        made = save(form, partial(_begin, found, request.viewer, kind))
        if made:
            say(
                request,
                _("A draft, which nobody else reads. Propose it when it says what you mean."),
            )
            return redirect(made)
    return _write(request, form, kind, found)


@require_safe
def recommendation(request: Request, public_id: str) -> HttpResponse:
    return _page(request, find_recommendation(request, public_id))


@require_http_methods(["GET", "HEAD", "POST"])
def editing(request: Request, public_id: str) -> HttpResponse:
    found = find_recommendation(request, public_id, "edit")
    form = _form(found.kind)(request.POST or None, viewer=somebody(request), initial=_held(found))
    act = partial(_rewrite, found, request.viewer)
    if request.method == "POST" and save(form, act, found, _held):
        say(request, _("Kept."))
        return redirect(found)
    return _write(request, form, found.kind, found.participant, found)


@require_POST
def proposal(request: Request, public_id: str) -> HttpResponse:
    found = find_recommendation(request, public_id)
    act = partial(recommending.propose, found, actor=somebody(request))
    attempt(request, act, _("Proposed. Whoever decides is told."))
    return redirect(found)


@require_POST
def discarding(request: Request, public_id: str) -> HttpResponse:
    found = find_recommendation(request, public_id, "discard")
    recommending.discard_recommendation(found, actor=somebody(request))
    say(request, _("The draft is gone."))
    return redirect("reviews:conclude", found.participant.public_id)


@require_POST
def deciding(request: Request, public_id: str) -> HttpResponse:
    found = find_recommendation(request, public_id, "follow")
    form = StepForm(request.POST)
    if save(form, partial(_decide, found, somebody(request)), found, lambda row: {}):
        say(request, _("Decided. The manager is told."))
        return redirect(found)
    return _page(request, find_recommendation(request, public_id), form)


@require_POST
def telling(request: Request, public_id: str) -> HttpResponse:
    found = find_recommendation(request, public_id)
    words = _("%(name)s can read it now.") % {"name": found.person.name}
    attempt(request, partial(recommending.tell_person, found, actor=request.viewer), words)
    return redirect(found)


@require_safe
def who(request: Request, public_id: str) -> HttpResponse:
    rows = Recommendation.objects.allowed(request.viewer).for_display()
    near = ("person", "written_by", "proposed_by")
    rows = rows.select_related(*(f"{one}__assignment__unit" for one in near))
    found = get_object_or_404(rows, public_id=public_id)
    also = sheets.near(found)
    context = {"recommendation": found, "seers": who_can(found, also=also).seers()}
    return render(request, "reviews/outcomes/who.html", context)


def _begin(participant: Participant, actor: Any, kind: str, **typed: Any) -> Recommendation:
    typed.pop("version", None)
    said = Said(**typed)
    return recommending.begin_recommendation(participant, actor=actor, kind=kind, said=said)


def _rewrite(found: Recommendation, actor: Any, *, version: int | None, **typed: Any) -> Any:
    said = Said(**typed)
    return recommending.write_recommendation(found, actor=actor, said=said, version=version)


def _decide(found: Recommendation, actor: Any, *, decision: str, **typed: Any) -> Any:
    return recommending.decide_step(found, actor=actor, approve=decision == "approve", **typed)


def _form(kind: str) -> Any:
    if kind not in FORMS:
        raise Http404
    return FORMS[kind]


def _held(found: Recommendation) -> dict[str, Any]:
    return {
        "profile": found.profile,
        "words": read(found, "words"),
        "day": found.day,
        "version": found.version,
    }


def _write(
    request: Request, form: Any, kind: str, participant: Participant, found: Any = None
) -> HttpResponse:
    context = {
        "form": form,
        "participant": participant,
        "recommendation": found,
        "is_promotion": kind == Recommendation.Kind.PROMOTION,
    }
    return render(request, "reviews/outcomes/write.html", context, status=form.status)


def _page(request: Request, found: Any, form: Any = None) -> HttpResponse:
    viewer = somebody(request)
    reading.note(request, found.person, PAGE)
    mine = ApprovalStep.objects.allowed(viewer, "decide").filter(recommendation=found)
    may_decide = found.may_follow and mine.exists()
    form = form or StepForm(initial={"version": found.version})
    context = {
        "recommendation": found,
        "words": read(found, "words"),
        "way": sheets.way_of(found) if found.may_follow else (),
        "why_not": "" if found.may_follow else sheets.why_not(found),
        "may_decide": may_decide,
        "is_author": found.participant.author_id == viewer.pk,
        "form": form,
    }
    return render(request, "reviews/outcomes/recommendation.html", context, status=form.status)
