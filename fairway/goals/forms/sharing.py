from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fairway.people.forms.fields import PickField, ViewersForm
from fairway.people.models import Person
from fairway.people.picking import PERSON
from fairway.ui.saving import SavedForm


class SharingForm(ViewersForm, SavedForm):
    """Who owns the goal too: those who stay ticked, and one more."""

    stay = forms.MultipleChoiceField(
        label=_("Who owns it too"), required=False, widget=forms.CheckboxSelectMultiple
    )
    add = PickField(
        PERSON,
        label=_("And who else"),
        required=False,
        help_text=_(
            "Whoever owns a goal too sees it, also when it is private, and tells how it goes."
        ),
    )

    def __init__(self, *args: Any, viewer: Any, owners: Sequence[Person], **kwargs: Any) -> None:
        initial = {"stay": [one.public_id for one in owners]}
        super().__init__(*args, viewer=viewer, initial=initial, **kwargs)
        self.owners = owners
        if not owners:
            del self.fields["stay"]
            return
        stay: Any = self.fields["stay"]
        stay.choices = [(one.public_id, one.name) for one in owners]

    def people(self) -> list[Person]:
        """Those that are to own it too."""
        stay = set(self.cleaned_data.get("stay", ()))
        kept = [one for one in self.owners if one.public_id in stay]
        more = self.cleaned_data.get("add")
        return [*kept, more] if more else kept
