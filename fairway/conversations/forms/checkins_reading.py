"""What the reader of a check-in writes: a reply, a point to pass up, what they will do."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from fairway.foundation.text import ProseField
from fairway.people.forms.fields import DayField
from fairway.ui.saving import SavedForm, VersionedForm


class ReplyForm(SavedForm):
    body = ProseField(label=_("Your reply"), max_length=4000, widget=forms.Textarea({"rows": 3}))


class PassUpForm(SavedForm):
    words = ProseField(
        label=_("The point, in your words"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Only this goes up. The check-in itself stays between the two of you."),
    )


class AnswerForm(VersionedForm):
    answer = ProseField(
        label=_("Your answer"),
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Both of them read it."),
    )


class TakeOnForm(SavedForm):
    words = ProseField(
        label=_("What you will do about it"), max_length=1000, widget=forms.Textarea({"rows": 2})
    )
    due_on = DayField(label=_("By when"), required=False)
