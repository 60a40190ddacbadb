"""What is typed once a review is given out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from fairway.foundation.languages import Texts
from fairway.foundation.text import ProseField
from fairway.people.forms.fields import PickField
from fairway.people.forms.fields import VersionedForm as PickingForm
from fairway.people.models import Person
from fairway.people.picking import PERSON
from fairway.reviews.models import Dispute, Question
from fairway.reviews.reading.exhibits import Picker
from fairway.reviews.reading.sheets import label_of
from fairway.ui.saving import SavedForm, VersionedForm


def area(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class AcknowledgingForm(SavedForm):
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    comment = ProseField(
        label=_("What you would like to have said with it"),
        required=False,
        widget=area(4),
        help_text=_("It stands beside the review for good. You can leave this empty."),
    )


class ExhibitsInput(forms.SelectMultiple):
    """The list of what somebody can point to, each with a box to tick."""

    template_name = "reviews/sharing/_pieces.html"
    use_fieldset = True
    picker: Picker | None = None

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return {**super().get_context(name, value, attrs), "picker": self.picker}


class ExhibitsField(forms.MultipleChoiceField):
    """What was ticked, by its names. Whether it may be pointed to is for the action to say."""

    widget = ExhibitsInput

    def valid_value(self, value: str) -> bool:
        return True


class PointingForm(SavedForm):
    """Words, or something that is pointed to. Without a list there is nothing to point to."""

    pieces = ExhibitsField(
        label=_("What shows it?"),
        required=False,
        help_text=_(
            "What you tick is shown to all who read this, in its words as they stand now, and "
            "stays. Where only its kind and day are shown, it says so."
        ),
    )

    def __init__(self, *args: Any, picker: Picker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        list_of_it: Any = self.fields["pieces"].widget
        list_of_it.picker = picker
        if not picker.n:
            del self.fields["pieces"]


class DisputeForm(PointingForm):
    question = forms.ChoiceField(label=_("What is it about?"), required=False)
    words = ProseField(
        label=_("What do you see differently?"),
        required=False,
        widget=area(6),
        help_text=_("Say what is missing or wrong, and what shows it."),
    )
    field_order = ("question", "words", "pieces")

    def __init__(self, *args: Any, content: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["question"]
        field.choices = choices_of(content)


def choices_of(content: dict[str, Any]) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = [("", _("The rating"))] if content.get("rating") else []
    for part in content.get("parts", ()):
        for section in part["sections"]:
            found += [(one["question"], str(Texts.of(one["text"]))) for one in section["answers"]]
    return list(dict(found).items())


class EvidenceForm(PointingForm):
    words = ProseField(label=_("What is there to see or to say?"), required=False, widget=area(5))
    field_order = ("words", "pieces")


class AnswerForm(PointingForm, VersionedForm):
    words = ProseField(label=_("How did it come about?"), required=False, widget=area(6))
    field_order = ("words", "pieces", "version")


class NamingForm(PickingForm):
    reviewer = PickField(
        PERSON,
        label=_("Who takes the second look?"),
        help_text=_(
            "Somebody who neither wrote, compared nor gave out anything of it, and stands neither "
            "above nor below the person or the author."
        ),
    )

    def __init__(self, *args: Any, offered: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reviewer: Any = self.fields["reviewer"]
        reviewer.offer(offered)
        if offered:
            more = _("The field offers some of whom this is so, and who lead others themselves.")
            reviewer.help_text = format_lazy("{} {}", reviewer.help_text, more)


class DecidingForm(VersionedForm):
    decision = forms.ChoiceField(
        label=_("What do you decide?"), choices=Dispute.Decision, widget=forms.RadioSelect
    )
    rating = forms.TypedChoiceField(
        label=_("The rating, where you change it"), coerce=int, empty_value=None, required=False
    )
    reason = ProseField(
        label=_("Why?"), widget=area(6), help_text=_("Both sides read it, with your name.")
    )

    def __init__(self, *args: Any, scale: Question | None, runs: bool, **kwargs: Any) -> None:
        """`scale`: the question whose points the rating can be; None where there is no rating.
        `runs`: whether the cycle still does, so that something can be written anew in it."""
        super().__init__(*args, **kwargs)
        decision: Any = self.fields["decision"]
        possible = dict(Dispute.Decision.choices)
        if scale is None:
            del self.fields["rating"]
            del possible[Dispute.Decision.CHANGED]
        else:
            rating: Any = self.fields["rating"]
            points = ((point["value"], label_of(point)) for point in scale.scale)
            rating.choices = [("", "—"), *points]
        if not runs:
            del possible[Dispute.Decision.REWRITTEN]
            decision.help_text = _("The cycle is closed, so nothing in it is written anew.")
        decision.choices = list(possible.items())
