"""Questions for what somebody saw, and the answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fairway.foundation.text import ProseField
from fairway.kpis.models import Kpi, Segment, Sheet
from fairway.people.forms.fields import DayField
from fairway.ui.saving import SavedForm
from fairway.ui.widgets import Segments

SCALES = [(1, _("yes or no")), (2, "0-2"), (3, "0-3"), (4, "0-4"), (5, "0-5"), (10, "0-10")]
UNSEEN = "unseen"


class SheetForm(SavedForm):
    questions = ProseField(
        label=_("Questions, one on each line"),
        max_length=3000,
        help_text=_("What anybody who was there would see alike: “Was the question repeated?”"),
    )
    best = forms.TypedChoiceField(label=_("Each is scored"), choices=SCALES, coerce=int, initial=4)

    def clean_questions(self) -> list[str]:
        return str(self.cleaned_data["questions"]).splitlines()


class ScoreForm(SavedForm):
    """`points()` in the order of the questions, None for what could not be seen."""

    on = DayField(label=_("Seen on"))
    segment = forms.ModelChoiceField(
        label=_("Part"),
        queryset=Segment.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("The whole"),
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=500,
        help_text=_("What was seen, not who it was."),
    )

    def __init__(self, *args: Any, kpi: Kpi, sheet: Sheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["segment"].queryset = kpi.segments.all()
        if not kpi.segments.exists():
            del fields["segment"]
        asked = {f"q{at}": _question(words, sheet.best) for at, words in enumerate(sheet.questions)}
        self.fields = {"on": fields.pop("on"), **asked, **fields}
        self.asked = list(asked)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        given = [data.pop(name, None) for name in self.asked]
        data["points"] = [None if one in (None, UNSEEN) else int(one) for one in given]
        return data


def _question(words: str, best: int) -> forms.ChoiceField:
    steps: list[tuple[str, Any]] = [(str(n), str(n)) for n in range(best + 1)]
    if best == 1:
        steps = [("1", _("Yes")), ("0", _("No"))]
    return forms.ChoiceField(
        label=words, choices=[*steps, (UNSEEN, _("not seen"))], widget=Segments
    )
