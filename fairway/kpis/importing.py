"""Many values from a table: day, value, and perhaps a part and a note."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fairway.foundation.text import fold
from fairway.kpis.actions.around import add_segment
from fairway.kpis.actions.observing import Value
from fairway.kpis.models import Kpi
from fairway.kpis.refusals import InTheFuture
from fairway.people.days import organisation_day
from fairway.people.importing.cells import Bad
from fairway.people.importing.dates import DAY_FIRST, order_of, read_date
from fairway.ui.saving import SavedForm

MOST_ROWS, LARGEST = 20_000, 4 * 1024 * 1024
DECIMALS = {"": None, "point": "en", "comma": "de"}
COLUMNS = {
    "day": {"day", "date", "week", "month", "period", "dia", "data", "datum", "tag"},
    "value": {"value", "number", "result", "valor", "wert"},
    "part": {"part", "segment", "unit", "shop", "location", "site"},
    "note": {"note", "comment", "nota", "notiz"},
}


class ManyForm(SavedForm):
    text = forms.CharField(
        label=_("Paste from a spreadsheet"),
        required=False,
        max_length=LARGEST,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        help_text=_("One line for each: day, value, and if you like a part and a note."),
    )
    file = forms.FileField(
        label=_("Or a CSV file"), required=False, help_text=_("The same columns, at most 4 MB.")
    )
    decimal = forms.ChoiceField(
        label=_("Decimals are written"),
        required=False,
        choices=[("", _("Work it out")), ("point", "12.5"), ("comma", "12,5")],
    )

    @property
    def pasted(self) -> str:
        return str(self.cleaned_data["text"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        upload = data.get("file")
        if upload is not None and upload.size > LARGEST:
            raise ValidationError({"file": _now("The file is larger than 4 MB. Split it.")})
        if upload is not None:
            data["text"] = _decoded(upload.read())
        if not str(data.get("text", "")).strip():
            raise ValidationError(_now("Paste some lines, or choose a file."))
        return data

    def again(self) -> ManyForm:
        """With what the file held as text, so that looking twice needs it once."""
        data = {"text": self.pasted, "decimal": self.cleaned_data["decimal"]}
        form = ManyForm(data)
        form.full_clean()
        return form


@dataclass(frozen=True)
class Line:
    day: date
    units: int
    part: str = ""
    note: str = ""


@dataclass
class Found:
    """What was understood, and what was not: the line's number, its text, and why."""

    kpi: Kpi
    values: list[Line] = field(default_factory=list)
    problems: list[tuple[int, str, str]] = field(default_factory=list)

    @property
    def parts(self) -> set[str]:
        return {line.part for line in self.values if line.part}

    def prepared(self, actor: Any) -> list[Value]:
        """Parts that are new are made."""
        made = {name: add_segment(self.kpi, actor=actor, name=name) for name in sorted(self.parts)}
        return [
            Value(line.day, line.units, made[line.part] if line.part else None, line.note)
            for line in self.values
        ]


def read_many(kpi: Kpi, text: str, decimal: str) -> Found:
    found = Found(kpi)
    try:
        rows = [row for row in _table(text) if any(cell.strip() for _n, cell in _cells(row))]
    except ValidationError as fault:
        found.problems.append((1, "", _why(fault)))
        return found
    if not rows:
        return found
    where, body = _columns(rows)
    first = order_of(row[1][where["day"]].strip() for row in body if len(row[1]) > where["day"])
    for number, row in body[:MOST_ROWS]:
        try:
            found.values.append(_line(kpi, row, where, first or DAY_FIRST, DECIMALS[decimal]))
        except (ValidationError, Bad) as fault:
            found.problems.append((number, _shown(row), _why(fault)))
    if len(body) > MOST_ROWS:
        said = _now("At most %(most)s lines at a time; what follows was left out.")
        found.problems.append((body[MOST_ROWS][0], "", said % {"most": MOST_ROWS}))
    return found


def _line(
    kpi: Kpi, row: Sequence[str], where: dict[str, int], first: str, language: str | None
) -> Line:
    cells = {name: row[at].strip() if at < len(row) else "" for name, at in where.items()}
    if not cells["day"] or not cells["value"]:
        raise ValidationError(_now("A day and a value are needed."))
    day = read_date(cells["day"], first)
    if kpi.start_of(day) > organisation_day():
        raise InTheFuture(day)
    units = kpi.read(cells["value"], language)
    return Line(day, units, cells.get("part", "")[:120], cells.get("note", "")[:500])


def _table(text: str) -> list[tuple[int, list[str]]]:
    """Parted by tabs, semicolons or commas, whichever its first line has."""
    head = text.strip().splitlines()[0] if text.strip() else ""
    sign = next((one for one in "\t;" if one in head), ",")
    reader = csv.reader(io.StringIO(text), delimiter=sign)
    try:
        return [(reader.line_num, row) for row in reader]
    except csv.Error as fault:
        raise ValidationError(_now("This is no table: %(fault)s") % {"fault": fault}) from fault


def _columns(rows: list[tuple[int, list[str]]]) -> tuple[dict[str, int], list[Any]]:
    """From a first line that names them; otherwise day, value, part, note."""
    named = [fold(cell).strip() for cell in rows[0][1]]
    where = {
        name: at
        for name, words in COLUMNS.items()
        for at, cell in enumerate(named)
        if cell in words
    }
    if "day" in where and "value" in where:
        return where, rows[1:]
    return {"day": 0, "value": 1, "part": 2, "note": 3}, rows


def _cells(row: tuple[int, list[str]]) -> Sequence[tuple[int, str]]:
    return list(enumerate(row[1]))


def _shown(row: Sequence[str]) -> str:
    return ", ".join(row)[:80]


def _why(fault: ValidationError | Bad) -> str:
    if isinstance(fault, ValidationError):
        return " ".join(fault.messages)
    return _now("The day was not understood. Write it as 2026-03-31.")


def _decoded(raw: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return raw.decode(encoding).replace("\x00", "")
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")
