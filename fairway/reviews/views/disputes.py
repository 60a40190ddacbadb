"""Ask for a second look, name who takes it, say what there is to say, decide."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairway.foundation import reading
from fairway.foundation.paging import address, page_of
from fairway.foundation.viewers import Request
from fairway.reviews.actions import deciding, disputing
from fairway.reviews.forms.sharing import (
    AnswerForm,
    DecidingForm,
    DisputeForm,
    EvidenceForm,
    NamingForm,
)
from fairway.reviews.models import Dispute, Exhibit, SharedVersion
from fairway.reviews.reading.calibrating_given import overall_question
from fairway.reviews.reading.exhibits import Picker, picker_of
from fairway.reviews.reading.second_looks import expected, who_could_look
from fairway.reviews.reading.sharing import ended_lately, look_of
from fairway.reviews.views.sharing import find_version, somebody
from fairway.ui.saving import FINE, save
from fairway.ui.toasts import say

PAGE = "reviews.second_look"
VERBS = ("respond", "bring", "decide", "withdraw")
LOOKS = "look"  # the button that shows another part of a list


def find_dispute(request: Request, public_id: str, verb: str = "view") -> Any:
    rows = Dispute.objects.allowed(request.viewer, verb).for_display()
    rows = rows.select_related("author", "question", "version_disputed")
    # Who has decided reads the review no more; what they said stays theirs to read.
    readable = SharedVersion.objects.allowed(request.viewer).filter(pk=OuterRef("version_disputed"))
    rows = rows.annotate(may_read_it=Exists(readable.order_by()))
    found: Any = get_object_or_404(rows.with_may(request.viewer, *VERBS), public_id=public_id)
    version = found.version_disputed
    version.participant, version.person = found.participant, found.person
    found.participant.person = found.person
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def new_dispute(request: Request, public_id: str) -> HttpResponse:
    found = find_version(request, public_id, "dispute")
    picker = picker_of(found, somebody(request), here=request.path, asked=request.POST)
    form = _typed(request, partial(DisputeForm, content=found.words(), picker=picker))
    if form.is_bound:
        made = save(form, partial(disputing.open_dispute, found, actor=request.viewer))
        if made:
            say(request, _("Asked. HR names somebody who had no part in it, and you are told."))
            return redirect(made)
    context = {"version": found, "form": form, "until": disputing.open_until(found)}
    return render(request, "reviews/sharing/new_dispute.html", context, status=form.status)


@require_safe
def dispute(request: Request, public_id: str) -> HttpResponse:
    return _page(request, find_dispute(request, public_id))


@require_safe
def to_name(request: Request) -> HttpResponse:
    """Whom HR has to name somebody for, and what came of others: nothing of what they are about."""
    rows = Dispute.objects.allowed(somebody(request), "assign").for_display()
    asked = {name: request.GET.get(name, "") for name in ("after", "before")}
    page = page_of(rows, order=("opened_at", "pk"), **asked)
    context = {
        "page": page,
        "previous": address(request.GET, before=page.before),
        "next": address(request.GET, after=page.after),
        "over": ended_lately(request.viewer),
    }
    return render(request, "reviews/sharing/to_name.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def naming(request: Request, public_id: str) -> HttpResponse:
    found = find_dispute(request, public_id, "assign")
    initial = {"version": found.version}
    viewer = somebody(request)
    offered = who_could_look(found, viewer)
    form = NamingForm(request.POST or None, viewer=viewer, offered=offered, initial=initial)
    if request.method == "POST" and save(
        form, partial(disputing.assign_reviewer, found, actor=viewer), found
    ):
        say(request, _("Named. All three are told."))
        return redirect("reviews:disputes_to_name")
    context = {"dispute": found, "form": form}
    return render(request, "reviews/sharing/naming.html", context, status=form.status)


@require_http_methods(["GET", "HEAD", "POST"])
def answering(request: Request, public_id: str) -> HttpResponse:
    found = find_dispute(request, public_id, "respond")
    initial = {"version": found.version, "words": found.read_response() or ""}
    form = _typed(request, partial(AnswerForm, picker=_picker(request, found)), initial)
    act = partial(disputing.respond, found, actor=request.viewer)
    if form.is_bound and save(form, act, found, lambda row: {"words": row.read_response() or ""}):
        say(request, _("Kept. You can put it better until it is decided."))
        return redirect(found)
    context = {"dispute": found, "form": form, "answers": True}
    return render(request, "reviews/sharing/bringing.html", context, status=form.status)


@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request: Request, public_id: str) -> HttpResponse:
    found = find_dispute(request, public_id, "bring")
    form = _typed(request, partial(EvidenceForm, picker=_picker(request, found)))
    act = partial(disputing.bring_evidence, found, actor=request.viewer)
    if form.is_bound and save(form, act):
        say(request, _("Added. It stays as you brought it."))
        return redirect(found)
    context = {"dispute": found, "form": form}
    return render(request, "reviews/sharing/bringing.html", context, status=form.status)


@require_POST
def decision(request: Request, public_id: str) -> HttpResponse:
    found = find_dispute(request, public_id, "decide")
    form = DecidingForm(request.POST, **_ways(found))
    if save(form, partial(deciding.decide, found, actor=request.viewer), found):
        say(request, _("Decided. Both sides read it, with your reason."))
        return redirect(found)
    return _page(request, found, form)


@require_POST
def withdrawal(request: Request, public_id: str) -> HttpResponse:
    found = find_dispute(request, public_id, "withdraw")
    disputing.withdraw_dispute(found, actor=request.viewer)
    say(request, _("Taken back."))
    return redirect(found)


def _ways(found: Any) -> dict[str, Any]:
    """What can be decided: a rating where there is one, and in a cycle that runs to write anew."""
    rated = found.version_disputed.rating is not None
    cycle = found.participant.cycle
    return {"scale": overall_question(cycle) if rated else None, "runs": cycle.is_running}


def _picker(request: Request, found: Any) -> Picker:
    """But for what they have pointed to, which stands there already."""
    mine = Exhibit.objects.filter(dispute=found, by=somebody(request))
    return picker_of(
        found.version_disputed,
        somebody(request),
        here=request.path,
        asked=request.POST,
        but_for=mine.values_list("source", "key"),
    )


def _typed(request: Request, form: Any, initial: Any = None) -> Any:
    """Where another part of the list is asked for, nothing is sent: what was typed stays."""
    if request.method == "POST" and LOOKS not in request.POST:
        return form(request.POST, initial=initial)
    return form(initial={**(initial or {}), **request.POST.dict()})


def _page(request: Request, found: Any, form: Any = None) -> HttpResponse:
    reading.note(request, found.person, PAGE)
    if found.may_decide and form is None:
        form = DecidingForm(initial={"version": found.version}, **_ways(found))
    context = {
        "dispute": found,
        "look": look_of(found, somebody(request)),
        "expected": expected(found, somebody(request)),
        "form": form,
    }
    status = form.status if form else FINE
    return render(request, "reviews/sharing/dispute.html", context, status=status)
