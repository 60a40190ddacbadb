"""Whom one tells and who reads it, before a word is written; then the words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fairway.feedback.models import LONGEST, Visibility
from fairway.foundation.ids import new_public_id
from fairway.foundation.policy import get
from fairway.foundation.text import ProseField
from fairway.goals.models import Goal
from fairway.people.forms.fields import PickField, ViewersForm
from fairway.people.models import Person
from fairway.people.picking import PERSON
from fairway.skills.models import Skill
from fairway.strategy.models import Value
from fairway.ui.saving import SavedForm, VersionedForm

MOST_GOALS, MOST_VALUES, MOST_SKILLS = 12, 20, 40


def ways_to_read() -> list[tuple[str, Any]]:
    """What the organisation offers; the choice that keeps something from its subject comes last."""
    wanted = [Visibility.PRIVATE, Visibility.SHARED]
    if get("feedback.manager_only"):
        wanted.append(Visibility.MANAGER)
    return [(one.value, one.label) for one in wanted]


class BeginForm(ViewersForm, SavedForm):
    recipient = PickField(
        PERSON,
        label=_("Who is it for?"),
        help_text=_("A colleague, your manager, anybody here: type a name."),
    )
    visibility = forms.ChoiceField(
        label=_("Who reads it, besides you?"),
        widget=forms.RadioSelect,
        help_text=_(
            "You choose before you write, and it stays so. Everybody who reads it sees it."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["visibility"].choices = ways_to_read()  # type: ignore[attr-defined]
        self.fields["visibility"].initial = Visibility.PRIVATE


class WordsForm(forms.Form):
    """Situation, behaviour, impact, and what could come next."""

    situation = ProseField(
        label=_("Situation"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("When and where was it? “In Tuesday’s handover …”"),
    )
    behaviour = ProseField(
        label=_("What did they do?"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("What one could see or hear. “… you wrote down the three open cases …”"),
    )
    impact = ProseField(
        label=_("What followed from it?"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("For you, the team, a customer. “… so that nobody asked twice.”"),
    )
    suggestion = ProseField(
        label=_("What could come next?"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("To go on with, or to try another time."),
    )


class WritingForm(WordsForm, SavedForm):
    """`sent_as` makes ten clicks one; `shown_manager` is whom the page names as a reader."""

    sent_as = forms.CharField(max_length=22, required=False, widget=forms.HiddenInput)
    shown_manager = forms.CharField(max_length=22, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, manager: Person | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "sent_as": new_public_id(),
            "shown_manager": manager.public_id if manager else "",
            **kwargs.get("initial", {}),
        }
        super().__init__(*args, **kwargs)
        self.shown_manager_now = manager.public_id if manager else ""

    def look_again(self) -> None:
        """Refused because the readers changed: sent once more, those that are shown now hold."""
        posted: Any = self.data
        data = posted.copy()  # what was posted is immutable
        data["shown_manager"] = self.shown_manager_now
        self.data = data


class GivingForm(WritingForm):
    about = forms.MultipleChoiceField(
        label=_("What is it about?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, viewer: Person, recipient: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.things = _things(viewer, recipient)
        groups: dict[Any, list[tuple[str, str]]] = {}
        for key, (group, thing) in self.things.items():
            groups.setdefault(group, []).append((key, str(thing)))
        about: Any = self.fields["about"]
        about.choices = list(groups.items())
        if not groups:
            del self.fields["about"]

    def clean_about(self) -> list[Any]:
        return [self.things[key][1] for key in self.cleaned_data["about"]]


def _things(viewer: Person, recipient: Person) -> dict[str, tuple[str, Any]]:
    """The recipient's goals, as far as the writer sees them; values; skills."""
    goals = Goal.objects.allowed(viewer).filter(owner=recipient, closed_at=None)
    goals = goals.exclude(agreed_at=None).order_by("-pk")[:MOST_GOALS]
    values = Value.objects.allowed(viewer).in_use()[:MOST_VALUES]
    skills = Skill.objects.allowed(viewer).in_use().order_by("name")[:MOST_SKILLS]
    listed = ((_now("Goals"), goals), (_now("Values"), values), (_now("Skills"), skills))
    return {
        f"{one._meta.model_name}-{one.public_id}": (group, one)
        for group, rows in listed
        for one in rows
    }


class EditForm(WordsForm, VersionedForm):
    """The words alone; who reads them stays."""


class ReplyForm(SavedForm):
    body = ProseField(label=_("Reply"), max_length=LONGEST, widget=forms.Textarea({"rows": 3}))
