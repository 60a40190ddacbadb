"""What is to change about an agreed goal, and why; a part of the form for each key result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fairway.foundation.numbers import read_number
from fairway.foundation.text import NameField, ProseField
from fairway.goals.models import Goal, KeyResult
from fairway.people.forms.fields import DayField
from fairway.ui.saving import SavedForm, VersionedForm

VALUES = {
    KeyResult.Kind.METRIC: (("target", _("To")),),
    KeyResult.Kind.RANGE: (("low", _("At least")), ("high", _("At most"))),
}
KEPT = ("title", "why", "starts_on", "last_day", "weight", "version")


class UnitsField(forms.CharField):
    """A value of its key result, as the reader writes it; `units` gives it as it is stored."""

    def __init__(self, result: KeyResult, **options: Any) -> None:
        super().__init__(max_length=60, **options)
        self.result = result

    def clean(self, value: Any) -> str:
        return str(self.result.number(self.units(super().clean(value))))

    def units(self, value: Any) -> int:
        typed = str(value).strip().removesuffix("%").strip()
        return read_number(typed, get_language()).to(-self.result.decimals).units


class ChangeForm(VersionedForm):
    title = NameField(label=_("Goal"), max_length=200)
    why = ProseField(
        label=_("Why it matters"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    starts_on = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"))
    weight = forms.IntegerField(label=_("Weight there"), min_value=0, max_value=1000)
    reason = ProseField(
        label=_("Why it should change"),
        error_messages={"required": _("Say in a sentence why it should change.")},
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One or two sentences. Whoever decides reads them, and they stay on record."),
    )

    def __init__(self, data: Any, *, goal: Goal, results: Sequence[KeyResult]) -> None:
        super().__init__(data, initial=words_now(goal, results))
        self.results = results
        for result in results:
            for name, field in _fields_of(result).items():
                self.fields[at(result, name)] = field

    def parts(self) -> list[Part]:
        return [
            Part(result, [self[at(result, name)] for name in _fields_of(result)])
            for result in self.results
        ]

    def of_results(self) -> dict[KeyResult, dict[str, Any]]:
        return {
            result: {name: self._said(at(result, name)) for name in _fields_of(result)}
            for result in self.results
        }

    def _said(self, name: str) -> Any:
        field, said = self.fields[name], self.cleaned_data[name]
        return field.units(said) if isinstance(field, UnitsField) else said


class DeclineForm(SavedForm):
    answer = ProseField(
        label=_("Why not"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One or two sentences. Who proposed it reads them, and they stay on record."),
    )


@dataclass(frozen=True)
class Part:
    result: KeyResult
    fields: Sequence[Any]


def words_now(goal: Goal, results: Sequence[KeyResult]) -> dict[str, Any]:
    """What the form of an unchanged goal holds."""
    now = {name: getattr(goal, name) for name in KEPT}
    for result in results:
        now[at(result, "title")] = result.title
        now[at(result, "weight")] = result.weight
        for name, _label in VALUES.get(KeyResult.Kind(result.kind), ()):
            units = getattr(result, name)
            now[at(result, name)] = "" if units is None else result.number(units)
    return now


def at(result: KeyResult, name: str) -> str:
    return f"{result.public_id}-{name}"


def _fields_of(result: KeyResult) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {
        "title": NameField(label=_("What will be seen"), max_length=200)
    }
    if result.source != KeyResult.Source.GOALS:
        for name, label in VALUES.get(KeyResult.Kind(result.kind), ()):
            fields[name] = UnitsField(result, label=label)
    fields["weight"] = forms.IntegerField(label=_("Weight"), min_value=0, max_value=1000)
    return fields
