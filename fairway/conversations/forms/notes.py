"""A note as it is typed: first who it is for, then the words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fairway.conversations.actions.notes import MOST
from fairway.conversations.models import CoachingNote
from fairway.foundation.text import ProseField
from fairway.people.forms.fields import DayField
from fairway.ui.saving import SavedForm, VersionedForm
from fairway.ui.widgets import Scale

COACHING, LATER, NOW = "coaching", "later", "now"
# What a choice means to the action: who it is for, and whether they read it at once.
MEANT = {
    COACHING: (CoachingNote.Audience.COACHING, False),
    LATER: (CoachingNote.Audience.PERSON, False),
    NOW: (CoachingNote.Audience.PERSON, True),
}
# Numbers before them would read as more and less.
ICONS = {NOW: "users", LATER: "clock", COACHING: "lock"}


def words(label: Any) -> ProseField:
    return ProseField(label=label, max_length=MOST, widget=forms.Textarea({"rows": 7}))


class NoteForm(SavedForm):
    audience = forms.ChoiceField(label=_("Who is it for?"), widget=Scale(icons=ICONS))
    about_on = DayField(
        label=_("Day"), required=False, help_text=_("Left empty: today, where you are.")
    )
    body = words(_("What did you see?"))

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = person.called
        audience: Any = self.fields["audience"]
        audience.choices = [
            (NOW, _("For %(name)s, now") % {"name": name}),
            (LATER, _("For %(name)s, when I share it") % {"name": name}),
            (COACHING, _("For my coaching only")),
        ]
        audience.widget.hints = {
            NOW: _("The two of you read it. It counts from today on."),
            LATER: _("Only you read it until you share it. It counts from that day on."),
            COACHING: _(
                "Only you ever read it. It counts for nothing: no review, plan or pay is given "
                "it, and this cannot be changed later."
            ),
        }
        self.fields["body"].help_text = _(
            "What happened, what %(name)s did, and what came of it."
        ) % {"name": name}

    def clean(self) -> dict[str, Any]:
        """As the action takes it."""
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("audience") in MEANT:
            typed["audience"], typed["share"] = MEANT[typed["audience"]]
        return typed


class ChangeNoteForm(VersionedForm):
    about_on = DayField(label=_("Day"))
    body = words(_("What did you see?"))
