"""Whom one praises, for what, and for which value."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fairway.foundation.ids import new_public_id
from fairway.foundation.text import ProseField
from fairway.people.forms.fields import PickField, ViewersForm
from fairway.people.models import Person
from fairway.people.picking import PERSON
from fairway.strategy.models import Value
from fairway.ui.saving import SavedForm, VersionedForm

MOST_VALUES = 30
FURTHER = ("and_1", "and_2", "and_3")


class PraiseForm(ViewersForm):
    words = ProseField(
        label=_("What did they do?"),
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("What one could see, and whom it helped."),
    )
    value = forms.ChoiceField(label=_("Which of our values does it show?"), required=False)

    def __init__(self, *args: Any, viewer: Person, **kwargs: Any) -> None:
        super().__init__(*args, viewer=viewer, **kwargs)
        rows = Value.objects.allowed(viewer).in_use()[:MOST_VALUES]
        self.offered = {one.public_id: one for one in rows}
        kept: Any = self.initial.get("value")
        if isinstance(kept, Value):  # it may have been archived meanwhile, and stays
            self.offered[kept.public_id] = kept
            self.initial["value"] = kept.public_id
        value: Any = self.fields["value"]
        value.choices = [("", _("None of them")), *((k, str(v)) for k, v in self.offered.items())]

    def clean_value(self) -> Value | None:
        return self.offered.get(self.cleaned_data["value"])


class NewPraiseForm(PraiseForm, SavedForm):
    person = PickField(PERSON, label=_("Whom do you recognise?"))
    and_1 = PickField(PERSON, label=_("And"), required=False)
    and_2 = PickField(PERSON, label=_("And"), required=False)
    and_3 = PickField(PERSON, label=_("And"), required=False)
    sent_as = forms.CharField(max_length=22, required=False, widget=forms.HiddenInput)
    field_order = ("person", "words", "value", *FURTHER)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"sent_as": new_public_id(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)

    def people(self) -> list[Person]:
        found = [self.cleaned_data.get(name) for name in ("person", *FURTHER)]
        return [one for one in found if one is not None]


class EditPraiseForm(PraiseForm, VersionedForm):
    """Whom it names stays as it was."""
