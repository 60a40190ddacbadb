"""What a saved view is called, and who is offered it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from fairway.foundation.text import NameField
from fairway.goals.models import GoalView
from fairway.ui.saving import VersionedForm


class ViewForm(VersionedForm):
    name = NameField(label=_("Name"), max_length=80)
    audience = forms.ChoiceField(
        label=_("Who is offered it"),
        choices=GoalView.Audience.choices,
        initial=GoalView.Audience.OWNER,
        help_text=_(
            "They read its name and what it searches for. Of the goals each sees what they may "
            "see anyway."
        ),
    )
