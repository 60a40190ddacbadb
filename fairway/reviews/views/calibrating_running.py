"""Run a session: call it, say who takes part, open it, take in what came later, lock it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from fairway.foundation.access import permitted
from fairway.foundation.viewers import Request
from fairway.people.models import OrgUnit, Person
from fairway.people.relations import Role, roles_of
from fairway.reviews.actions import calibrating as acting
from fairway.reviews.forms.calibrating import CalibratorForm, LockForm, MakingForm
from fairway.reviews.models import CalibrationSession, ReviewCycle
from fairway.reviews.reading.calibrating_standing import standing_of
from fairway.reviews.views.answering import attempt
from fairway.reviews.views.calibrating_finding import find_session, must_be_somebody
from fairway.ui.saving import CONFLICT, save
from fairway.ui.toasts import say

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
def new_calibration(request: Request) -> HttpResponse:
    must_be_somebody(request.viewer)
    if not roles_of(request.viewer) & {Role.HR_PARTNER, Role.PEOPLE_LEAD}:
        raise PermissionDenied
    cycles = ReviewCycle.objects.allowed(request.viewer).running().filter(overall_rating=True)
    form = MakingForm(
        request.POST if request.method == "POST" else None,
        viewer=request.viewer,
        cycles=cycles.order_by("-period_from", "-pk"),
        units=OrgUnit.objects.filter(permitted(OrgUnit, request.viewer, "calibrate")),
    )

    def act(cycle: ReviewCycle, **typed: Any) -> CalibrationSession:
        return acting.make_session(cycle, actor=request.viewer, **typed)

    if request.method == "POST" and (made := save(form, act)):
        say(request, _("The session is there. Say who takes part."))
        return redirect("reviews:calibrators", made.public_id)
    context = {"form": form, "cycles": form.cycles}
    return render(request, "reviews/calibrating/new.html", context, status=form.status)


@require_http_methods(FORM)
def people(request: Request, public_id: str) -> HttpResponse:
    """Who takes part; and whoever rates there, to be added at once."""
    session = find_session(request, public_id)
    if request.method == "POST" and "raters" in request.POST:
        return _add_raters(request, session)
    form = CalibratorForm(request.POST or None, viewer=request.viewer)

    def act(person: Person) -> Any:
        return [acting.add_calibrators(session, actor=request.viewer, people=[person])]

    if request.method == "POST" and save(form, act):
        say(request, _("They are told that they take part."))
        return redirect("reviews:calibrators", session.public_id)
    there = session.calibrators.select_related("person").order_by("person__sort_name", "pk")
    context = {
        "session": session,
        "form": form,
        "calibrators": list(there),
        "voted": set(session.votes.values_list("by", flat=True)),
        "since": acting.to_take_in(session) if session.may_manage else 0,
    }
    return render(request, "reviews/calibrating/people.html", context, status=form.status)


@require_POST
def remove(request: Request, public_id: str, person_id: str) -> HttpResponse:
    session = find_session(request, public_id)
    person = get_object_or_404(Person, public_id=person_id, pk__in=_there(session))
    acting.remove_calibrator(session, actor=request.viewer, person=person)
    say(request, _("%(name)s takes part no longer.") % {"name": person.name})
    return redirect("reviews:calibrators", session.public_id)


@require_POST
def take_in(request: Request, public_id: str) -> HttpResponse:
    session = find_session(request, public_id)
    count = acting.take_in(session, actor=request.viewer)
    words = ngettext("%(n)s review was taken in.", "%(n)s reviews were taken in.", count)
    say(request, words % {"n": count})
    return redirect(session)


@require_POST
def opening(request: Request, public_id: str) -> HttpResponse:
    session = find_session(request, public_id)
    words = _("Open. Everybody who takes part is told, and the votes can be read.")
    attempt(request, partial(acting.open_session, session, actor=request.viewer), words)
    return redirect(session)


@require_http_methods(FORM)
def lock(request: Request, public_id: str) -> HttpResponse:
    """Says what it does before it does it; more moves meanwhile, and it is said anew."""
    session = find_session(request, public_id)
    if not session.is_open:
        return redirect(session)
    if not session.may_lock:
        raise PermissionDenied
    form = LockForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        act = partial(acting.close_session, session, actor=request.viewer)
        if locked := save(form, act):
            say(request, _("Locked. The ratings stand."))
            return redirect(locked)
        if form.has_error("__all__", "changed_since"):
            form.status = CONFLICT
    context = {
        "session": session,
        "form": form,
        "standing": standing_of(session, request.viewer),
        "seen": session.happened,
        "outside": acting.waiting_outside(session),
        "since": acting.to_take_in(session),
    }
    return render(request, "reviews/calibrating/lock.html", context, status=form.status)


@require_POST
def dissolve(request: Request, public_id: str) -> HttpResponse:
    session = find_session(request, public_id)
    act = partial(acting.dissolve_session, session, actor=request.viewer)
    words = _("Dissolved. Its people can be looked at in another session.")
    gone = attempt(request, act, words)
    return redirect("reviews:calibrations") if gone else redirect(session)


def _add_raters(request: Request, session: CalibrationSession) -> HttpResponse:
    """All managers who proposed ratings here and are still with us."""
    raters = Person.objects.active().filter(pk__in=session.placements.values("rater"))
    added = acting.add_calibrators(session, actor=request.viewer, people=raters)
    words = ngettext("%(n)s manager takes part now.", "%(n)s managers take part now.", len(added))
    say(request, words % {"n": len(added)})
    return redirect("reviews:calibrators", session.public_id)


def _there(session: CalibrationSession) -> Any:
    return session.calibrators.values("person")
