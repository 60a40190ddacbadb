"""What a role expects: words in five parts, and skills with their levels."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fairway.foundation.text import NameField, ProseField
from fairway.people.models import JobProfile
from fairway.skills.models import WORDS, Edition, Level, Skill
from fairway.skills.reading import HEADINGS, skills_of
from fairway.ui.saving import VersionedForm
from fairway.ui.widgets import LongSelect

MORE = 3  # empty lines for skills, each time the page is opened
LEVELS = [("", _("Not needed")), *Level.choices]
HINTS = {
    "purpose": _("Which service or product it leads to, and what would be missing without it."),
    "results": _(
        "One on each line. What is true when the work is done well, not what is done all day."
    ),
    "processes": _("Ways of working that somebody in this role has to master, one on each line."),
    "behaviours": _(
        "What one sees somebody do who does it well. Somebody from outside could see it too."
    ),
    "excellence": _("Something to strive for. It is never a pass mark."),
}
ROWS = {"results": 6, "behaviours": 6}
LONGEST = {"purpose": 2000, "excellence": 2000}


class ExpectationForm(VersionedForm):
    """`words` and `levels` are what the action takes; `lines` draws the skills."""

    def __init__(
        self, profile: JobProfile, edition: Edition | None, viewer: Any, data: Any = None
    ) -> None:
        self.edition = edition
        self.expected = skills_of(edition) if edition else []
        super().__init__(data, initial=values_of(edition))
        known = {one.skill.pk for one in self.expected}
        rows = Skill.objects.allowed(viewer).in_use().exclude(pk__in=known).order_by("name", "pk")
        self.others = {one.public_id: one for one in rows}
        fields: Any = self.fields
        for name in WORDS:
            fields[name] = ProseField(
                label=HEADINGS[name],
                help_text=HINTS[name],
                max_length=LONGEST.get(name, 4000),
                required=False,
                widget=forms.Textarea({"rows": ROWS.get(name, 3)}),
            )
        for one in self.expected:
            fields[f"level_{one.skill.public_id}"] = _level(one.skill.name)
        choices = [("", _("Another skill")), *((key, one.name) for key, one in self.others.items())]
        for at in range(MORE if self.others else 0):
            fields[f"more_{at}"] = forms.ChoiceField(
                label=_("Skill"), choices=choices, required=False, widget=LongSelect
            )
            fields[f"more_level_{at}"] = _level(_("Level"))
        if edition is not None:
            fields["what_changed"] = NameField(
                label=_("What changed, in a sentence"),
                max_length=300,
                required=False,
                help_text=_("Whoever is asked to confirm again reads this first."),
            )
            fields["asks"] = forms.BooleanField(
                label=_("Ask everybody in this role to confirm again"),
                required=False,
                initial=True,
                help_text=_(
                    "Leave it out where only words were mended and nothing new is expected."
                ),
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        levels: dict[Skill, int] = {}
        for one in self.expected:
            if said := data.pop(f"level_{one.skill.public_id}", ""):
                levels[one.skill] = int(said)
        for at in range(MORE if self.others else 0):
            self._one_more(at, data, levels)
        words = {name: data.pop(name, "") for name in WORDS}
        return {"asks": True, "what_changed": "", **data, "words": words, "levels": levels}

    def _one_more(self, at: int, data: dict[str, Any], levels: dict[Skill, int]) -> None:
        key, said = data.pop(f"more_{at}", ""), data.pop(f"more_level_{at}", "")
        if key and not said:
            self.add_error(f"more_level_{at}", _("Which level does the role need?"))
        elif said and not key:
            self.add_error(f"more_{at}", _("Which skill is it?"))
        elif key:
            levels[self.others[key]] = int(said)

    @property
    def words(self) -> list[Any]:
        return [self[name] for name in WORDS]

    @property
    def held(self) -> list[Any]:
        return [self[f"level_{one.skill.public_id}"] for one in self.expected]

    @property
    def lines(self) -> list[tuple[Any, Any]]:
        count = MORE if self.others else 0
        return [(self[f"more_{at}"], self[f"more_level_{at}"]) for at in range(count)]

    @property
    def asking(self) -> list[Any]:
        return [self[name] for name in ("what_changed", "asks") if name in self.fields]


def values_of(edition: Edition | None) -> dict[str, Any]:
    """As the form begins."""
    if edition is None:
        return {}
    levels = {f"level_{one.skill.public_id}": one.level for one in edition.skills.all()}
    words = {name: getattr(edition, name) for name in WORDS}
    return {**words, **levels, "version": edition.number}


def _level(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=LEVELS, required=False)


class ConfirmForm(VersionedForm):
    """`version` is the edition that was read."""

    still_open = ProseField(
        label=_("Something still open?"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_(
            "What you would like to talk about. Whoever can see what was confirmed reads it, too."
        ),
    )
