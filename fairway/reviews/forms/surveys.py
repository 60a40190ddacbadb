"""The survey of a cycle as it is filled in: a point for each statement, and words if one likes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fairway.foundation.text import ProseField
from fairway.reviews.models import Statement
from fairway.reviews.models.surveys import LONGEST_WORDS
from fairway.ui.saving import SavedForm
from fairway.ui.widgets import Segments

POINTS = (
    (1, _("1 Not at all")),
    (2, "2"),
    (3, "3"),
    (4, "4"),
    (5, _("5 Fully")),
)


class SurveyForm(SavedForm):
    words = ProseField(
        label=_("What should the next cycle do otherwise?"),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text=_(
            "You can leave this empty. HR reads it word for word, in no order, and only where ten "
            "people or more have written something: leave out what would tell who you are."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, statement in Statement.choices:
            self.fields[key] = forms.TypedChoiceField(
                label=statement, choices=POINTS, coerce=int, widget=Segments
            )
        self.order_fields([*Statement.values, "words"])

    def said(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {"values": {key: typed[key] for key in Statement.values}, "words": typed["words"]}
