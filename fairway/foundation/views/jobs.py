"""How far a piece of work is, for whoever asked for it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fairway.foundation.jobs.naming import UnknownTask, task_named
from fairway.foundation.models import Job


@require_safe
def job(request: HttpRequest, public_id: str) -> HttpResponse:
    viewer = getattr(request, "viewer", None)
    found = get_object_or_404(Job.objects.allowed(viewer), public_id=public_id)
    return render(request, "foundation/job.html", {"job": shown(found), "next": next_of(found)})


def shown(job: Job) -> dict[str, Any]:
    """What `<c-job>` draws."""
    return {
        "url": reverse("foundation:job", args=[job.public_id]),
        "label": label_of(job),
        "state": state_of(job),
        "done": job.done_parts,
        "total": job.all_parts or 0,
        "message": message_of(job),
    }


def label_of(job: Job) -> str:
    try:
        return str(getattr(task_named(job.task), "label", "")) or _("Background work")
    except UnknownTask:
        return _("Background work")


def state_of(job: Job) -> str:
    if job.state == Job.State.DONE:
        return "done"
    if job.state == Job.State.DEAD:
        return "failed"
    return "running" if job.leased_until or job.done_parts else "waiting"


def message_of(job: Job) -> str:
    if job.state == Job.State.DEAD:
        return _("It did not work, also when tried again. What was finished before stays.")
    if job.state == Job.State.READY and job.failure:
        return _("Something was in the way. It is tried again by itself.")
    return ""


def next_of(job: Job) -> str:
    """Where to go on from here, when the work said so: a path of our own."""
    result = job.result if isinstance(job.result, dict) else {}
    path = str(result.get("next", ""))
    return path if path.startswith("/") and not path.startswith("//") else ""
