"""Where an import begins: a file, a template for one, and the imports there were."""

from __future__ import annotations

import contextlib
import io
import shutil
import tempfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fairway.foundation.once import repeatable
from fairway.foundation.text.cells import csv_response
from fairway.foundation.viewers import Request
from fairway.people.actions.importing.staging import stage_import
from fairway.people.forms.importing import UploadForm
from fairway.people.importing import columns as meaning
from fairway.people.importing.isolated import Table, reading
from fairway.people.importing.kinds import WORKBOOK
from fairway.people.importing.lines import Lines
from fairway.people.importing.problems import Problem, Unreadable
from fairway.people.models import ColumnMapping, ImportBatch
from fairway.people.rules import claim_lead, may_lead
from fairway.people.rules.organisation import claim_to_see_imports
from fairway.people.views.importing import steps
from fairway.ui.saving import REFUSED
from fairway.ui.toasts import warn

SHOWN = 30
WORKBOOKS = ("xlsx", "xlsm", "xls", "ods")
TEMPLATE = (
    "Employee number",
    "Name",
    "Work e-mail",
    "Job title",
    "Unit",
    "Location",
    "Country",
    "Time zone",
    "Manager",
    "Hire date",
    "Leaving date",
    "Weekly hours",
)


@repeatable
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: Request) -> HttpResponse:
    claim_to_see_imports(request.viewer)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and (batch := _stage(request, form)):
        return redirect("people:import_columns", batch.public_id)
    batches = ImportBatch.objects.allowed(request.viewer, "view_counts")
    shown = batches.with_may(request.viewer, "view").select_related("created_by")
    context = {
        "form": form,
        "may_import": may_lead(request.viewer),
        "batches": list(shown[:SHOWN]),
        "steps": steps.steps(steps.FILE),
    }
    return render(request, "people/importing/start.html", context, status=form.status)


@require_safe
def template(request: Request) -> HttpResponseBase:
    """A header that is understood as it stands."""
    claim_lead(request.viewer)
    return csv_response("people", TEMPLATE, [])


def _stage(request: Request, form: UploadForm) -> ImportBatch | None:
    claim_lead(request.viewer)
    form.status = REFUSED
    if not form.is_valid():
        return None
    upload = form.cleaned_data["file"]
    try:
        with on_disk(upload) as file, reading(file) as table:
            remembered = dict(ColumnMapping.objects.values_list("header", "field"))
            found = meaning.guess(table.headers, table.samples, remembered)
            lines = lines_of(table, found)
            batch = stage_import(table, found, lines, actor=request.viewer)
    except Unreadable as unreadable:
        form.add_error("file", unreadable.problem.message)
        return None
    _tell_of_misnaming(request, upload.name, table)
    return batch


@contextlib.contextmanager
def on_disk(upload: Any) -> Iterator[BinaryIO]:
    """The upload as a file that another process can read, and that nobody can find by a name."""
    upload.seek(0)
    if not isinstance(upload.file, io.BytesIO):
        yield upload.file  # large enough to have been written to one as it came in
        return
    with tempfile.TemporaryFile() as file:
        shutil.copyfileobj(upload, file)
        file.flush()
        yield file


def lines_of(table: Table, columns: list[meaning.Column]) -> Lines:
    """Only mapped columns survive: the others' cells never leave the process that reads."""
    lines = Lines(table.rows([one.index for one in columns if one.is_read]))
    if not lines.count:
        raise Unreadable("no_rows")
    return lines


def _tell_of_misnaming(request: Request, name: str, table: Table) -> None:
    ending = name.rpartition(".")[2].lower()
    if (ending in WORKBOOKS) != (table.kind == WORKBOOK):
        kind = _("a spreadsheet") if table.kind == WORKBOOK else _("a CSV file")
        warn(request, Problem("misnamed", params={"kind": kind}).message)


def address(batch: ImportBatch) -> str:
    return reverse("people:import", args=[batch.public_id])
