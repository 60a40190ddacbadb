"""Ask a colleague, or somebody outside by a link that one hands on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fairway.feedback.forms.giving import GivingForm, WordsForm, ways_to_read
from fairway.feedback.models import Visibility
from fairway.feedback.rules import people_to_ask_about
from fairway.foundation.ids import new_public_id
from fairway.foundation.policy import get
from fairway.foundation.text import NameField, ProseField
from fairway.people.forms.fields import DayField, PickField, ViewersForm
from fairway.people.models import Person
from fairway.people.picking import PERSON
from fairway.people.relations import direct_reports
from fairway.ui.saving import SavedForm

MOST_REPORTS = 100


class AskingForm(ViewersForm, SavedForm):
    about = forms.ChoiceField(label=_("About whom?"))
    visibility = forms.ChoiceField(
        label=_("Who reads the answer?"),
        widget=forms.RadioSelect,
        help_text=_("Whoever is asked sees this before they write."),
    )
    asked = PickField(PERSON, label=_("Whom do you ask?"), required=False)
    outside_name = NameField(
        label=_("Or somebody outside"),
        max_length=120,
        required=False,
        help_text=_(
            "Their name, as it is to stand on the answer. You get a link to send them: it is good "
            "for one answer, and they need no account."
        ),
    )
    question = ProseField(
        label=_("What would you like to hear about?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("A narrow question gets a better answer: “How clear was my handover?”"),
    )
    due_on = DayField(label=_("By when it would help"), required=False)
    sent_as = forms.CharField(max_length=22, required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, viewer: Person, chosen: Person | None = None, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {
            "about": (chosen or viewer).public_id,
            "visibility": Visibility.PRIVATE if chosen in (None, viewer) else Visibility.SHARED,
            "sent_as": new_public_id(),
            **kwargs.get("initial", {}),
        }
        super().__init__(*args, viewer=viewer, **kwargs)
        self.people = _people(viewer, chosen)
        about: Any = self.fields["about"]
        about.choices = [(key, one.name) for key, one in self.people.items()]
        self.fields["visibility"].choices = ways_to_read()  # type: ignore[attr-defined]
        if not get("feedback.outside"):
            del self.fields["outside_name"]

    def clean_about(self) -> Person:
        return self.people[self.cleaned_data["about"]]


def _people(viewer: Person, chosen: Person | None) -> dict[str, Person]:
    """Oneself, one's reports, and whoever else was chosen on their own page."""
    reports = people_to_ask_about(viewer).filter(pk__in=direct_reports(viewer))
    others = [one for one in reports.order_by("sort_name", "pk")[:MOST_REPORTS] if one != viewer]
    listed = [viewer, *others, *([chosen] if chosen else [])]
    return {one.public_id: one for one in listed}


class AnsweringForm(GivingForm):
    """The words of an answer; who reads it was settled with the question."""


class OutsideForm(WordsForm, SavedForm):
    shown_manager = forms.CharField(max_length=22, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, manager: Person | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = {"shown_manager": manager.public_id if manager else ""}
        super().__init__(*args, **kwargs)


class DecliningForm(SavedForm):
    because = ProseField(
        label=_("Why not?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("You owe no reason. “I was not there” already helps."),
    )
