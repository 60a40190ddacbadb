"""What was typed on the shell's own pages."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fairway.foundation import policy
from fairway.foundation.models import ChatHook
from fairway.foundation.notifications import DIGEST, Preference
from fairway.foundation.policy import Setting
from fairway.ui.saving import SavedForm

CHANNELS = [
    ("now", _("At once, by mail")),
    ("digest", _("In the mail with what is new")),
    ("in_app", _("Only here")),
    ("off", _("Not at all")),
]
GATHERED = [
    ("digest", _("Each day, when my work begins")),
    ("weekly", _("Once a week, when my first working day begins")),
    ("off", _("Not at all")),
]


class PolicyForm(forms.Form):
    """One policy, drawn from its kind; `version` is the one the page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, setting: Setting, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"version": setting.version}
        super().__init__(*args, **kwargs)
        self.setting = setting
        self.fields["value"] = setting.policy.kind.field(
            label=setting.policy.label,
            help_text=setting.policy.help_text,
            initial=setting.value,
        )


class StepForm(forms.Form):
    """Several policies at once, for the first steps."""

    keys: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key in self.keys:
            now = policy.setting(key)
            self.fields[name_of(key)] = now.policy.kind.field(
                label=now.policy.label, help_text=now.policy.help_text, initial=now.value
            )

    def chosen(self) -> dict[str, Any]:
        return {key: self.cleaned_data[name_of(key)] for key in self.keys}


class NameForm(StepForm):
    keys = ("organisation.name", "organisation.time_zone")


class SizeForm(StepForm):
    keys = ("organisation.size", "organisation.industry", "organisation.fiscal_year_start")


class ChatForm(SavedForm):
    kind = forms.ChoiceField(label=_("Chat"), choices=ChatHook.Format.choices)
    address = forms.CharField(
        label=_("Address of the webhook"),
        max_length=2000,
        help_text=_("Whoever knows it can write into your chat. Fairway keeps it sealed."),
        widget=forms.TextInput({"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )


class PreferencesForm(forms.Form):
    """One choice for each kind of notice; what cannot be chosen is said, not asked."""

    def __init__(self, preferences: list[Preference], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fixed = [one for one in preferences if one.fixed]
        self._asked = [one for one in preferences if not one.fixed]
        for one in self._asked:
            self.fields[name_of(one.key)] = forms.ChoiceField(
                label=one.label,
                initial=one.channel,
                choices=GATHERED if one.key == DIGEST else CHANNELS,
            )

    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The questions below one another, as the rooms group their kinds."""
        return [
            (group, [self[name_of(one.key)] for one in asked])
            for group, asked in groupby(self._asked, key=lambda one: one.group)
        ]

    def changes(self) -> dict[str, str]:
        """Only what differs from what holds: a default stays a default."""
        said = {one: self.cleaned_data[name_of(one.key)] for one in self._asked}
        return {one.key: channel for one, channel in said.items() if channel != one.channel}


def name_of(key: str) -> str:
    return key.replace(".", "_")
