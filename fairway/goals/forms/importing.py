"""A list of goals, and whose its sections are."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from fairway.goals.importing.items import MOST_CHARACTERS, Outline
from fairway.goals.importing.markdown import read_outline
from fairway.goals.importing.table import looks_like_a_table, read_table
from fairway.goals.models.importing import GoalImport
from fairway.goals.whose import Whose, choices_of, meant_by, whose_there_are
from fairway.strategy.forms import choosable_periods
from fairway.strategy.models import Period, StrategicPriority
from fairway.ui.saving import SavedForm, VersionedForm

NUMBERS = [
    ("", _("As they look")),
    ("en", _("1,234.5")),
    ("de", _("1.234,5")),
    ("fr", _("1 234,5")),
]
HEADINGS = [
    ("", _("As they look")),
    ("goals", _("Goals")),
    ("sections", _("Whose goals stand below them")),
]
MOST_BYTES = 4 * MOST_CHARACTERS


class ListForm(SavedForm):
    """Pasted or in a file; `outline` is what was read."""

    text = forms.CharField(
        label=_("Paste the list"),
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 12, "spellcheck": "false"}),
        help_text=_("Headings and nested lists, or a table with a column “goal”."),
    )
    file = forms.FileField(
        label=_("Or choose a file"), required=False, help_text=_("Markdown or CSV.")
    )
    headings = forms.ChoiceField(label=_("Headings are"), choices=HEADINGS, required=False)
    outline: Outline

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        text = _decoded(data["file"]) if data.get("file") else data.get("text", "")
        if not text.strip():
            self.add_error("text", _("Paste a list of goals, or choose a file."))
            return data
        try:
            self.outline = read_goals(text, data.get("headings") or None)
        except ValidationError as refusal:
            self.add_error("file" if data.get("file") else "text", refusal)
        return data


def read_goals(text: str, headings: Any = None) -> Outline:
    """A table where it begins like one, an outline otherwise."""
    return read_table(text) if looks_like_a_table(text) else read_outline(text, headings)


def _decoded(file: Any) -> str:
    body = file.read(MOST_BYTES + 1)
    return decoded(body)


def decoded(body: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    return body.decode("latin-1")


class MappingForm(VersionedForm):
    """Whose each section is; a section nobody is named for is left out."""

    period = forms.ModelChoiceField(
        label=_("Period"), queryset=Period.objects.none(), to_field_name="public_id"
    )
    priority = forms.ModelChoiceField(
        label=_("They serve"),
        queryset=StrategicPriority.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("No priority yet"),
    )
    numbers = forms.ChoiceField(label=_("Numbers are written as"), choices=NUMBERS, required=False)

    def __init__(self, batch: GoalImport, outline: Outline, viewer: Any, data: Any = None) -> None:
        self.known = whose_there_are(viewer)
        initial = {
            "period": batch.period,
            "priority": batch.priority,
            "numbers": batch.numbers,
            "version": batch.version,
        }
        super().__init__(data, initial=initial)
        fields: Any = self.fields
        fields["period"].queryset = choosable_periods(batch.period)
        fields["priority"].queryset = StrategicPriority.objects.allowed(viewer).in_use()
        self.sections = list(outline.sections)
        choices = choices_of(self.known)
        meant = meant_by(set(batch.whose.values()) - set(self.known), viewer)
        self.known |= meant
        for at, (name, count) in enumerate(outline.sections.items()):
            chosen = batch.whose.get(name, "")
            fields[f"whose_{at}"] = forms.ChoiceField(
                label=name or _("Goals without a section"),
                choices=_with(choices, meant.get(chosen)),
                required=False,
                initial=chosen,
                help_text=_goals(count),
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["whose"] = {name: data.pop(f"whose_{at}", "") for at, name in enumerate(self.sections)}
        return data


class ApplyForm(VersionedForm):
    skip_errors = forms.BooleanField(label=_("Leave out what has errors"), required=False)


def _with(choices: list[tuple[str, str]], whose: Whose | None) -> list[tuple[str, str]]:
    """Also what was found by its name, where there is too much to list."""
    return [*choices, (whose.word, whose.name)] if whose else choices


def _goals(count: int) -> str:
    return ngettext("%(n)s goal", "%(n)s goals", count) % {"n": count}
