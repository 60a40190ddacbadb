from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fairway.foundation.text import NameField
from fairway.goals.forms.writing import priorities_for
from fairway.goals.picking import GoalField
from fairway.people.forms.fields import ViewersForm
from fairway.strategy.models import StrategicPriority
from fairway.ui.saving import SavedForm


class ContributionForm(ViewersForm, SavedForm):
    contributes_to = GoalField(
        label=_("A goal, or one of its key results"),
        required=False,
        help_text=_("Type a few letters of it. Empty, it stands alone."),
    )
    how = NameField(
        label=_("How it helps there"),
        max_length=400,
        required=False,
        help_text=_("One sentence in your own words: what you do so that it moves."),
    )
    weight = forms.IntegerField(label=_("Weight there"), min_value=0, max_value=1000)
    priority = forms.ModelChoiceField(
        label=_("Or to a priority"),
        queryset=StrategicPriority.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("None"),
    )

    def __init__(self, *args: Any, is_agreed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        if is_agreed:  # the weight was agreed too, and changes by proposal
            del fields["weight"]
        fields["contributes_to"].viewer = self.viewer
        fields["priority"].queryset = priorities_for(self.viewer)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        to, _result = said.get("contributes_to") or (None, None)
        if to is not None and said.get("priority") is not None:
            words = _now("It contributes to a goal or to a priority, not to both.")
            self.add_error("priority", words)
        if to is not None and not said.get("how"):
            self.add_error("how", _now("Say in a sentence how it helps the goal above."))
        return said
