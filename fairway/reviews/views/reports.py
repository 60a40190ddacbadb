"""The report of a cycle for HR, and the patterns in it for whoever leads a unit."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fairway.foundation.models import Job
from fairway.foundation.text import csv_response
from fairway.foundation.viewers import Request
from fairway.foundation.views.jobs import shown
from fairway.reviews.actions.reporting_cycles import ask_for_report
from fairway.reviews.models import CycleReport, GapRelease, ReviewCycle
from fairway.reviews.reading.cycle_report import (
    comparing,
    gaps_told,
    lines_for_file,
    looks,
    tables_of,
)
from fairway.reviews.reading.cycle_skills import (
    lacks_of,
    patterns_for,
    skills_table,
    suggestions_of,
)
from fairway.reviews.reading.report_parts import parts_of
from fairway.reviews.reading.survey_told import said_of
from fairway.reviews.views.answering import attempt
from fairway.reviews.views.cycles import find, must_be_somebody

GOING_ON = ("waiting", "running")


@require_safe
def cycle_report(request: Request, public_id: str) -> HttpResponse:
    found = _closed(request, public_id)
    parts = parts_of(found.pk, request.viewer)
    part = _chosen(request, parts)
    report = part or CycleReport.objects.filter(cycle=found.pk).first()
    is_whole = report is not None and report.looks_at is not None
    job = None if is_whole else _job(found)
    context = {
        "cycle": found,
        "report": report,
        "part": part,
        "parts": parts,
        "tables": [*tables_of(part.content), looks(part.content.get("looks"))] if part else [],
        "gaps": gaps_told(part.content) if part else [],
        "lacks": lacks_of(part.content) if part else [],
        "said": said_of(found, request.viewer),
        "gaps_of_groups": GapRelease.objects.allowed(request.viewer)
        .filter(cycle=found.pk)
        .exists(),
        "may_make": found.may_report and not is_whole,
        "job": {**shown(job), "url": request.path} if job and _goes_on(job) else None,
    }
    return render(request, "reviews/after/report.html", context)


@require_POST
def report_making(request: Request, public_id: str) -> HttpResponse:
    found = _closed(request, public_id)
    act = partial(ask_for_report, found, actor=request.viewer)
    attempt(request, act, _("Asked for. You can leave this page; it goes on."))
    return redirect("reviews:cycle_report", found.public_id)


@require_safe
def report_file(request: Request, public_id: str) -> HttpResponseBase:
    """All tables of all parts that the reader has, a line for each number."""
    found = _closed(request, public_id)
    said = said_of(found, request.viewer)
    lines: list[tuple[str, ...]] = []
    for part in parts_of(found.pk, request.viewer):
        tables = [
            *tables_of(part.content),
            looks(part.content.get("looks")),
            skills_table(part.content),
        ]
        lines += lines_for_file(tables, _name(part))
    if said is not None and said.table is not None:
        lines += lines_for_file([said.table], _("Survey"))
    header = (_("Unit"), _("Table"), _("Row"), _("Column"), _("Value"))
    return csv_response("cycle-report", header, lines)


@require_safe
def patterns(request: Request) -> HttpResponse:
    """Those of the latest cycle that has any for the reader."""
    must_be_somebody(request.viewer)
    latest = patterns_for(request.viewer).first()
    if latest is None:
        return render(request, "reviews/after/patterns.html", {"cycle": None})
    return redirect("reviews:patterns_of", latest.report.cycle.public_id)


@require_safe
def patterns_of(request: Request, public_id: str) -> HttpResponse:
    must_be_somebody(request.viewer)
    mine = list(patterns_for(request.viewer).filter(report__cycle__public_id=public_id))
    if not mine:
        raise Http404
    part = _chosen(request, mine)
    context = {
        "cycle": part.report.cycle,
        "part": part,
        "parts": mine,
        "tables": list(comparing(part.content)),
        "lacks": lacks_of(part.content),
        "suggestions": suggestions_of([part]),
        "others": _other_cycles(request, part.report.cycle),
    }
    return render(request, "reviews/after/patterns.html", context)


def _closed(request: Request, public_id: str) -> Any:
    found = find(request, public_id)
    if not found.is_closed:
        raise Http404
    return found


def _chosen(request: Request, parts: list[Any]) -> Any:
    """The part that is asked for, else the largest."""
    wanted = request.GET.get("part", "")
    if not parts:
        return None
    return next((one for one in parts if one.public_id == wanted), parts[0])


def _name(part: Any) -> str:
    return str(part.unit) if part.unit else _("Everybody")


def _job(cycle: ReviewCycle) -> Job | None:
    rows = Job.objects.filter(key__startswith=f"cycle-report:{cycle.pk}:")
    return rows.order_by("-pk").first()


def _goes_on(job: Job) -> bool:
    return shown(job)["state"] in GOING_ON


def _other_cycles(request: Request, cycle: ReviewCycle) -> list[ReviewCycle]:
    found = {one.report.cycle_id: one.report.cycle for one in patterns_for(request.viewer)[:200]}
    return [one for key, one in found.items() if key != cycle.pk]
