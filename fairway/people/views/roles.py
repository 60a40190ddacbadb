"""Appointments: who holds which role over what, and what waits for a second person."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fairway.foundation.paging import page_of
from fairway.foundation.viewers import Request
from fairway.people.actions.appointing import (
    agree_appointment,
    decline_appointment,
    end_appointment,
    propose_appointment,
    withdraw_appointment,
)
from fairway.people.days import organisation_day
from fairway.people.forms.organisation import AppointmentForm
from fairway.people.models import Appointment, AppointmentProposal
from fairway.people.relations import Role, roles_of
from fairway.people.views.acting import attempt, show_form, told
from fairway.people.views.directory import address
from fairway.people.views.tabs import organisation_tabs
from fairway.ui.toasts import say

MAY_ASK = {Role.PEOPLE_LEAD, Role.HR_PARTNER}


@require_safe
def appointments(request: Request) -> HttpResponse:
    """Everybody sees who holds a role; dates and buttons are for whom the rules name."""
    held = page_of(
        Appointment.objects.allowed(request.viewer)
        .with_may(request.viewer, "view_details", "end")
        .on(organisation_day())
        .filter(person__active=True)
        .select_related("person", "unit", "appointed_by"),
        order=("role", "person__sort_name", "person", "pk"),
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    waiting = (
        AppointmentProposal.objects.allowed(request.viewer)
        .with_may(request.viewer, "decide", "withdraw")
        .filter(state=AppointmentProposal.State.ASKED)
        .select_related("person", "unit", "proposed_by")
    )
    context = {
        "held": by_person(held),
        "next": address(request.GET, after=held.after),
        "previous": address(request.GET, before=held.before),
        "waiting": waiting,
        "may_ask": may_ask(request.viewer),
        "organisation_tabs": organisation_tabs("people:appointments"),
        "form": AppointmentForm(viewer=request.viewer, initial={"valid_from": organisation_day()}),
    }
    return render(request, "people/appointments.html", context)


@require_POST
def appoint(request: Request) -> HttpResponse:
    if not may_ask(request.viewer):
        raise Http404
    form = AppointmentForm(request.POST, viewer=request.viewer)
    done, status = attempt(
        form, lambda: propose_appointment(actor=request.viewer, **form.cleaned_data)
    )
    if done:
        at_once = isinstance(done, Appointment)
        say(
            request,
            _("Appointed. Nobody else could agree, and that is on record.")
            if at_once
            else _("Asked. It holds once another people lead agrees."),
        )
        return redirect("people:appointments")
    return show_form(request, "people/appoint.html", form, status)


@require_POST
def appointment_end(request: Request, public_id: str) -> HttpResponse:
    rows = Appointment.objects.allowed(request.viewer, "end")
    found = get_object_or_404(rows, public_id=public_id)
    told(request, lambda: end_appointment(found, actor=request.viewer), _("The role has ended."))
    return redirect("people:appointments")


@require_POST
def proposal_decision(request: Request, public_id: str) -> HttpResponse:
    found = _proposal(request, public_id, "decide")
    agree = request.POST.get("agree") == "yes"
    decide = agree_appointment if agree else decline_appointment
    told(
        request,
        lambda: decide(found, actor=request.viewer),
        _("Agreed: the role holds.") if agree else _("Declined."),
    )
    return redirect("people:appointments")


@require_POST
def proposal_withdrawal(request: Request, public_id: str) -> HttpResponse:
    found = _proposal(request, public_id, "withdraw")
    told(request, lambda: withdraw_appointment(found, actor=request.viewer), _("Taken back."))
    return redirect("people:appointments")


def by_person(held: Iterable[Appointment]) -> list[list[Appointment]]:
    """One's appointments to the same role stand together."""
    return [list(own) for _key, own in groupby(held, key=lambda one: (one.role, one.person_id))]


def may_ask(viewer: Any) -> bool:
    return viewer is not None and bool(roles_of(viewer) & MAY_ASK)


def _proposal(request: Request, public_id: str, verb: str) -> AppointmentProposal:
    rows = AppointmentProposal.objects.allowed(request.viewer, verb)
    return get_object_or_404(rows.select_related("person"), public_id=public_id)
