"""A check-in as it is filled in: fields for each question, with what stood in the last one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fairway.conversations.actions.checkins_writing import Answered, GoalTold, Said
from fairway.conversations.models import CheckInQuestion, Promise, Support
from fairway.conversations.reading.checkins import Started
from fairway.foundation.text import ProseField
from fairway.foundation.versions import Difference
from fairway.goals.actions.updating import Told
from fairway.goals.forms.telling import ValueField
from fairway.goals.models import Goal, KeyResult
from fairway.goals.models.progressing import Status
from fairway.ui.saving import VersionedForm
from fairway.ui.widgets import Segments

Kind = CheckInQuestion.Kind
SCALE = [(str(number), str(number)) for number in range(1, 6)]
NOT_SAID = ("", _("Rather not say"))


@dataclass(frozen=True)
class Part:
    """A question with its fields; `promise` says who reads the answer."""

    question: CheckInQuestion
    fields: Sequence[Any]
    goals: Sequence[tuple[Goal, Sequence[Any], Any]] = ()  # with its values, and how it stands

    @property
    def promise(self) -> Any:
        return Promise(self.question.promise).label if self.question.promise else ""


class CheckInForm(VersionedForm):
    """`in_mail`: what it starts from holds nothing that was written, and what is left empty there
    says nothing."""

    changes: Sequence[Difference] | None = None

    def __init__(self, started: Started, data: Any = None, *, in_mail: bool = False) -> None:
        self.started, self.in_mail = started, in_mail
        super().__init__(data, initial={"version": started.check_in.version})
        self._names: dict[int, list[str]] = {}
        for question in started.questions:
            before = set(self.fields)
            self._ask(question)
            self._names[question.pk] = [name for name in self.fields if name not in before]
        if in_mail:
            del self.fields["version"]

    def parts(self) -> list[Part]:
        return [self._part(one) for one in self.started.questions if self._names[one.pk]]

    def said(self) -> Said:
        asks = self.started.asks
        typed = self.cleaned_data
        return Said(
            answers=self._answers(),
            wellbeing=typed.get("wellbeing") or None,
            asks_wellbeing=bool(asks(Kind.WELLBEING)) and self._speaks("wellbeing"),
            priorities=self._lines() if self._speaks("priorities") else None,
            done=self._keys("done"),
            blocker=typed.get("blocker") or "" if self._speaks("blocker") else None,
            for_meeting=bool(typed.get("for_meeting")),
            still=self._keys("still"),
        )

    def told(self) -> dict[Goal, GoalTold]:
        """What somebody has changed of what the form showed them: the rest is not told."""
        changed = set(self.changed_data)
        found = {}
        for goal, results in self.started.goals:
            values = {one: told for one in results if (told := self._told(one, changed))}
            status = self.cleaned_data.get(_status(goal)) or ""
            found[goal] = GoalTold(values, status if _status(goal) in changed else "")
        return found

    def renew(self, now: Mapping[str, Any], version: int) -> list[Difference]:
        """It was kept from another device meanwhile: what is typed here is saved over it next."""
        return super().renew({}, version)

    def _part(self, question: CheckInQuestion) -> Part:
        names = self._names[question.pk]
        if question.kind != Kind.GOALS:
            return Part(question, [self[name] for name in names])
        goals = [
            (goal, [self[_value(one)] for one in results], self[_status(goal)])
            for goal, results in self.started.goals
        ]
        return Part(question, [], goals)

    def _ask(self, question: CheckInQuestion) -> None:
        asking = {
            Kind.GOALS: self._ask_goals,
            Kind.PRIORITIES: self._ask_priorities,
            Kind.BLOCKERS: self._ask_blockers,
            Kind.SUPPORT: self._ask_support,
            Kind.WELLBEING: self._ask_wellbeing,
            Kind.SCALE: self._ask_scale,
        }
        asking.get(Kind(question.kind), self._ask_text)(question)

    def _ask_text(self, question: CheckInQuestion) -> None:
        known = self._known(question)
        self.fields[_at(question)] = _prose(question.wording, 4000, known.words if known else "")

    def _ask_scale(self, question: CheckInQuestion) -> None:
        known = self._known(question)
        self.fields[_at(question)] = forms.TypedChoiceField(
            label=str(question.wording),
            choices=[NOT_SAID, *SCALE],
            coerce=int,
            empty_value=None,
            required=False,
            widget=Segments,
            initial=known.number if known and known.number else "",
            help_text=_ends(question),
        )

    def _ask_wellbeing(self, question: CheckInQuestion) -> None:
        known = self.started.felt
        self.fields["wellbeing"] = forms.TypedChoiceField(
            label=str(question.wording),
            choices=[NOT_SAID, *SCALE],
            coerce=int,
            empty_value=None,
            required=False,
            widget=Segments,
            initial=known or "",
            help_text=self._ends_and_promise(question),
        )

    def _ends_and_promise(self, question: CheckInQuestion) -> str:
        """Behind a mail the form stands alone, so who reads the answer is said in it."""
        if not self.in_mail:
            return _ends(question)
        promised = str(Promise(question.promise).label)
        read_by = _now("Read by: %(who)s.") % {"who": promised[:1].lower() + promised[1:]}
        return f"{_ends(question)} {read_by}".strip()

    def _ask_support(self, question: CheckInQuestion) -> None:
        known = self._known(question)
        self.fields["support"] = forms.MultipleChoiceField(
            label=str(question.wording),
            choices=Support.choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            initial=known.chosen if known else [],
        )
        self.fields[_at(question)] = _prose(
            _("In a sentence"), 4000, known.words if known else "", rows=2
        )

    def _ask_priorities(self, question: CheckInQuestion) -> None:
        """It begins with what stood in the last one; what was done since leaves the list."""
        own, earlier = self.started.priorities, self.started.earlier
        if earlier:
            self.fields["done"] = _several(
                _("What of the last time is done?"),
                [(str(one.pk), one.words) for one in earlier],
                [str(one.pk) for one in earlier if one.done],
            )
        begun = own or ([] if self.started.check_in.begun_at else earlier)
        lines = "\n".join(one.words for one in begun)
        self.fields["priorities"] = _prose(question.wording, 3000, lines)
        self.fields["priorities"].help_text = _("One on each line.")

    def _ask_blockers(self, question: CheckInQuestion) -> None:
        standing, own = self.started.standing, self.started.blocker
        if standing:
            keys = [(str(one.pk), one.words) for one in standing]
            self.fields["still"] = _several(
                _("What of this is still in your way?"), keys, [key for key, _words in keys]
            )
        self.fields["blocker"] = _prose(question.wording, 1000, own.words if own else "")
        self.fields["blocker"].help_text = _("One thing is enough.")
        self.fields["for_meeting"] = forms.BooleanField(
            label=_("Put it first on our next 1:1"),
            required=False,
            initial=bool(own and (own.for_meeting or own.taken_up)),
        )

    def _ask_goals(self, _question: CheckInQuestion) -> None:
        for goal, results in self.started.goals:
            for one in results:
                self.fields[_value(one)] = _field_of(one)
            stands = _now("“%(goal)s”: how it stands") % {"goal": goal.title}
            self.fields[_status(goal)] = forms.ChoiceField(
                label=stands if self.in_mail else _("How it stands"),
                required=False,
                choices=Status.choices,
                widget=Segments,
                initial=goal.status,
                show_hidden_initial=True,
            )

    def _known(self, question: CheckInQuestion) -> Any:
        return self.started.answers.get(question.pk)

    def _speaks(self, name: str) -> bool:
        """In a mail an empty field leaves alone what was written in Fairway."""
        asked = name in self.fields
        return asked and (not self.in_mail or bool(self.cleaned_data.get(name)))

    def _answers(self) -> dict[int, Answered]:
        found = {}
        for question in self.started.questions:
            if _at(question) not in self.fields:
                continue
            typed = self.cleaned_data.get(_at(question))
            if question.kind == Kind.SCALE:
                one = Answered(number=typed)
            elif question.kind == Kind.SUPPORT:
                one = Answered(typed or "", chosen=self.cleaned_data.get("support") or ())
            else:
                one = Answered(typed or "")
            if one or not self.in_mail:
                found[question.pk] = one
        return found

    def _lines(self) -> list[str]:
        """Without those that are ticked as done."""
        done = self._keys("done") or frozenset()
        gone = {one.words for one in self.started.earlier if one.pk in done}
        lines = (self.cleaned_data.get("priorities") or "").splitlines()
        return [line for line in lines if line.strip() and " ".join(line.split()) not in gone]

    def _keys(self, name: str) -> frozenset[int] | None:
        if name not in self.fields:
            return None
        return frozenset(int(key) for key in self.cleaned_data.get(name) or [])

    def _told(self, result: KeyResult, changed: set[str]) -> Told | None:
        name = _value(result)
        typed = self.cleaned_data.get(name)
        if name not in changed or typed in (None, ""):
            return None
        return Told(value=typed) if result.is_measured else Told(done=typed == "yes")


def _at(question: CheckInQuestion) -> str:
    return f"q_{question.public_id}"


def _value(result: KeyResult) -> str:
    return f"r_{result.public_id}"


def _status(goal: Goal) -> str:
    return f"s_{goal.public_id}"


def _ends(question: CheckInQuestion) -> str:
    """ "1 is too much, 5 is very good." """
    if not question.low or not question.high:
        return ""
    return _now("1: %(low)s. 5: %(high)s.") % {"low": question.low, "high": question.high}


def _prose(label: Any, most: int, initial: str, rows: int = 3) -> ProseField:
    return ProseField(
        label=str(label),
        required=False,
        max_length=most,
        initial=initial,
        widget=forms.Textarea({"rows": rows}),
    )


def _several(label: Any, choices: Sequence[Any], initial: Sequence[str]) -> forms.Field:
    """Of what was said earlier; as with goals, it counts once it is sent, and no draft holds it."""
    return forms.MultipleChoiceField(
        label=label,
        choices=list(choices),
        initial=list(initial),
        required=False,
        widget=forms.CheckboxSelectMultiple({"data-unkept": True}),
    )


def _field_of(result: KeyResult) -> forms.Field:
    """The value that is shown goes along, so that only what somebody changes is told."""
    if result.is_measured:
        known = "" if result.current is None else result.number(result.current)
        return ValueField(
            result,
            label=result.title,
            initial=known,
            help_text=result.way,
            show_hidden_initial=True,
        )
    said = {True: "yes", False: "no", None: ""}[result.done]
    return forms.ChoiceField(
        label=result.title,
        required=False,
        choices=[("yes", _("Done")), ("no", _("Not yet"))],
        widget=Segments,
        initial=said,
        show_hidden_initial=True,
    )
