"""What each column of the file means."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from fairway.foundation.once import repeatable
from fairway.foundation.viewers import Request
from fairway.people.actions.importing.staging import AnotherFile, set_columns, stage_again
from fairway.people.actions.importing.working import compare_later
from fairway.people.forms.importing import ColumnsForm
from fairway.people.importing.isolated import reading
from fairway.people.importing.problems import Problem, Unreadable
from fairway.people.models import ImportBatch
from fairway.people.views.importing import steps
from fairway.people.views.importing.starting import lines_of, on_disk
from fairway.ui.saving import save

CHANGEABLE = {ImportBatch.State.MAPPING, ImportBatch.State.REVIEW}


@repeatable
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: Request, public_id: str) -> HttpResponse:
    batch = steps.find(request, public_id, "edit")
    if batch.state not in CHANGEABLE and request.method != "POST":
        return redirect("people:import", batch.public_id)
    form = ColumnsForm(batch, request.POST or None, request.FILES or None)

    def keep(**said: Any) -> ImportBatch:
        return _keep(request, batch, form, **said)

    if request.method == "POST" and save(form, keep, row=batch):
        return redirect("people:import", batch.public_id)
    problem = batch.notes.get("problem")
    context = {
        "batch": batch,
        "form": form,
        "problem": Problem(problem["code"], params=problem["params"]) if problem else None,
        "steps": steps.steps(steps.COLUMNS),
    }
    return render(request, "people/importing/columns.html", context, status=form.status)


def _keep(
    request: Request, batch: ImportBatch, form: ColumnsForm, *, file: Any, **said: Any
) -> ImportBatch:
    """Read the file again where other columns are wanted, then compare."""
    said["actor"] = request.viewer
    if not (file and form.reads_anew):
        with transaction.atomic():
            return compare_later(set_columns(batch, **said), actor=request.viewer)
    try:
        with on_disk(file) as opened, reading(opened) as table:
            if table.headers != [one.header for one in form.columns]:
                raise AnotherFile
            lines = lines_of(table, form.columns)
            with transaction.atomic():
                again = stage_again(batch, table, lines=lines, **said)
                return compare_later(again, actor=request.viewer)
    except Unreadable as unreadable:
        raise ValidationError({"file": unreadable.problem.message}) from unreadable
