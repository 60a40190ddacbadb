"""Who is to be asked about somebody, and why not."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from fairway.foundation.text import NameField
from fairway.people.forms.fields import PickField, ViewersForm
from fairway.people.picking import PERSON
from fairway.ui.saving import SavedForm


class NominateForm(ViewersForm, SavedForm):
    reviewer = PickField(PERSON, label=_("A colleague"))


class NominateOutsideForm(SavedForm):
    external_name = NameField(label=_("Their name"), max_length=120)
    external_email = forms.EmailField(
        label=_("Their e-mail address"),
        max_length=254,
        help_text=_("The invitation goes there, and so does the code that opens it."),
    )


class AddressForm(SavedForm):
    external_email = forms.EmailField(
        label=_("Another e-mail address"),
        max_length=254,
        help_text=_("They get a new link there, and the code that opens it."),
    )


class ReasonForm(SavedForm):
    reason = NameField(label=_("Why"), max_length=300)
