"""An import as it stands: worked out, to be looked through, or done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fairway.foundation.models import Job
from fairway.foundation.text.cells import csv_response
from fairway.foundation.viewers import Request
from fairway.foundation.views.jobs import shown
from fairway.people.actions.importing.batches import discard_batch
from fairway.people.actions.importing.outcomes import ERROR, KINDS, WARNING, problems_of
from fairway.people.actions.importing.staging import NotNow
from fairway.people.actions.importing.working import apply_later, compare_later
from fairway.people.forms.importing import ApplyForm
from fairway.people.importing.fields import label_of
from fairway.people.importing.plan import CREATED, UPDATED
from fairway.people.models import ImportBatch, ImportRow
from fairway.people.views.importing import steps
from fairway.people.views.importing.paging import LinePage, page_of_lines
from fairway.people.views.importing.starting import address
from fairway.ui.parts import Change, Tab
from fairway.ui.saving import save
from fairway.ui.toasts import say, warn

State = ImportBatch.State
WORKING = {State.COMPARING, State.APPLYING}
MOST_PROBLEMS = 10_000
PLAIN = ("job_title", "unit", "location")  # of somebody new these need no label


@require_safe
def batch(request: Request, public_id: str) -> HttpResponse:
    found = steps.find(request, public_id)
    if found.state in WORKING:
        return _working(request, found)
    if request.headers.get("HX-Request"):
        # The progress asked once more and the work is over: to the page with the outcome.
        return HttpResponse(headers={"HX-Redirect": address(found)})
    if found.state == State.MAPPING:
        return redirect("people:import_columns", found.public_id)
    if found.state == State.REVIEW:
        return review(request, found, ApplyForm(found))
    context = {"batch": found, "steps": steps.steps(steps.DONE), "new": _new(found)}
    return render(request, "people/importing/result.html", context)


def _working(request: Request, found: ImportBatch) -> HttpResponse:
    job = Job.objects.allowed(request.viewer).filter(public_id=found.reading.get("job", ""))
    progress = shown(job[0]) if job else {"label": _("Reading"), "state": "failed"}
    applying = found.state == State.APPLYING
    context = {
        "batch": found,
        "job": progress | {"url": address(found)},
        "failed": progress["state"] == "failed",
        "applying": applying,
        "steps": steps.steps(steps.DONE if applying else steps.REVIEW),
    }
    return render(request, "people/importing/working.html", context)


def review(request: Request, found: ImportBatch, form: ApplyForm) -> HttpResponse:
    counts, notes = found.counts, found.notes
    tabs = [
        (CREATED, _("New"), counts.get(CREATED, 0)),
        (UPDATED, _("Changed"), counts.get(UPDATED, 0)),
        (ERROR, _("Errors"), notes.get("errors", 0)),
        (WARNING, _("Notes"), notes.get("warnings", 0)),
    ]
    offered = [key for key, _label, count in tabs if count]
    wanted = request.GET.get("show", "")
    first = ERROR if ERROR in offered else next(iter(offered), "")
    current = wanted if wanted in offered else first
    context = {
        "batch": found,
        "form": form,
        "notes": notes,
        "new": _new(found),
        "changes": counts.get(CREATED, 0) + counts.get(UPDATED, 0),
        "tabs": [
            Tab(label, f"{_list_at(found, key)}#lines", key == current, count)
            for key, label, count in tabs
            if count
        ],
        "current": current,
        "page": _page(request, found, current),
        "steps": steps.steps(steps.REVIEW),
    }
    return render(request, "people/importing/review.html", context, status=form.status)


def _page(request: Request, found: ImportBatch, current: str) -> LinePage:
    rows = ImportRow.objects.filter(batch=found, action=current)
    page = page_of_lines(rows, request.GET, list_at=_list_at(found, current))
    for row in page.rows:
        if current in {ERROR, WARNING}:
            row.problems = problems_of(row)
        else:
            plain = PLAIN if current == CREATED else ()
            row.changes = [
                Change("" if key in plain else label_of(key), old, new)
                for key, old, new in row.about
            ]
    return page


def _list_at(found: ImportBatch, kind: str) -> str:
    """In full: a refused application shows the same page at an address that only takes a POST."""
    return f"{address(found)}?show={kind}"


def _new(found: ImportBatch) -> list[dict[str, Any]]:
    """What the file names that was not here: units, places, jobs, employers."""
    labels = (_("Units"), _("Places"), _("Roles"), _("Employers"))
    counts, names = found.notes.get("new_counts", {}), found.notes.get("new", {})
    return [
        {"label": label, "count": counts[kind], "names": names.get(kind, [])}
        for kind, label in zip(KINDS, labels, strict=True)
        if counts.get(kind)
    ]


@require_POST
def comparison(request: Request, public_id: str) -> HttpResponse:
    """Once more, where the work broke off."""
    found = steps.find(request, public_id, "edit")
    try:
        compare_later(found, actor=request.viewer)
    except NotNow as refusal:
        warn(request, refusal)
    return redirect(address(found))


@require_POST
def application(request: Request, public_id: str) -> HttpResponse:
    found = steps.find(request, public_id, "edit")
    form = ApplyForm(found, request.POST)

    def apply(**said: Any) -> ImportBatch:
        return apply_later(found, actor=request.viewer, **said)

    if save(form, apply, row=found):
        return redirect(address(found))
    found.refresh_from_db()
    if found.state != State.REVIEW:
        warn(request, NotNow())
        return redirect(address(found))
    return review(request, found, form)


@require_POST
def discarding(request: Request, public_id: str) -> HttpResponse:
    found = steps.find(request, public_id, "edit")
    try:
        discard_batch(found, actor=request.viewer)
        say(request, _("Discarded. Nothing was changed."))
    except NotNow as refusal:
        warn(request, refusal)
        return redirect(address(found))
    return redirect("people:imports")


@require_safe
def problems(request: Request, public_id: str) -> HttpResponseBase:
    """Errors and notes as a table, to put the file right with."""
    found = steps.find(request, public_id)
    rows = ImportRow.objects.filter(batch=found, action__in=[ERROR, WARNING])
    header = (_("Line"), _("Column"), _("Kind"), _("What to do"))
    return csv_response("import-problems", header, _told(rows[:MOST_PROBLEMS]))


def _told(rows: Any) -> Iterator[tuple[Any, ...]]:
    kinds = {ERROR: _("Error"), WARNING: _("Note")}
    for row in rows.iterator():
        for problem in problems_of(row):
            yield row.line or "", problem.column, kinds[row.action], problem.message
