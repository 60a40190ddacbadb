"""The file of an import, and what its columns mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fairway.foundation.files.checking import MEGABYTE, UnfitFile
from fairway.foundation.files.uploading import SizedFileField
from fairway.people.importing import columns as meaning
from fairway.people.importing.column import LEFT_OUT, REFUSED_STATE, Column
from fairway.people.importing.contents import LOOKS
from fairway.people.importing.dates import DAY_FIRST, MONTH_FIRST
from fairway.people.importing.fields import DATES, FIELDS, NAMES, REASONS, label_of
from fairway.people.importing.problems import Problem
from fairway.people.models import ImportBatch
from fairway.ui.saving import SavedForm, VersionedForm

MOST = 100 * 1024 * 1024


class FileField(SizedFileField):
    def __init__(self, **options: Any) -> None:
        super().__init__(most=MOST, **options)
        self.widget.attrs["accept"] = ".csv,.tsv,.txt,.xlsx,.xlsm,.xls,.ods"

    def to_python(self, data: Any) -> Any:
        try:
            return super().to_python(data)
        except UnfitFile as unfit:
            limit = min(MOST, settings.LARGEST_UPLOAD) // MEGABYTE
            raise ValidationError(Problem("too_large", params={"limit": limit}).message) from unfit


class UploadForm(SavedForm):
    file = FileField(
        label=gettext_lazy("Your list of people"),
        help_text=gettext_lazy("CSV or a spreadsheet (XLSX, XLS, ODS), up to 100 MB."),
        error_messages={
            "required": gettext_lazy("Choose a file first."),
            "empty": gettext_lazy("The file is empty. Export it again and choose the new file."),
        },
    )


class ColumnsForm(VersionedForm):
    """One choice for each column that may be read; `cleaned_data["columns"]` is what they mean."""

    dates = forms.ChoiceField(
        label=gettext_lazy("Dates such as 03/04/2024"),
        required=False,
        choices=[
            ("", gettext_lazy("As the whole column shows")),
            (DAY_FIRST, gettext_lazy("The day comes first")),
            (MONTH_FIRST, gettext_lazy("The month comes first")),
        ],
    )
    file = FileField(
        label=gettext_lazy("The same file again"),
        required=False,
        help_text=gettext_lazy(
            "Only needed where you read a column that was left out until now: its cells were not kept."
        ),
    )

    def __init__(self, batch: ImportBatch, data: Any = None, files: Any = None) -> None:
        self.batch = batch
        self.columns = [Column(**one) for one in batch.columns]
        initial = {"version": batch.version, "dates": batch.reading.get("first", "")}
        super().__init__(data, files, initial=initial)
        choices = [("", _("Leave out")), *((key, field.label) for key, field in FIELDS.items())]
        for column in self.columns:
            if column.kind:
                self.fields[f"keep_{column.index}"] = forms.BooleanField(
                    label=_("Keep for fairness audits"),
                    required=False,
                    initial=column.is_read,
                    widget=forms.CheckboxInput(attrs={"aria-label": _keep(column)}),
                )
            elif column.state != REFUSED_STATE:
                self.fields[f"column_{column.index}"] = forms.ChoiceField(
                    label=column.header,
                    required=False,
                    choices=choices,
                    initial=column.field,
                    widget=forms.Select(attrs={"aria-label": column.header}),
                )
        if not any(one.field in DATES or one.looks == "dates" for one in self.columns):
            del self.fields["dates"]

    def rows(self, group: str) -> Iterator[dict[str, Any]]:
        """Columns for the page: `read`, `left`, `sensitive` or `refused`, as they came."""
        for column in self.columns:
            if group_of(column) != group:
                continue
            name = f"keep_{column.index}" if column.kind else f"column_{column.index}"
            yield {
                "column": column,
                "field": self[name] if name in self.fields else None,
                "looks": LOOKS.get(column.looks, ""),
                "reason": REASONS.get(column.reason, ""),
                "kind": label_of(column.kind) if column.kind else "",
            }

    def read(self) -> list[dict[str, Any]]:
        return list(self.rows("read"))

    def left(self) -> list[dict[str, Any]]:
        return list(self.rows("left"))

    def sensitive(self) -> list[dict[str, Any]]:
        return list(self.rows("sensitive"))

    def refused(self) -> list[dict[str, Any]]:
        return list(self.rows("refused"))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        chosen = {
            one.header: said.get(f"column_{one.index}", "")
            for one in self.columns
            if f"column_{one.index}" in self.fields
        }
        kept = [one for one in self.columns if said.get(f"keep_{one.index}")]
        self._check_once([key for key in chosen.values() if key] + [one.kind for one in kept])
        changed = {
            one.header: chosen[one.header]
            for one in self.columns
            if one.header in chosen and chosen[one.header] != one.field
        }
        self._apply(changed, kept)
        self._check_names()
        self._check_file(said.get("file"))
        return {
            "columns": self.columns,
            "said": changed,
            "first": said.get("dates", ""),
            "version": said.get("version"),
            "file": said.get("file"),
        }

    def _check_once(self, keys: list[str]) -> None:
        for key in sorted({one for one in keys if keys.count(one) > 1}):
            self.add_error(
                None,
                _("Several columns are read as “%(field)s”. Keep one.") % {"field": label_of(key)},
            )

    def _apply(self, changed: dict[str, str], kept: list[Column]) -> None:
        """On columns anew: those of the batch stay as they were until this is saved."""
        if self.errors:
            return
        sensitive = {one.header: "" for one in self.columns if one.kind}
        # First what lets a field go, so that another column may take it.
        ordered = dict(sorted(changed.items(), key=lambda pair: bool(pair[1])))
        try:
            meaning.say(self.columns, sensitive | ordered)
            meaning.opt_in(self.columns, [one.header for one in kept])
        except meaning.WrongMapping as wrong:
            self.add_error(None, wrong.message)

    def _check_names(self) -> None:
        if not self.errors and not any(one.field in NAMES for one in self.columns):
            self.add_error(None, _("Say which column holds people's names: nobody comes without."))

    def _check_file(self, file: Any) -> None:
        staged = self.batch.reading["staged"]
        new = [one.header for one in self.columns if one.is_read and one.index not in staged]
        if new and not file and not self.errors:
            words = ngettext(
                "Choose the file again to read %(columns)s: what is left out is not kept.",
                "Choose the file again to read %(columns)s: what is left out is not kept.",
                len(new),
            )
            self.add_error("file", words % {"columns": ", ".join(f"“{one}”" for one in new)})

    @property
    def reads_anew(self) -> bool:
        staged = self.batch.reading["staged"]
        return any(one.is_read and one.index not in staged for one in self.columns)


def group_of(column: Column) -> str:
    if column.state == REFUSED_STATE:
        return "refused"
    if column.kind or column.state == LEFT_OUT:
        return "sensitive"
    return "read" if column.is_read else "left"


def _keep(column: Column) -> str:
    return _("Keep %(column)s for fairness audits") % {"column": column.header}
