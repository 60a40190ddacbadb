"""Write a template: a row of fields for each question, a section where a title begins one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fairway.foundation.languages import Texts
from fairway.foundation.text import NameField, ProseField
from fairway.reviews.models import (
    Audience,
    BankQuestion,
    ReviewTemplate,
    Use,
    WhatIsAsked,
)
from fairway.reviews.wording import Asked, Part, Point, as_asked
from fairway.skills.models import Skill
from fairway.ui.saving import VersionedForm
from fairway.ui.texts import TextsInput

Kind, Example = WhatIsAsked.Kind, WhatIsAsked.Example
MOST, MORE = 30, 3
OF_A_QUESTION = ("kind", "text", "help", "scale", "skill", "wants_example")
OF_ITS_PLACE = (
    "title",
    "audience",
    "bank",
    "weight",
    "required",
    "private_to_manager",
    "min_words",
    "max_words",
    "overall",
)


FURTHER = (
    "help", "scale", "skill", "wants_example", "weight",
    "private_to_manager", "overall", "min_words", "max_words",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """The fields of one question: where a section begins, what is asked, and the rest."""

    begins: list[Any]
    asks: list[Any]
    more: list[Any]
    is_beginning: bool
    shows_more: bool


class ScaleField(forms.CharField):
    """A point a line, the lowest first: its name, and after a dash how one sees it."""

    widget = forms.Textarea(attrs={"rows": 5})

    def __init__(self, **options: Any) -> None:
        options.setdefault(
            "help_text", _("A line for each, the lowest first: Name – how one sees it.")
        )
        super().__init__(required=False, max_length=4000, label=_("Scale or answers"), **options)

    def to_python(self, value: Any) -> Any:
        text = ProseField(required=False).to_python(value) or ""
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        return [_point(number, line) for number, line in enumerate(lines, start=1)]

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list | tuple):
            return "\n".join(_line(one) for one in value)
        return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.prepare_value(initial) != data)


def _point(number: int, line: str) -> Point:
    label, _dash, anchor = line.partition(" – ")
    return Point(number, label.strip(), anchor.strip())


def _line(point: Point) -> str:
    label, anchor = str(Texts.of(point.label)), str(Texts.of(point.anchor))
    return f"{label} – {anchor}" if anchor else label


class QuestionForm(VersionedForm):
    """One question of the bank."""

    theme = NameField(label=_("Theme"), max_length=60, required=False)

    def __init__(self, data: Any, *, question: BankQuestion | None) -> None:
        initial = {"theme": question.theme, "version": question.version} if question else {}
        super().__init__(data, initial=initial)
        self.skills = skills_by_key(as_asked(question)) if question else skills_by_key()
        self.fields.update(question_fields(as_asked(question) if question else None, self.skills))

    @staticmethod
    def now(question: BankQuestion) -> dict[str, Any]:
        return {"theme": question.theme}

    def said(self) -> dict[str, Any]:
        typed = self.cleaned_data
        known = {name: typed[name] for name in OF_A_QUESTION}
        known["skill"] = self.skills.get(typed["skill"])
        return {"asked": Asked(**known), "theme": typed["theme"], "version": typed["version"]}


class TemplateForm(VersionedForm):
    name = NameField(label=_("Name"), max_length=120)
    kind_of_use = forms.ChoiceField(label=_("What it is for"), choices=Use.choices)
    opening = TextsInput(label=_("Read before the first question"), max_length=1000, required=False)

    def __init__(
        self,
        data: Any,
        *,
        template: ReviewTemplate | None,
        parts: Sequence[Part],
        ready: Any,
        bank: Sequence[BankQuestion],
    ) -> None:
        begun = self.now(template) if template else {}
        if ready is not None:
            begun = {"name": ready.name, "kind_of_use": ready.use, "opening": ready.opening}
        if template is not None:
            begun["version"] = template.version
        super().__init__(data, initial=begun)
        self.bank = {one.public_id: one for one in bank}
        listed = [
            (one, part if not place else None)
            for part in parts
            for place, one in enumerate(part.questions)
        ]
        self.rows = min(len(listed) + MORE, max(MOST, len(listed)))
        self.skills = skills_by_key(*(one for one, _part in listed))
        for number in range(self.rows):
            known, begins = listed[number] if number < len(listed) else (None, None)
            self._add(number, known, begins)

    @staticmethod
    def now(template: ReviewTemplate) -> dict[str, Any]:
        names = ("name", "kind_of_use", "opening")
        return {name: getattr(template, name) for name in names}

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        asks = [n for n in range(self.rows) if self._is_asked(n)]
        if asks and not _has(self._typed(asks[0], "title")):
            self.add_error(
                f"{asks[0]}-title", ValidationError(_("Give the first section a title."))
            )
        return typed

    def said(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "name": typed["name"],
            "use": typed["kind_of_use"],
            "opening": typed["opening"],
            "parts": self._parts(),
            "version": typed["version"],
        }

    def asked(self) -> list[Row]:
        return [self._row(number) for number in range(self.rows)]

    def _row(self, number: int) -> Row:
        def fields(*names: str) -> list[Any]:
            keys = [f"{number}-{name}" for name in names]
            return [self[key] for key in keys if key in self.fields]

        begins, more = fields("title", "audience"), fields(*FURTHER)
        return Row(
            begins=begins,
            asks=fields("bank", "text", "kind", "required"),
            more=more,
            is_beginning=number == 0 or _has(begins[0].value()) or bool(begins[0].errors),
            shows_more=any(one.errors for one in more),
        )

    def _parts(self) -> list[Part]:
        """A title begins a section; without one a question goes on with the section before it."""
        parts: list[tuple[Any, str, list[Asked]]] = []
        for number in filter(self._is_asked, range(self.rows)):
            title = self._typed(number, "title")
            if _has(title) or not parts:
                audience = self._typed(number, "audience") or Audience.EVERYBODY
                parts.append((title, audience, []))
            parts[-1][2].append(self._asked(number))
        return [Part(title, questions, audience) for title, audience, questions in parts]

    def _asked(self, number: int) -> Asked:
        if chosen := self._typed(number, "bank"):
            return as_asked(self.bank[chosen])
        known = {name: self._typed(number, name) for name in OF_A_QUESTION}
        known["skill"] = self.skills.get(known["skill"])
        place = {name: self._typed(number, name) for name in OF_ITS_PLACE[3:]}
        place["weight"] = 1 if place["weight"] is None else place["weight"]
        return Asked(**known, **place)

    def _is_asked(self, number: int) -> bool:
        return _has(self._typed(number, "text")) or bool(self._typed(number, "bank"))

    def _typed(self, number: int, name: str) -> Any:
        return self.cleaned_data.get(f"{number}-{name}")

    def _add(self, number: int, known: Asked | None, begins: Part | None) -> None:
        fields = {**self._place_fields(known, begins), **question_fields(known, self.skills)}
        if known is not None or not self.bank:
            del fields["bank"]
        for name, field in fields.items():
            self.fields[f"{number}-{name}"] = field

    def _place_fields(self, known: Asked | None, begins: Part | None) -> dict[str, forms.Field]:
        bank = [("", _("Write one here")), *((key, str(one)) for key, one in self.bank.items())]
        return {
            "title": TextsInput(
                label=_("Title of the section"),
                max_length=120,
                required=False,
                initial=begins.title if begins else "",
                help_text=_("Left empty, it goes on with the section before."),
            ),
            "audience": forms.ChoiceField(
                label=_("Who answers the section"),
                choices=Audience.choices,
                required=False,
                initial=begins.audience if begins else Audience.EVERYBODY,
            ),
            "bank": forms.ChoiceField(label=_("From the bank"), choices=bank, required=False),
            "weight": forms.IntegerField(
                label=_("Weight"),
                help_text=_("How often this rating counts beside the overall one; 0 leaves it out."),
                min_value=0, max_value=100, required=False,
                initial=known.weight if known else 1,
            ),
            "required": _yes(_("Has to be answered"), known and known.required),
            "private_to_manager": _yes(
                _("For the manager alone"), known and known.private_to_manager
            ),
            "min_words": _words(_("Words at least"), known and known.min_words),
            "max_words": _words(_("Words at most"), known and known.max_words),
            "overall": _yes(_("The overall rating"), known and known.overall),
        }  # fmt: skip


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
            choices=[("", _("None")), *((key, str(one)) for key, one in skills.items())],
            required=False,
            initial=known.skill.public_id if known and known.skill else "",
            help_text=_("For a question about a skill of the role."),
        ),
        "wants_example": forms.ChoiceField(
            label=_("Example"),
            choices=[("", _("As usual: at both ends of a scale")), *Example.choices],
            required=False,
            initial=known.wants_example if known else "",
        ),
    }


def _yes(label: Any, initial: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False, initial=bool(initial))


def _words(label: Any, initial: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=0, max_value=2000, required=False, initial=initial
    )


def _has(texts: Any) -> bool:
    return any(Texts.of(texts).values())
