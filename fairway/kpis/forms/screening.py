"""The questions whether a KPI earns its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fairway.foundation.text import NameField
from fairway.kpis.screening import ANSWERS, QUESTIONS, Question
from fairway.ui.saving import SavedForm
from fairway.ui.widgets import Segments


class ScreenForm(SavedForm):
    """A field for each question, named by its code; beneath it stands what the records say."""

    note = NameField(
        label=_("In your own words"),
        max_length=500,
        required=False,
        help_text=_("What to do about it, or why it stays as it is."),
    )

    def __init__(self, *args: Any, records: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        note = self.fields.pop("note")
        asked = {one.code: _question(one, records.get(one.code, "")) for one in QUESTIONS}
        self.fields = {**asked, "note": note}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        given = {one.code: data.pop(one.code, "") for one in QUESTIONS}
        data["answers"] = {code: answer for code, answer in given.items() if answer}
        return data


def _question(one: Question, record: str) -> forms.ChoiceField:
    said = _now("On record: %(words)s") % {"words": record} if record else ""
    return forms.ChoiceField(
        label=one.asked,
        choices=ANSWERS,
        required=False,
        help_text=said,
        widget=Segments,
    )
