from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from fairway.foundation.text import ProseField
from fairway.goals.models import Goal
from fairway.ui.saving import SavedForm, VersionedForm
from fairway.ui.widgets import Scale


class SendBackForm(SavedForm):
    why = ProseField(
        label=_("What is missing"),
        error_messages={"required": _("Say in a sentence what is missing.")},
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One or two sentences. Both of you read them beside the goal."),
    )


class ClosingForm(VersionedForm):
    outcome = forms.ChoiceField(
        label=_("How did it end?"),
        error_messages={"required": _("Choose how it ended.")},
        choices=Goal.Outcome.choices,
        widget=Scale(
            hints={
                Goal.Outcome.ACHIEVED: _("What was to be true is true."),
                Goal.Outcome.PARTLY: _("A good part of it."),
                Goal.Outcome.MISSED: _("It was tried and not reached."),
                Goal.Outcome.DROPPED: _(
                    "It no longer mattered. It stops counting where it contributed."
                ),
            }
        ),
    )
    reflection = ProseField(
        label=_("What did we learn?"),
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
        required=False,
        help_text=_("What helped, what was in the way, what to do differently."),
    )
