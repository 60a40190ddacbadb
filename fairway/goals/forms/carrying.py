"""Which goals go into which period, and where their measures begin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fairway.goals.models import Goal
from fairway.strategy.models import Period
from fairway.ui.saving import SavedForm

LAST, SAME = "last", "same"


class CarryForm(SavedForm):
    to = forms.ModelChoiceField(
        label=_("Into"), queryset=Period.objects.none(), to_field_name="public_id"
    )
    begins = forms.ChoiceField(
        label=_("Measures begin"),
        choices=[(LAST, _("Where they stood last")), (SAME, _("Where they began before"))],
        initial=LAST,
        help_text=_("Where nobody has told of a measure, or it stood at its target, as before."),
    )
    goals = forms.ModelMultipleChoiceField(
        queryset=Goal.objects.none(),
        to_field_name="public_id",
        required=False,
        label=_("Goals"),
        error_messages={"invalid_choice": _("One of these goals is not yours to copy.")},
    )

    def __init__(self, goals: Any, from_period: Period | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        open_periods = Period.objects.in_use().filter(closed_at=None)
        fields["to"].queryset = open_periods.exclude(pk=from_period.pk if from_period else None)
        fields["goals"].queryset = goals
