"""What somebody from outside types beside their answers: the code, and why they say no."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from fairway.foundation.text import ProseField
from fairway.ui.saving import SavedForm


class CodeForm(SavedForm):
    code = forms.CharField(
        label=_("The code from the letter"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class SayNoForm(SavedForm):
    reason = ProseField(
        label=_("Why not?"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("You owe no reason. “We hardly worked together” already helps. HR reads it."),
    )
