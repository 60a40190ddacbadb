"""What one says about each goal, and what is decided about each: a part of the form for each goal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import localize
from django.utils.translation import gettext_lazy as _

from fairway.foundation.text import NameField, ProseField
from fairway.foundation.versions import Difference
from fairway.goals.actions.reviewing import Decided, Said, version_of
from fairway.goals.forms.changing import VALUES, UnitsField
from fairway.goals.models import Goal, GoalReview, GoalReviewLine, KeyResult, Verdict
from fairway.people.forms.fields import DayField
from fairway.people.models import OrgUnit, Person
from fairway.strategy.models import Period
from fairway.ui.saving import SavedForm, VersionedForm
from fairway.ui.widgets import Segments

MOST = 500
Lines = Mapping[int, GoalReviewLine]  # one's own, by the goal's key


class OpenReviewForm(SavedForm):
    whose = forms.ChoiceField(label=_("Whose goals"))
    period = forms.ModelChoiceField(
        label=_("Period"),
        queryset=Period.objects.none(),
        to_field_name="public_id",
        empty_label=None,
    )
    point = forms.ChoiceField(
        label=_("Where in the period"),
        choices=GoalReview.Point.choices,
        widget=Segments,
        help_text=_("In the middle there is time to change course; at the end you look back."),
    )

    def __init__(self, data: Any, *, people: Any, units: Any, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial))
        fields: Any = self.fields
        of_people = {one.public_id: one for one in people.order_by("sort_name", "pk")[:MOST]}
        of_units = {f"unit-{one.public_id}": one for one in units.order_by("name", "pk")[:MOST]}
        self.known: dict[str, Person | OrgUnit] = {**of_people, **of_units}
        choices: list[Any] = [(key, one.name) for key, one in of_people.items()]
        if of_units:
            choices = [(_("People"), choices)] if choices else []
            choices.append((_("Units"), [(key, one.name) for key, one in of_units.items()]))
        fields["whose"].choices = choices
        fields["period"].queryset = Period.objects.open().order_by("until_on", "pk")

    def clean_whose(self) -> Person | OrgUnit:
        return self.known[self.cleaned_data["whose"]]


class ReviewForm(VersionedForm):
    """The reader's own lines; what others say stands beside."""

    def __init__(self, data: Any, *, goals: Sequence[Goal], lines: Lines) -> None:
        super().__init__(data, initial=lines_now(goals, lines))
        self.goals = goals
        for goal in goals:
            self.fields[at(goal, "verdict")] = _verdict(required=False)
            self.fields[at(goal, "words")] = _words(
                _("Why, and what should be different"), required=False
            )

    def fields_of(self, goal: Goal) -> list[Any]:
        return [self[at(goal, name)] for name in ("verdict", "words")]

    def said(self) -> dict[int, Said]:
        return {goal.pk: Said(*self._typed(goal)) for goal in self.goals}

    def renew(self, now: Mapping[str, Any], version: int) -> list[Difference]:
        """`version` is the review's; one's own lines have another, which `now` holds."""
        super().renew({}, now["version"])
        pairs = [
            (goal, _in_words(now.get(at(goal, "verdict")), now.get(at(goal, "words"))),
             _in_words(*self._typed(goal)))
            for goal in self.goals
        ]  # fmt: skip
        return [Difference(goal.title, old, new) for goal, old, new in pairs if old != new]

    def _typed(self, goal: Goal) -> tuple[str, str]:
        said = self.cleaned_data
        return said.get(at(goal, "verdict")) or "", said.get(at(goal, "words")) or ""


class DecisionsForm(VersionedForm):
    """What becomes of each goal that is open; begins with what both say, where they agree."""

    def __init__(
        self,
        data: Any,
        *,
        review: GoalReview,
        goals: Sequence[Goal],
        results: Mapping[int, Sequence[KeyResult]],
        begun: Mapping[str, Any],
    ) -> None:
        self.goals, self.results = goals, results
        initial = {"version": review.version, **begun}
        for goal in goals:
            initial |= goal_now(goal, results.get(goal.pk, ()))
        super().__init__(data, initial=initial)
        for goal in goals:
            self._add(goal)

    def parts(self) -> list[Part]:
        return [
            Part(
                goal,
                self[at(goal, "version")],
                self[at(goal, "verdict")],
                self[at(goal, "words")],
                [self[at(goal, "title")], self[at(goal, "last_day")]],
                [self[_of(goal, *one)] for one in _values(self.results.get(goal.pk, ()))],
            )
            for goal in self.goals
        ]

    def decided(self) -> dict[int, Decided]:
        return {goal.pk: self._decided(goal) for goal in self.goals}

    def renew(self, now: Mapping[str, Any], version: int) -> list[Difference]:
        """Each goal has a version of its own besides that of the review."""
        super().renew({}, version)
        found = []
        data: Any = self.data  # a copy since the line above
        for goal in self.goals:
            data[at(goal, "version")] = str(now[at(goal, "version")])
            for name, label in (("title", _("Wording")), ("last_day", _("Last day"))):
                old, new = now[at(goal, name)], self.cleaned_data.get(at(goal, name))
                if new and old != new:
                    found.append(Difference(f"{goal.title}: {label}", _said(old), _said(new)))
        return found

    def _add(self, goal: Goal) -> None:
        self.fields[at(goal, "version")] = forms.IntegerField(
            required=False, min_value=1, widget=forms.HiddenInput
        )
        self.fields[at(goal, "verdict")] = _verdict(required=True)
        self.fields[at(goal, "words")] = _words(_("Why"), required=False)
        self.fields[at(goal, "title")] = NameField(label=_("Goal"), max_length=200, required=False)
        self.fields[at(goal, "last_day")] = DayField(label=_("Last day"), required=False)
        for result, name, label in _values(self.results.get(goal.pk, ())):
            self.fields[_of(goal, result, name, label)] = UnitsOrNothing(
                result, label=f"{result.title}: {label}", required=False
            )

    def _decided(self, goal: Goal) -> Decided:
        said = {name: self.cleaned_data.get(at(goal, name)) for name in NAMES}
        kept = {name: said[name] for name in ("title", "last_day") if said[name]}
        return Decided(
            said["verdict"] or "", said["words"] or "", said["version"], kept, self._targets(goal)
        )

    def _targets(self, goal: Goal) -> dict[KeyResult, dict[str, Any]]:
        found: dict[KeyResult, dict[str, Any]] = {}
        for one in _values(self.results.get(goal.pk, ())):
            result, name, _label = one
            field: Any = self.fields[_of(goal, *one)]
            if typed := self.cleaned_data.get(_of(goal, *one)):
                found.setdefault(result, {})[name] = field.units(typed)
        return found


NAMES = ("version", "verdict", "words", "title", "last_day")


@dataclass(frozen=True)
class Part:
    goal: Goal
    version: Any
    verdict: Any
    words: Any
    fields: Sequence[Any]
    values: Sequence[Any]


class UnitsOrNothing(UnitsField):
    """Left empty, the value stays as it was agreed."""

    def clean(self, value: Any) -> str:
        return super().clean(value) if str(value or "").strip() else ""


def lines_now(goals: Sequence[Goal], lines: Lines) -> dict[str, Any]:
    """What the form of somebody's own lines holds."""
    now: dict[str, Any] = {"version": version_of(lines.values())}
    for goal in goals:
        if line := lines.get(goal.pk):
            now |= {at(goal, "verdict"): line.verdict, at(goal, "words"): line.words}
    return now


def goal_now(goal: Goal, results: Sequence[KeyResult]) -> dict[str, Any]:
    now: dict[str, Any] = {
        at(goal, "version"): goal.version,
        at(goal, "title"): goal.title,
        at(goal, "last_day"): goal.last_day,
    }
    for result, name, label in _values(results):
        units = getattr(result, name)
        now[_of(goal, result, name, label)] = "" if units is None else result.number(units)
    return now


def at(goal: Goal, name: str) -> str:
    return f"{goal.public_id}-{name}"


def _of(goal: Goal, result: KeyResult, name: str, _label: Any) -> str:
    return at(goal, f"{result.public_id}-{name}")


def _values(results: Sequence[KeyResult]) -> list[tuple[KeyResult, str, Any]]:
    """The targets that can be other ones."""
    return [
        (result, name, label)
        for result in results
        if result.source != KeyResult.Source.GOALS
        for name, label in VALUES.get(KeyResult.Kind(result.kind), ())
    ]


def _verdict(*, required: bool) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Keep, change or stop?"),
        choices=Verdict.choices,
        widget=Segments,
        required=required,
    )


def _words(label: Any, *, required: bool) -> ProseField:
    return ProseField(
        label=label, max_length=2000, required=required, widget=forms.Textarea({"rows": 2})
    )


def _in_words(verdict: Any, words: Any) -> str:
    named = str(Verdict(verdict).label) if verdict else ""
    return " – ".join(part for part in (named, words or "") if part)


def _said(value: Any) -> str:
    return str(localize(value)) if isinstance(value, date) else str(value or "")
