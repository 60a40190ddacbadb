"""What a form says where something is missing: our words, on every field of every room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

# By kind of field; the others, such as days and numbers, say what `Field` says.
MISSING: dict[type[forms.Field], Any] = {
    forms.Field: _("Please fill this in."),
    forms.ChoiceField: _("Please choose one."),
    forms.MultipleChoiceField: _("Please choose at least one."),
    forms.ModelMultipleChoiceField: _("Please choose at least one."),
    forms.BooleanField: _("Please tick this."),
    forms.FileField: _("Please choose a file."),
}


def ask_in_our_words() -> None:
    """A field takes its words when it is made, so before any form is."""
    for kind, words in MISSING.items():
        own = vars(kind).get("default_error_messages", {})
        kind.default_error_messages = {**own, "required": words}
