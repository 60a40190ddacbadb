"""A review as it is filled in: a field for the scale and one for the words of each question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from fairway.foundation.ids import LENGTH, new_public_id
from fairway.foundation.text import ProseField
from fairway.reviews.actions.writing_refused import AnswerTooLong, NotReady
from fairway.reviews.models import Answer, Question, Said
from fairway.reviews.models.reopening import LONGEST_REASON
from fairway.reviews.models.writing import LONGEST, LONGEST_STATEMENT
from fairway.reviews.reading.scales import points_of
from fairway.reviews.reading.weighing import Weighed, weighed
from fairway.reviews.reading.writing import Asked, Desk, Left, left_of
from fairway.ui.saving import SavedForm
from fairway.ui.widgets import DateInput, Scale
from fairway.ui.written import text_of

ROWS_WITH_SCALE, ROWS = 3, 6
# One for all questions: what a form knows of it lies in the form.
VERSION = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)


class BoundedProse(ProseField):
    """Measured before it is cleaned: a megabyte that was pasted by mistake is refused at once."""

    is_asked_for = False

    def to_python(self, value: Any) -> Any:
        most = self.max_length or LONGEST
        if isinstance(value, str) and len(value) > most:
            raise AnswerTooLong(most, len(value))
        return super().to_python(value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No `maxlength`: with it a browser cuts off what is pasted, and says nothing."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs


class ScaleField(forms.TypedChoiceField):
    is_asked_for = False


@dataclass(frozen=True)
class Part:
    """A question with its fields; `elsewhere` is what was kept from another page meanwhile, and
    `critical` what was typed to be noted as critical and is not noted yet."""

    asked: Asked
    fields: Sequence[Any]
    version: Any
    elsewhere: Answer | None = None
    critical: str = ""

    @property
    def question(self) -> Question:
        return self.asked.question

    @property
    def counted(self) -> SafeString:
        """The number of what stood here when the page was drawn, as a hidden field writes it."""
        field = self.version
        value = field.value()
        said = text_of("" if value is None else value)
        name, key = text_of(field.html_name), text_of(field.auto_id)
        return SafeString(f'<input type="hidden" name="{name}" value="{said}" id="{key}">')

    @property
    def is_fine(self) -> bool:
        """What is typed here could be kept, and nothing else was kept meanwhile."""
        return self.elsewhere is None and not any(field.errors for field in self.fields)


class ReviewForm(SavedForm):
    """All of it, or the part of one question, as a page that keeps itself sends it.

    `page` is the page that was drawn, `number` the review's as it was drawn: neither is shown.
    """

    page = forms.CharField(max_length=LENGTH, required=False, widget=forms.HiddenInput)
    number = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, desk: Desk, data: Any = None) -> None:
        self.desk = desk
        self.elsewhere: Mapping[int, Answer] = {}
        start = {"page": new_public_id(), "number": desk.review.number}
        super().__init__(data, initial=start)
        for one in desk.asked:
            self._ask(one)

    def parts(self) -> list[Part]:
        return [
            Part(
                one,
                [self[name] for name in _names(one.question) if name in self.fields],
                self[_version(one.question)],
                self.elsewhere.get(one.question.pk),
                self.data.get(f"s_{one.question.public_id}", ""),
            )
            for one in self.desk.asked
        ]

    def part(self, question: str) -> Part | None:
        """By the question's public id."""
        return next((one for one in self.parts() if one.question.public_id == question), None)

    def said(self) -> dict[int, Said]:
        """Of the questions that were sent and can be read: the others stand as they are."""
        return {
            one.question.pk: Said(*self._typed(one.question))
            for one in self.desk.asked
            if self._was_sent(one.question) and not self._is_wrong(one.question)
        }

    @cached_property
    def has_overall(self) -> bool:
        return any(one.question.overall for one in self.desk.asked)

    def weighed(self) -> Weighed | None:
        """Of what is typed, and of what stood there where nothing was sent."""
        said = self.said() if self.is_bound and hasattr(self, "cleaned_data") else {}
        return weighed(
            (one.question, said[one.question.pk].value if one.question.pk in said else one.value)
            for one in self.desk.asked
        )

    def left(self) -> Left:
        said = self.said() if self.is_bound and hasattr(self, "cleaned_data") else {}
        return left_of(
            (one.question, said.get(one.question.pk, one.said)) for one in self.desk.asked
        )

    def seen(self) -> dict[int, int]:
        return {
            one.question.pk: self.cleaned_data.get(_version(one.question)) or 0
            for one in self.desk.asked
        }

    def found_elsewhere(self, answers: Mapping[int, Answer]) -> None:
        """Show both, and let what is typed here be kept over the other with the next try."""
        self.elsewhere = answers
        typed: Any = self.data
        self.data = typed = typed.copy()
        for one in self.desk.asked:
            if one.question.pk in answers:
                version = answers[one.question.pk].version
                typed[self.add_prefix(_version(one.question))] = str(version)

    def lacks(self, refusal: NotReady) -> None:
        """Each beside its question, and at the top by the words of the question."""
        for lack in refusal.lacks:
            names = (_value(lack.question), _text(lack.question))
            self.add_error(
                next((one for one in names if one in self.fields), None), str(lack.words)
            )

    def _typed(self, question: Question) -> tuple[int | None, str]:
        value = self.cleaned_data.get(_value(question.public_id))
        return value, self.cleaned_data.get(_text(question.public_id)) or ""

    def _was_sent(self, question: Question) -> bool:
        return _text(question.public_id) in self.data

    def _is_wrong(self, question: Question) -> bool:
        return any(name in self.errors for name in _names(question))

    def _ask(self, one: Asked) -> None:
        question, answer = one.question, one.answer
        known = answer.said if answer else Said()
        if question.kind in question.WITH_SCALE:
            self.fields[_value(question.public_id)] = _scale(one, known)
        self.fields[_text(question.public_id)] = _words(question, known)
        self.fields[_version(question)] = VERSION
        self.initial[_version(question)] = answer.version if answer else 0


def _scale(one: Asked, known: Said) -> ScaleField:
    """Not required here: a draft may be empty, and what is missing is said when it is sent.

    Of a skill of the role it says what it means, and which level the role expects.
    """
    question, expected = one.question, one.expected
    points = points_of(question)
    field = ScaleField(
        label=str(question.text),
        help_text=str(question.help) if question.of_id else "",
        choices=[(str(point.value), point.label) for point in points],
        coerce=int,
        empty_value=None,
        required=False,
        widget=Scale(
            hints={point.value: point.anchor for point in points},
            marks={expected.value: _("Expected in this role")} if expected else None,
        ),
        initial="" if known.value is None else str(known.value),
    )
    field.is_asked_for = question.required
    return field


def _words(question: Question, known: Said) -> forms.Field:
    with_scale = question.kind in question.WITH_SCALE
    field = BoundedProse(
        label=_("Say what you saw") if with_scale else str(question.text),
        help_text="" if question.of_id else str(question.help),
        required=False,
        max_length=LONGEST,
        initial=known.text,
        widget=forms.Textarea({"rows": ROWS_WITH_SCALE if with_scale else ROWS}),
    )
    field.is_asked_for = question.required and not with_scale
    return field


def _text(question: str) -> str:
    return f"q_{question}"


def _value(question: str) -> str:
    return f"r_{question}"


def _version(question: Question) -> str:
    return f"v_{question.public_id}"


def _names(question: Question) -> tuple[str, str]:
    return _value(question.public_id), _text(question.public_id)


class StatementForm(SavedForm):
    statement = BoundedProse(
        label=_("What is critical here?"),
        max_length=LONGEST_STATEMENT,
        widget=forms.Textarea({"rows": 2}),
    )


class ReasonForm(SavedForm):
    reason = BoundedProse(
        label=_("Why?"),
        help_text=_("HR of the person’s unit reads it and answers."),
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 3}),
    )


class GrantForm(SavedForm):
    until = forms.DateField(
        label=_("Until the end of"),
        help_text=_("By the clock of whoever writes it."),
        widget=DateInput,
    )
    answer = BoundedProse(
        label=_("A word to them"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 2}),
    )


class RefuseForm(SavedForm):
    prefix = "no"  # it stands beside the other, which has a word to them too

    answer = BoundedProse(
        label=_("Why not?"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 2}),
    )
