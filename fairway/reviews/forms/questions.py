"""What is asked in one question, wherever it stands: in a template or in the bank."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fairway.foundation.text import NameField
from fairway.reviews.forms.scales import ScaleField
from fairway.reviews.models import BankQuestion, WhatIsAsked
from fairway.reviews.models.templates import SKILLS_AT_MOST
from fairway.reviews.wording import Asked, as_asked
from fairway.skills.models import Skill
from fairway.ui.saving import VersionedForm
from fairway.ui.texts import TextsInput

Kind, Example = WhatIsAsked.Kind, WhatIsAsked.Example
EACH = "each"  # no skill by its key: each that the role expects
OF_A_QUESTION = ("kind", "text", "help", "scale", "skill", "wants_example")


class QuestionForm(VersionedForm):
    """One question of the bank."""

    theme = NameField(label=_("Theme"), max_length=60, required=False)

    def __init__(self, data: Any, *, question: BankQuestion | None) -> None:
        initial = {"theme": question.theme, "version": question.version} if question else {}
        super().__init__(data, initial=initial)
        self.skills = skills_by_key(as_asked(question)) if question else skills_by_key()
        self.fields.update(question_fields(as_asked(question) if question else None, self.skills))
        self.fields["text"].required, self.fields["text"].help_text = True, ""

    @staticmethod
    def now(question: BankQuestion) -> dict[str, Any]:
        return {"theme": question.theme}

    def said(self) -> dict[str, Any]:
        typed = self.cleaned_data
        known = {name: typed[name] for name in OF_A_QUESTION}
        known["kind"] = known["kind"] or Kind.TEXT
        known["skill"] = self.skills.get(typed["skill"])
        known["most_skills"] = SKILLS_AT_MOST if typed["skill"] == EACH else None
        return {"asked": Asked(**known), "theme": typed["theme"], "version": typed["version"]}


def skills_by_key(*asked: Asked) -> dict[str, Skill]:
    """Skills in use, and those that are asked about already: read once for all questions."""
    known = [one.skill for one in asked if one.skill is not None]
    found = {one.public_id: one for one in Skill.objects.in_use().order_by("name")}
    return {**found, **{one.public_id: one for one in known}}


def question_fields(known: Asked | None, skills: Mapping[str, Skill]) -> dict[str, forms.Field]:
    """Fields of a question, wherever it stands."""
    return {
        "kind": forms.ChoiceField(
            label=_("Kind"),
            choices=Kind.choices,
            required=False,
            initial=known.kind if known else Kind.TEXT,
        ),
        "text": TextsInput(
            label=_("Question"),
            max_length=400,
            required=False,
            initial=known.text if known else "",
            help_text=_("Left empty, it is not asked."),
        ),
        "help": TextsInput(
            label=_("Help"), max_length=1000, required=False, initial=known.help if known else ""
        ),
        "scale": ScaleField(initial=list(known.scale) if known else []),
        "skill": forms.ChoiceField(
            label=_("Skill"),
            choices=[
                ("", _("None")),
                (EACH, _("Each skill that the role expects")),
                *((key, str(one)) for key, one in skills.items()),
            ],
            required=False,
            initial=_skill_of(known),
            help_text=_(
                "For a question about a skill of the role. Its scale is Awareness, Working, "
                "Practitioner, Expert, as the skill describes them; of one skill you can write "
                "another scale."
            ),
        ),
        "wants_example": forms.ChoiceField(
            label=_("Example"),
            choices=[("", _("As usual: at both ends of a scale")), *Example.choices],
            required=False,
            initial=known.wants_example if known else "",
        ),
    }


def _skill_of(known: Asked | None) -> str:
    if known is None:
        return ""
    return EACH if known.skills_at_most else getattr(known.skill, "public_id", "")
