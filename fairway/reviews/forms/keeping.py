"""What HR keeps of one review: until when, and who writes it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fairway.people.forms.fields import DayField, PickField, VersionedForm
from fairway.people.picking import PERSON
from fairway.ui import saving


class UntilForm(saving.VersionedForm):
    until = DayField(
        label=_("Until the end of"), help_text=_("Where the writer is. It is never cut short.")
    )


class ReassignForm(VersionedForm):
    to = PickField(PERSON, label=_("Who writes it instead"))
