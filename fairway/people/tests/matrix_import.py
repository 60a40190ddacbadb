"""Rows of the access matrix for the import: a people lead's own, and what it was for auditors."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from fairway.people.models import ImportBatch, ImportRow
from tests.access.binding import Canary, Route

ROW = "Import batch"
LEAD = frozenset({"people_lead"})
WHOSE = "the policy gives an import to its people lead, whom no relation to Ana brings"
READING = {"width": 2, "staged": [0, 1], "job": "", "kind": "csv"}
COLUMNS = [
    {"index": 0, "header": "Name", "field": "name", "state": "mapped", "reason": "", "kind": ""},
    {"index": 1, "header": "Mail", "field": "email", "state": "mapped", "reason": "", "kind": ""},
]
NOTES = {"errors": 0, "error_lines": 0, "warnings": 0, "open": [], "open_names": 0}


def batch(world: Any, state: str) -> ImportBatch:
    """The people lead's import, at one of its steps."""
    made, _new = ImportBatch.objects.get_or_create(
        created_by=world.people["people_lead"],
        state=state,
        defaults={
            "columns": COLUMNS,
            "reading": READING,
            "notes": NOTES,
            "counts": {"created": 1, "updated": 0, "unchanged": 0, "left": 0, "active": 1},
            "rows": 1,
        },
    )
    return made


def at(name: str, state: str) -> Any:
    return lambda world: reverse(f"people:{name}", args=[batch(world, state).public_id])


def put_name(world: Any, word: str) -> None:
    ImportRow.objects.create(
        batch=batch(world, "review"), line=2, action="created", name=word, about=[]
    )


def mine(name: str, state: str, **more: Any) -> Route:
    more.setdefault("url", at(name, state))
    return Route(f"people:{name}", ROW, also=LEAD, reason=WHOSE, **more)


def act(name: str, state: str, **data: Any) -> Route:
    def posted(world: Any) -> dict[str, Any]:
        return {"version": batch(world, state).version, **data}

    return mine(name, state, method="post", verb="E", data=posted)


def upload(world: Any) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("people.csv", b"Name,E-mail\nIda Holm,ida@example.org\n")}


ROUTES = [
    Route(
        "people:imports",
        ROW,
        verb="part",
        also=LEAD,
        reason=WHOSE,
        url=lambda world: reverse("people:imports"),
    ),
    mine(
        "imports", "", method="post", verb="C", url=lambda w: reverse("people:imports"), data=upload
    ),
    mine("import_template", "", url=lambda world: reverse("people:import_template")),
    mine("import", "review"),
    mine("import_columns", "mapping"),
    mine("import_questions", "review"),
    mine("import_problems", "review"),
    act("import_columns", "mapping", column_0="name", column_1="email"),
    act("import_questions", "review"),
    act("import_choices", "review"),
    act("import_comparison", "review"),
    act("import_application", "review"),
    act("import_discarding", "review"),
]
CANARIES = [Canary(ROW, "name", put_name, also=LEAD)]
