"""What is typed about a rhythm of 1:1s, and in one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fairway.conversations.actions.meetings import Rhythm
from fairway.conversations.actions.meetings_writing import version_of
from fairway.conversations.meetings_forms import GUIDES, Part
from fairway.conversations.models import AgendaPoint, Form, OneOnOneSeries, Said, SharedNote, Way
from fairway.conversations.models.meetings import LONGEST, LONGEST_OUTCOME, MOST_DAYS, SHORTEST
from fairway.conversations.models.meetings_talk import (
    LONGEST_NOTE,
    LONGEST_POINT,
    LONGEST_TITLE,
    NOTES,
)
from fairway.foundation.text import NameField, ProseField
from fairway.foundation.versions import Difference
from fairway.people.forms.fields import DayField
from fairway.people.models import Person
from fairway.ui.saving import SavedForm, VersionedForm
from fairway.ui.widgets import Scale, Segments, TimeInput

MOST = 500
MINE, THEIRS = "mine", "theirs"
ROWS = {"rows": 3}


class RhythmForm(VersionedForm):
    """How often two people talk, and when. `other` is chosen once, when it begins."""

    other = forms.ChoiceField(label=_("With whom"))
    cadence = forms.ChoiceField(
        label=_("How often"), choices=OneOnOneSeries.Cadence.choices, widget=Segments
    )
    way = forms.ChoiceField(
        label=_("Live or in writing"),
        choices=Way.choices,
        widget=Segments,
        help_text=_("Either is fine, and each single one can be different."),
    )
    starts_on = DayField(
        label=_("First day"), help_text=_("Its weekday is that of all that follow.")
    )
    at = forms.TimeField(label=_("Begins at"), widget=TimeInput())
    follows = forms.ChoiceField(
        label=_("By whose clock"),
        widget=Segments,
        help_text=_("When clocks change it stays at this hour there, and moves for the other one."),
    )
    minutes = forms.IntegerField(label=_("Minutes"), min_value=SHORTEST, max_value=LONGEST)
    days = forms.IntegerField(
        label=_("Days to write"),
        min_value=1,
        max_value=MOST_DAYS,
        help_text=_("For those in writing."),
    )
    form = forms.ChoiceField(
        label=_("Questions"),
        choices=Form.choices,
        widget=Scale({key: guide.when for key, guide in GUIDES.items()}),
    )
    video_url = forms.URLField(
        label=_("Video link"),
        required=False,
        max_length=500,
        assume_scheme="https",
        validators=[URLValidator(schemes=["https"])],
    )
    anyway = forms.BooleanField(label=_("It suits us all the same"), required=False)

    def __init__(
        self, data: Any, *, viewer: Person, people: Sequence[Person] | None, initial: Any
    ) -> None:
        super().__init__(data, initial=initial)
        self.viewer, fields = viewer, dict[str, Any](self.fields)
        _ask_once(self, data)
        fields["follows"].choices = [(MINE, _now("Mine")), (THEIRS, _now("Theirs"))]
        if people is None:
            del self.fields["other"]
            return
        self.known = {one.public_id: one for one in people[:MOST]}
        fields["other"].choices = [(key, one.name) for key, one in self.known.items()]

    def clean_other(self) -> Person:
        return self.known[self.cleaned_data["other"]]

    def rhythm(self, other: Person) -> Rhythm:
        typed = dict(self.cleaned_data)
        for name in ("other", "version", "anyway"):
            typed.pop(name, None)
        typed["follows"] = self.viewer if typed["follows"] == MINE else other
        return Rhythm(**typed)


def _ask_once(form: forms.Form, data: Any) -> None:
    """Whether an odd hour suits all the same is asked of who has typed one."""
    if not data:
        form.fields["anyway"].widget = forms.HiddenInput()


class PointForm(SavedForm):
    words = NameField(label=_("What do you want to talk about?"), max_length=LONGEST_POINT)
    kind = forms.ChoiceField(
        label=_("It is"),
        choices=[(one.value, one.label) for one in AgendaPoint.WRITTEN],
        widget=Segments,
        initial="point",
    )


class LinesForm(VersionedForm):
    """The reader's own lines; what the other one says stands beside."""

    def __init__(
        self, data: Any, *, parts: Sequence[Part], lines: Mapping[str, SharedNote]
    ) -> None:
        super().__init__(data, initial=lines_now(lines))
        for part in (*parts, Part(NOTES, _("Notes for both of you"))):
            self.fields[part.key] = ProseField(
                label=part.ask,
                help_text=part.hint,
                required=False,
                max_length=LONGEST_NOTE,
                widget=forms.Textarea(attrs=ROWS),
            )

    def said(self) -> dict[str, str]:
        return {name: words for name, words in self.cleaned_data.items() if name != "version"}

    def renew(self, now: Mapping[str, Any], version: int) -> list[Difference]:
        """`version` is that of the 1:1; one's own lines have another, which `now` holds."""
        return super().renew(now, now["version"])


def lines_now(lines: Mapping[str, SharedNote]) -> dict[str, Any]:
    return {"version": version_of(lines), **{part: one.words for part, one in lines.items()}}


class PrivateForm(VersionedForm):
    """`version` is 0 where nothing was written yet."""

    version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    body = ProseField(
        label=_("Your note"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs=ROWS),
        help_text=_("Nobody else reads this, ever. Empty it to throw it away."),
    )

    def renew(self, now: Mapping[str, Any], version: int) -> list[Difference]:
        """`version` is that of the 1:1; the note has another, which `now` holds."""
        return super().renew(now, now["version"])


class ActionForm(VersionedForm):
    title = NameField(label=_("What is to be done"), max_length=LONGEST_TITLE)
    owner = forms.ChoiceField(label=_("Who does it"), widget=Segments)
    due_on = DayField(label=_("By"))

    def __init__(
        self, data: Any, *, viewer: Person, other: Person, initial: Mapping[str, Any]
    ) -> None:
        super().__init__(data, initial=dict(initial))
        self.known = {MINE: viewer, THEIRS: other}
        field: Any = self.fields["owner"]
        field.choices = [(MINE, _now("I")), (THEIRS, other.called)]

    def clean_owner(self) -> Person:
        return self.known[self.cleaned_data["owner"]]


class OutcomeForm(VersionedForm):
    outcome = ProseField(
        label=_("What came of it"),
        required=False,
        max_length=LONGEST_OUTCOME,
        widget=forms.Textarea(attrs=ROWS),
        help_text=_("A sentence or two that both of you can rely on later."),
    )


class WayForm(VersionedForm):
    form = forms.ChoiceField(
        label=_("Questions"),
        choices=Form.choices,
        widget=Scale({key: guide.when for key, guide in GUIDES.items()}),
    )
    way = forms.ChoiceField(label=_("Live or in writing"), choices=Way.choices, widget=Segments)


class TimeForm(SavedForm):
    """One of the hours that are offered, or another one by one's own clock."""

    slot = forms.ChoiceField(label=_("Hours you share"), required=False)
    day = DayField(label=_("Another day"), required=False)
    at = forms.TimeField(label=_("Begins at"), required=False, widget=TimeInput())
    anyway = forms.BooleanField(label=_("It suits us all the same"), required=False)

    def __init__(self, data: Any, *, slots: Sequence[tuple[str, str]]) -> None:
        super().__init__(data, initial={"slot": slots[0][0] if slots else ""})
        field: Any = self.fields["slot"]
        field.choices = [*slots, ("", _now("Another time"))]
        _ask_once(self, data)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if not typed.get("slot") and not (typed.get("day") and typed.get("at")):
            self.add_error("slot", _now("Choose one of these, or a day and a time."))
        return typed


class HelpForm(SavedForm):
    said = forms.ChoiceField(label=_("Did this help?"), choices=Said.choices, widget=Segments)
