"""What HR keeps of a cycle that runs: until when, who is in it, and who writes."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fairway.foundation.text import ProseField
from fairway.people.forms.fields import DayField, PickField, VersionedForm, ViewersForm
from fairway.people.picking import PERSON
from fairway.reviews.actions.changing import Wanted
from fairway.reviews.forms.cycles import DatesForm, NoticeForm
from fairway.reviews.models import FLOOR, ReviewCycle
from fairway.ui import saving
from fairway.ui.saving import SavedForm


class UntilForm(saving.VersionedForm):
    until = DayField(
        label=_("Until the end of"), help_text=_("Where the writer is. It is never cut short.")
    )


class StepDaysForm(SavedForm):
    until = DayField(
        label=_("Until the end of"), help_text=_("Where they are. It is never cut short.")
    )


class ReassignForm(VersionedForm):
    to = PickField(PERSON, label=_("Who writes it instead"))


class AddForm(ViewersForm, SavedForm):
    person = PickField(
        PERSON,
        label=_("Somebody who joins late"),
        help_text=_("They, and all who write about them, have as many days as the others had."),
    )


class ChangeForm(DatesForm):
    """Of a cycle that runs: later days, a stricter promise, other words."""

    threshold = forms.IntegerField(
        label=_("How many must have answered before it is shown"),
        min_value=FLOOR,
        max_value=20,
        help_text=_("It can only rise: people were told so before they answered."),
    )
    notice = NoticeForm.base_fields["notice"]

    @staticmethod
    def now(cycle: ReviewCycle) -> dict[str, Any]:
        return {
            **DatesForm.now(cycle),
            **NoticeForm.now(cycle),
            "threshold": cycle.threshold,
        }

    def wanted(self) -> Wanted:
        typed = self.cleaned_data
        return Wanted(super().said()["stretches"], typed["threshold"], typed["notice"])

    def said(self) -> dict[str, Any]:
        return {"wanted": self.wanted(), "version": self.cleaned_data["version"]}

    def mark(self) -> str:
        """Of exactly this change: whoever types another one sees first whom that concerns."""
        return sha256(repr(self.wanted()).encode()).hexdigest()[:16]

    def was_looked_at(self) -> bool:
        return self.data.get("sure") == self.mark()


class NudgeForm(SavedForm):
    words = ProseField(
        label=_("Message"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        initial=_("A few reviews are still to be written. Tell me if something is in the way."),
    )
