"""Read what was given out, acknowledge and sign it, take it along; give it to the person."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fairway.foundation import reading
from fairway.foundation.paging import address, page_of
from fairway.foundation.refusal import Refusal
from fairway.foundation.viewers import Request
from fairway.people.audience import who_can
from fairway.people.models import Person
from fairway.reviews.actions import packing, releasing, signing
from fairway.reviews.actions.sharing_refused import NoPdfHere, NotDrawn
from fairway.reviews.forms.sharing import AcknowledgingForm
from fairway.reviews.guides import guide_for, suggests_live
from fairway.reviews.models import (
    Participant,
    ReportOf360,
    SharedVersion,
)
from fairway.reviews.reading import sharing as sheets
from fairway.reviews.reading.calibrating_given import overall_question
from fairway.reviews.reading.sheets import sheet_of
from fairway.reviews.views.answering import attempt
from fairway.ui.saving import save
from fairway.ui.toasts import say, warn

PAGE, REPORT_PAGE = "reviews.shared", "reviews.report"
BY_DAY, BY_ME = ("-to_subject_at", "-pk"), ("-made_at", "-pk")  # those of oneself are all given
VERBS = ("acknowledge", "sign", "dispute", "read_guide", "print")
SIZE = 20


def somebody(request: Request) -> Person:
    """Reviews are people's: a login that belongs to nobody has none."""
    if not isinstance(request.viewer, Person):
        raise PermissionDenied
    return request.viewer


def find_version(request: Request, public_id: str, verb: str = "view") -> Any:
    rows = SharedVersion.objects.allowed(request.viewer, verb).for_display()
    rows = rows.select_related("acknowledgement", "person__assignment__location").with_names()
    return get_object_or_404(rows.with_may(request.viewer, *VERBS), public_id=public_id)


@require_safe
def given(request: Request) -> HttpResponse:
    """What one was given, or, with "of", what one has written and given."""
    viewer = somebody(request)
    by_me = "of" in request.GET
    rows = sheets.by_me(viewer) if by_me else sheets.about_me(viewer)
    reports = sheets.reports_of(viewer, by_me=by_me)
    asked = {name: request.GET.get(name, "") for name in ("after", "before")}
    page = page_of(rows, order=BY_ME if by_me else BY_DAY, size=SIZE, **asked)
    context = {
        "page": page,
        "by_me": by_me,
        "reports": reports,
        "previous": address(request.GET, before=page.before),
        "next": address(request.GET, after=page.after),
    }
    return render(request, "reviews/sharing/given.html", context)


@require_safe
def shared(request: Request, public_id: str) -> HttpResponse:
    return _page(request, find_version(request, public_id))


@require_POST
def acknowledging(request: Request, public_id: str) -> HttpResponse:
    found = find_version(request, public_id, "acknowledge")
    form = AcknowledgingForm(request.POST)
    if save(form, partial(signing.acknowledge, found, actor=request.viewer)):
        say(request, _("Acknowledged. It says that you have it, not that you agree."))
        return redirect(found)
    return _page(request, found, form)


@require_POST
def signature(request: Request, public_id: str) -> HttpResponse:
    """By whoever wrote it; `seen` is the mark of the words that stood on their page."""
    found = find_version(request, public_id, "sign")
    seen = request.POST.get("seen", "")[:64]
    attempt(request, partial(signing.sign, found, actor=somebody(request), seen=seen), _("Signed."))
    return redirect(found)


@require_POST
def document(request: Request, public_id: str) -> HttpResponse:
    """A POST, for it may be made now and is kept; it is handed out from its own address."""
    found = find_version(request, public_id, "print")
    try:
        stored = packing.packet_of(found, actor=request.viewer)
    except (NoPdfHere, NotDrawn) as refusal:
        warn(request, str(refusal))
        return redirect(found)
    reading.note(request, found.person, PAGE)
    return redirect("foundation:file", stored.public_id)


@require_safe
def guide(request: Request, public_id: str) -> HttpResponse:
    found = find_version(request, public_id, "read_guide")
    scale = overall_question(found.participant.cycle)
    context = {
        "version": found,
        "guide": guide_for(found.rating, scale.values if scale else ()),
        "live": suggests_live(),
    }
    return render(request, "reviews/sharing/guide.html", context)


@require_safe
def who(request: Request, public_id: str) -> HttpResponse:
    rows = SharedVersion.objects.allowed(request.viewer).for_display().with_who_looks()
    found = get_object_or_404(rows, public_id=public_id)
    look = getattr(found, "look", None)
    near = (found.participant.author, look.reviewer if look else None)
    seers = who_can(found, also=[one for one in near if one is not None]).seers()
    context = {"version": found, "seers": seers}
    return render(request, "reviews/sharing/who.html", context)


@require_POST
def giving(request: Request, public_id: str) -> HttpResponse:
    """To the person, by whoever wrote it or HR."""
    rows = Participant.objects.allowed(request.viewer, "give").select_related("person")
    found = get_object_or_404(rows, public_id=public_id)
    try:
        version = releasing.give_to_person(found, actor=request.viewer)
    except Refusal as refusal:
        warn(request, str(refusal))
        return redirect("reviews:given")
    say(request, _("%(name)s can read it now.") % {"name": found.person.name})
    return redirect(version)


@require_safe
def report_360(request: Request, public_id: str) -> HttpResponse:
    rows = ReportOf360.objects.allowed(request.viewer)
    found = get_object_or_404(
        rows.select_related("person", "participant__cycle"), public_id=public_id
    )
    reading.note(request, found.person, REPORT_PAGE)
    context = {"report": found, "sheet": sheets.report_sheet(found)}
    return render(request, "reviews/sharing/report.html", context)


def _page(request: Request, found: Any, form: Any = None) -> HttpResponse:
    reading.note(request, found.person, PAGE)
    form = form or AcknowledgingForm(initial={"seen": found.content_hash})
    context = {
        "version": found,
        "sheet": sheet_of(found),
        "standing": sheets.standing_of_version(found, somebody(request)),
        "form": form,
    }
    return render(request, "reviews/sharing/shared.html", context, status=form.status)
