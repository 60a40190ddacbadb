from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from fairway.conversations.actions.wins import LONGEST_LINK, MOST
from fairway.foundation.text import ProseField
from fairway.people.forms.fields import DayField
from fairway.ui.saving import VersionedForm


class ChangeWinForm(VersionedForm):
    body = ProseField(
        label=_("What went well?"),
        max_length=MOST,
        help_text=_("What you did, and what came of it. A line is enough."),
        widget=forms.Textarea({"rows": 4}),
    )
    happened_on = DayField(
        label=_("Day"), required=False, help_text=_("Left empty: today, where you are.")
    )
    link = forms.URLField(
        label=_("Link to what shows it"),
        required=False,
        max_length=LONGEST_LINK,
        assume_scheme="https",
    )


class WinForm(ChangeWinForm):
    share = forms.BooleanField(
        label=_("Share it with my managers now"),
        required=False,
        help_text=_("Otherwise it is yours alone until you share it."),
    )
