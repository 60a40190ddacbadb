"""Write a template: a row of fields for each question, a section where a title begins one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fairway.foundation.languages import Texts
from fairway.foundation.text import NameField
from fairway.reviews.actions.refusals import BoundsCrossed
from fairway.reviews.forms.questions import EACH, OF_A_QUESTION, question_fields, skills_by_key
from fairway.reviews.models import (
    Audience,
    BankQuestion,
    ReviewTemplate,
    Use,
    WhatIsAsked,
)
from fairway.reviews.models.templates import MOST_SKILLS, SKILLS_AT_MOST
from fairway.reviews.wording import Asked, Part, as_asked
from fairway.ui.saving import VersionedForm
from fairway.ui.texts import TextsInput

Kind = WhatIsAsked.Kind
MOST = 30
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
    "help", "skill", "most_skills", "scale", "wants_example", "weight",
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
        self.adding = data is not None and "add" in data
        super().__init__(None if self.adding else data, initial=begun)
        self.bank = {one.public_id: one for one in bank}
        listed = [
            (one, part if not place else None)
            for part in parts
            for place, one in enumerate(part.questions)
        ]
        sent = _rows_in(data)
        self.rows = self._how_many(max(len(listed), sent))
        self.skills = skills_by_key(*(one for one, _part in listed))
        for number in range(self.rows):
            known, begins = listed[number] if number < len(listed) else (None, None)
            self._add(number, known, begins)
        if self.adding:
            self._take_over(data, sent)

    @staticmethod
    def now(template: ReviewTemplate) -> dict[str, Any]:
        names = ("name", "kind_of_use", "opening")
        return {name: getattr(template, name) for name in names}

    def _how_many(self, there: int) -> int:
        """An empty one where nothing is asked yet, and whenever one more was asked for."""
        return there + 1 if self.adding and there < MOST else there or 1

    def _take_over(self, data: Any, sent: int) -> None:
        """What is typed stands there again; it is not judged yet."""
        for name, field in self.fields.items():
            number = name.partition("-")[0]
            if not number.isdecimal() or int(number) < sent:
                self.initial[name] = field.widget.value_from_datadict(data, {}, name)

    @property
    def may_grow(self) -> bool:
        return self.rows < MOST

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        asks = [n for n in range(self.rows) if self._is_asked(n)]
        if asks and not any(_has(self._typed(n, "title")) for n in range(asks[0] + 1)):
            self.add_error(
                f"{asks[0]}-title", ValidationError(_("Give the first section a title."))
            )
        for number in asks:
            if (one := self._asked(number)).crosses_bounds:
                self.add_error(f"{number}-max_words", BoundsCrossed(Texts.of(one.text)))
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

        begins, further = fields("title", "audience"), list(FURTHER)
        if self[f"{number}-skill"].value() == EACH:  # the levels stand, and weigh nothing
            further = [one for one in further if one not in ("scale", "weight", "overall")]
        more = fields(*further)
        return Row(
            begins=begins,
            asks=fields("bank", "text", "kind", "required"),
            more=more,
            is_beginning=number == 0 or _has(begins[0].value()) or bool(begins[0].errors),
            shows_more=any(one.errors for one in more),
        )

    def _parts(self) -> list[Part]:
        """A title begins a section, also where the question beside it is asked no more; without one
        a question goes on with the section before it."""
        parts: list[tuple[Any, str, list[Asked]]] = []
        begun: tuple[Any, str] | None = None
        for number in range(self.rows):
            if _has(title := self._typed(number, "title")):
                begun = (title, self._typed(number, "audience") or Audience.EVERYBODY)
            if not self._is_asked(number):
                continue
            if begun is not None:
                parts.append((*begun, []))
                begun = None
            parts[-1][2].append(self._asked(number))
        return [Part(title, questions, audience) for title, audience, questions in parts]

    def _asked(self, number: int) -> Asked:
        place = {name: self._typed(number, name) for name in OF_ITS_PLACE[3:]}
        place["weight"] = 1 if place["weight"] is None else place["weight"]
        most = self._typed(number, "most_skills") or SKILLS_AT_MOST
        if chosen := self._typed(number, "bank"):
            taken = as_asked(self.bank[chosen])
            return replace(taken, **place, most_skills=most if taken.most_skills else None)
        known = {name: self._typed(number, name) for name in OF_A_QUESTION}
        known["kind"] = known["kind"] or Kind.TEXT
        known["most_skills"] = most if known["skill"] == EACH else None
        known["skill"] = self.skills.get(known["skill"])
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
            "most_skills": forms.IntegerField(
                label=_("Skills at most"),
                help_text=_("Of each skill that the role expects; the highest levels come first."),
                min_value=1, max_value=MOST_SKILLS, required=False,
                initial=(known and known.most_skills) or SKILLS_AT_MOST,
            ),
            "required": _yes(_("Has to be answered"), known and known.required),
            "private_to_manager": _yes(
                _("For the manager alone"), known and known.private_to_manager
            ),
            "min_words": _words(_("Words at least"), known and known.min_words),
            "max_words": _words(_("Words at most"), known and known.max_words),
            "overall": _yes(_("The overall rating"), known and known.overall),
        }  # fmt: skip


def _yes(label: Any, initial: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False, initial=bool(initial))


def _words(label: Any, initial: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=0, max_value=2000, required=False, initial=initial
    )


def _has(texts: Any) -> bool:
    return any(Texts.of(texts).values())


def _rows_in(data: Any) -> int:
    """How many questions a page sent: of a template that got shorter, nothing typed is lost."""
    sent = {key.partition("-")[0] for key in data or ()}
    return min(max((int(one) + 1 for one in sent if one.isdecimal()), default=0), MOST)
