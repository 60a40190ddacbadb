"""What is asked, in which unit, how often; and one's own hour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fairway.conversations.checkins_standard import Asked
from fairway.conversations.models import (
    CheckInHour,
    CheckInQuestion,
    CheckInRhythm,
    CheckInTemplate,
    Promise,
    Weekday,
)
from fairway.foundation.text import NameField
from fairway.people.forms.fields import DayField
from fairway.ui.saving import SavedForm, VersionedForm
from fairway.ui.texts import TextsInput
from fairway.ui.widgets import TimeInput

MOST_QUESTIONS, MORE = 12, 2
EVERY = [
    ("1", _("Every week")),
    ("2", _("Every second week")),
    ("4", _("Every fourth week")),
    ("0", _("Not at all in this unit")),
]
Kind = CheckInQuestion.Kind


class RhythmForm(VersionedForm):
    every_weeks = forms.TypedChoiceField(label=_("How often"), coerce=int, choices=EVERY)
    weekday = forms.TypedChoiceField(
        label=_("Day"),
        coerce=int,
        choices=Weekday.choices,
        help_text=_("Each person can choose another day and hour of their own."),
    )
    at = forms.TimeField(
        label=_("Hour"), widget=TimeInput, help_text=_("By each person's own clock.")
    )
    anchor_on = DayField(
        label=_("A day in a week that counts"),
        required=False,
        help_text=_("Only where it is not every week."),
    )
    template = forms.ModelChoiceField(
        label=_("Questions"),
        queryset=CheckInTemplate.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("The standard questions"),
    )

    def __init__(self, data: Any, *, rhythm: CheckInRhythm | None) -> None:
        begun: dict[str, Any] = {"every_weeks": 1, "weekday": Weekday.TUESDAY, "at": "10:00"}
        if rhythm is not None:
            begun = rhythm_now(rhythm)
        super().__init__(data, initial=begun)
        fields: Any = self.fields
        fields["template"].queryset = CheckInTemplate.objects.in_use()


def rhythm_now(rhythm: CheckInRhythm) -> dict[str, Any]:
    """What a form of it begins with."""
    return {
        "every_weeks": rhythm.every_weeks,
        "weekday": rhythm.weekday,
        "at": rhythm.at,
        "anchor_on": rhythm.anchor_on,
        "template": rhythm.template.public_id,
        "version": rhythm.version,
    }


class HourForm(SavedForm):
    weekday = forms.TypedChoiceField(label=_("Day"), coerce=int, choices=Weekday.choices)
    at = forms.TimeField(label=_("Hour"), widget=TimeInput, help_text=_("By your own clock."))

    @classmethod
    def of_person(cls, hour: CheckInHour | None, data: Any = None) -> HourForm:
        begun = {"weekday": hour.weekday, "at": hour.at} if hour else None
        return cls(data, initial=begun)


class TemplateForm(VersionedForm):
    """A name, and a row of fields for each question with some empty ones behind them."""

    name = NameField(label=_("Name"), max_length=120)

    def __init__(
        self, data: Any, *, template: CheckInTemplate | None, begun: Sequence[Any]
    ) -> None:
        initial = {"name": template.name, "version": template.version} if template else {}
        super().__init__(data, initial=initial)
        self.rows = min(len(begun) + MORE, MOST_QUESTIONS)
        for number in range(self.rows):
            self._add(number, begun[number] if number < len(begun) else None)

    def questions(self) -> list[Asked]:
        """Those that have words, in their order."""
        return [
            Asked(
                kind=self._typed(number, "kind") or Kind.TEXT,
                wording=self._typed(number, "wording"),
                low=self._typed(number, "low"),
                high=self._typed(number, "high"),
                monthly=bool(self._typed(number, "monthly")),
                promise=self._promise(number),
            )
            for number in range(self.rows)
            if any((self._typed(number, "wording") or {}).values())
        ]

    def sections(self) -> list[list[Any]]:
        names = ("kind", "wording", "low", "high", "monthly", "promise")
        return [[self[_at(number, name)] for name in names] for number in range(self.rows)]

    def _typed(self, number: int, name: str) -> Any:
        return self.cleaned_data.get(_at(number, name))

    def _promise(self, number: int) -> str:
        if self._typed(number, "kind") != Kind.WELLBEING:
            return ""
        return self._typed(number, "promise") or Promise.FIGURES

    def _add(self, number: int, one: Any) -> None:
        fields: dict[str, forms.Field] = {
            "kind": forms.ChoiceField(
                label=_("Kind"),
                choices=Kind.choices,
                required=False,
                initial=one.kind if one else Kind.TEXT,
            ),
            "wording": TextsInput(
                label=_("Question"),
                max_length=300,
                required=False,
                initial=one.wording if one else "",
                help_text=_("Left empty, it is not asked."),
            ),
            "low": TextsInput(
                label=_("What 1 means"),
                max_length=80,
                required=False,
                initial=one.low if one else "",
            ),
            "high": TextsInput(
                label=_("What 5 means"),
                max_length=80,
                required=False,
                initial=one.high if one else "",
            ),
            "monthly": forms.BooleanField(
                label=_("Only once a month"),
                required=False,
                initial=bool(one and one.monthly),
            ),
            "promise": forms.ChoiceField(
                label=_("Who reads how somebody is"),
                choices=[("", _("Not asked")), *Promise.choices],
                required=False,
                initial=one.promise if one else "",
            ),
        }
        for name, field in fields.items():
            self.fields[_at(number, name)] = field


def _at(number: int, name: str) -> str:
    return f"{number}-{name}"
