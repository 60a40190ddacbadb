from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fairway.foundation.text import NameField, ProseField
from fairway.skills.models import Level
from fairway.ui.saving import VersionedForm


def anchor(level: Level) -> ProseField:
    return ProseField(
        label=level.label,
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class SkillForm(VersionedForm):
    name = NameField(label=_("Skill"), max_length=120)
    meaning = ProseField(
        label=_("What it is"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3})
    )
    awareness = anchor(Level.AWARENESS)
    working = anchor(Level.WORKING)
    practitioner = anchor(Level.PRACTITIONER)
    expert = anchor(Level.EXPERT)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["awareness"].help_text = _(
            "What one sees somebody do who is at this level; not how long they have been at it."
        )
