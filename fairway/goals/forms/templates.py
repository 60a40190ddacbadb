"""A template, and for which period it is proposed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fairway.goals.models import GoalTemplate
from fairway.people.forms.fields import PickField
from fairway.people.forms.fields import VersionedForm as ViewersVersionedForm
from fairway.people.picking import LOCATION, PROFILE, UNIT
from fairway.strategy.models import Period
from fairway.ui.saving import VersionedForm


class TemplateForm(ViewersVersionedForm):
    title = forms.CharField(label=_("The goal in a sentence"), max_length=200)
    why = forms.CharField(
        label=_("Why it matters"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    results = forms.CharField(
        label=_("Key results"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("One on each line. “From 71 % to 80 %” becomes a measure."),
    )
    job_profile = PickField(PROFILE, label=_("For everybody who is"), required=False)
    unit = PickField(UNIT, label=_("And works in or below"), required=False)
    location = PickField(LOCATION, label=_("And is at"), required=False)
    every = forms.ChoiceField(
        label=_("When"),
        choices=[("", _("When you propose it")), *GoalTemplate.Every.choices],
        required=False,
        help_text=_("Anew: whoever it is meant for is proposed it as soon as a period is open."),
    )


class AssignForm(VersionedForm):
    period = forms.ModelChoiceField(
        label=_("For"), queryset=Period.objects.none(), to_field_name="public_id"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["period"].queryset = Period.objects.in_use().filter(closed_at=None)
