"""A table of roles and skills, and what its columns hold."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fairway.people.rules import may_lead
from fairway.skills.importing.columns import LEFT_OUT, NEEDED, ROLE, TITLE, WANTED, words_of_levels
from fairway.skills.importing.reading import MOST_CHARACTERS, Table, read_table
from fairway.skills.models import Level, SkillsImport
from fairway.ui.saving import SavedForm, VersionedForm

MOST_BYTES = 4 * MOST_CHARACTERS
MOST_WORDS = 30
LEVELS = [("", _("Not a level")), *Level.choices, (LEFT_OUT, _("Leave these lines out"))]


class TableForm(SavedForm):
    """Pasted or in a file; `table` is what was read."""

    text = forms.CharField(
        label=_("Paste the table"),
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 8, "spellcheck": "false"}),
        help_text=_(
            "The first line names the columns. A column of roles, one of skills, one of levels."
        ),
    )
    file = forms.FileField(label=_("Or choose a file"), required=False, help_text=_("CSV."))
    table: Table

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        file = data.get("file")
        text = decoded(file.read(MOST_BYTES + 1)) if file else data.get("text", "")
        if not text.strip():
            self.add_error("text", _("Paste a table, or choose a file."))
            return data
        try:
            self.table = read_table(text)
        except ValidationError as refusal:
            self.add_error("file" if file else "text", refusal)
        return data


def decoded(body: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    return body.decode("latin-1")


class ColumnsForm(VersionedForm):
    """What each column holds, and which level each word of the file means."""

    def __init__(self, batch: SkillsImport, viewer: Any, data: Any = None) -> None:
        super().__init__(data, initial={"version": batch.version})
        fields: Any = self.fields
        choices = [("", _("No column")), *((str(n), name) for n, name in enumerate(batch.header))]
        for wanted, label in WANTED.items():
            at = batch.columns.get(wanted)
            fields[f"column_{wanted}"] = forms.ChoiceField(
                label=label,
                choices=choices,
                required=wanted in NEEDED,
                initial="" if at is None else str(at),
            )
        rows = (cells for _line, cells in batch.rows)
        self.words = words_of_levels(rows, batch.columns)[:MOST_WORDS]
        for at, word in enumerate(self.words):
            fields[f"level_{at}"] = forms.TypedChoiceField(
                label=_("“%(word)s” means") % {"word": word[:60]},
                choices=LEVELS,
                coerce=int,
                empty_value=None,
                required=False,
                initial=batch.levels.get(word, ""),
            )
        if may_lead(viewer):
            fields["adds_roles"] = forms.BooleanField(
                label=_("Add the roles that are not here yet"),
                required=False,
                initial=batch.adds_roles,
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        said = {wanted: data.pop(f"column_{wanted}", "") for wanted in WANTED}
        columns = {wanted: int(at) for wanted, at in said.items() if at}
        levels = {word: data.pop(f"level_{at}", None) for at, word in enumerate(self.words)}
        if TITLE not in columns and ROLE not in columns:
            self.add_error(f"column_{TITLE}", _("In which column are the roles?"))
        data["columns"] = columns
        data["levels"] = {word: level for word, level in levels.items() if level is not None}
        return data


class ApplyForm(VersionedForm):
    skip_problems = forms.BooleanField(label=_("Leave out the lines with problems"), required=False)
