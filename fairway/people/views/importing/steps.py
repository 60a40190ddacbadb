"""The steps of an import, and the import itself, for each of its pages."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from fairway.foundation.viewers import Request
from fairway.people.models import ImportBatch
from fairway.ui.parts import Step

FILE, COLUMNS, REVIEW, DONE = range(4)


def find(request: Request, public_id: str, verb: str = "view") -> ImportBatch:
    batches = ImportBatch.objects.allowed(request.viewer, verb)
    return get_object_or_404(batches.select_related("created_by"), public_id=public_id)


def steps(now: int) -> list[Step]:
    labels = (_("File"), _("Columns"), _("Look through"), _("Done"))
    return [
        Step(label, state="done" if at < now else "now" if at == now else "later")
        for at, label in enumerate(labels)
    ]
