"""What others can count on, of a unit or of a role: shared hours, and how soon an answer comes."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fairway.foundation.viewers import Request
from fairway.people.actions.norms import clear_norm, set_norm
from fairway.people.forms.time import NormForm
from fairway.people.models import AvailabilityNorm, JobProfile, OrgUnit
from fairway.people.views.acting import attempt, show_form
from fairway.ui.toasts import say

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
def unit_norm(request: Request, public_id: str) -> HttpResponse:
    units = OrgUnit.objects.allowed(request.viewer, "set_norm")
    unit = get_object_or_404(units, public_id=public_id)
    norm = AvailabilityNorm.objects.filter(unit=unit, job_profile=None).first()
    return _agree(request, unit, norm, reverse("people:unit", args=[unit.public_id]))


@require_http_methods(FORM)
def job_norm(request: Request, public_id: str) -> HttpResponse:
    jobs = JobProfile.objects.allowed(request.viewer, "set_norm")
    job = get_object_or_404(jobs, public_id=public_id)
    norm = AvailabilityNorm.objects.filter(unit=None, job_profile=job).first()
    return _agree(request, job, norm, reverse("people:jobs"))


def _agree(
    request: Request, of: OrgUnit | JobProfile, norm: AvailabilityNorm | None, back: str
) -> HttpResponse:
    form = NormForm(request.POST or None, viewer=request.viewer, initial=initial_of(norm))

    def act() -> bool:
        if form.says_nothing():
            if norm is not None:
                clear_norm(norm, actor=request.viewer)
        else:
            set_norm(of, actor=request.viewer, **form.said())
        return True

    def now(row: AvailabilityNorm) -> dict[str, Any]:
        return {key: form.fields[key].to_python(held) for key, held in initial_of(row).items()}

    done, status = attempt(form, act, norm, now) if request.method == "POST" else (None, 200)
    if done:
        nothing = form.says_nothing()
        say(request, _("Nothing is agreed now.") if nothing else _("Saved. Everybody can see it."))
        return redirect(back)
    return show_form(request, "people/norm.html", form, status, of=str(of), back=back)


def initial_of(norm: AvailabilityNorm | None) -> dict[str, Any]:
    if norm is None:
        return {}
    initial: dict[str, Any] = {
        "note": norm.note,
        "core_zone": norm.core_zone,
        "version": norm.version,
        **{f"reply_{channel}": hours for channel, hours in norm.reply_times.items()},
    }
    for name in ("core_from", "core_until"):
        minutes = getattr(norm, name)
        if minutes is not None:
            initial[name] = "{:02}:{:02}".format(*divmod(minutes % (24 * 60), 60))
    return initial
