"""What can be said of a goal: a letter, whether it is fine, where, and in which words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext_lazy as _

Letter = Literal["S", "M", "A", "R", "T"]
State = Literal["fine", "missing", "unknown"]
LETTERS: tuple[Letter, ...] = ("S", "M", "A", "R", "T")
NAMES = {
    "S": _("Specific"),
    "M": _("Measurable"),
    "A": _("Within reach"),
    "R": _("Relevant"),
    "T": _("In time"),
}
# Code → the letter it belongs to, and what to think about.
HINTS: dict[str, tuple[Letter, object]] = {
    "topic": ("S", _("This names a topic. What will be true of it?")),
    "vague": ("S", _("This gives a direction. How far, or how would somebody else see it?")),
    "activity": (
        "S",
        _("This says what will be done. What will be better for somebody once it is done?"),
    ),
    "no_measure": ("M", _("Nothing here can be counted or seen. From which value to which?")),
    "out_of_reach": (
        "A",
        _("So far it has stayed between %(low)s and %(high)s. What makes %(target)s possible now?"),
    ),
    "too_many": (
        "A",
        _(
            "With this one there are %(count)s goals; %(most)s at most keep their weight. Which wait?"
        ),
    ),
    "alone": ("R", _("It contributes to nothing yet. Which goal or priority does it serve?")),
    "copy": (
        "R",
        _("It repeats “%(parent)s”. What is your part in it? Translate rather than copy."),
    ),
    "no_date": ("T", _("By when? A day, a month or a quarter lets you look back at it.")),
}
FINE = {
    "S": _("says what will be different"),
    "M": _("says how one will see it"),
    "A": _("is not out of reach, as far as is known"),
    "R": _("says what it serves"),
    "T": _("says by when"),
}
UNKNOWN = {
    "A": _("cannot be told: the measure has too few values so far"),
    "R": _("cannot be told from the words alone"),
}


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the title, from `start` up to but without `end`, counted in characters."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hint:
    """Something the writer may want to add or change; it stops nobody."""

    code: str
    spans: tuple[Span, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def letter(self) -> Letter:
        return HINTS[self.code][0]

    @property
    def said(self) -> str:
        return str(HINTS[self.code][1]) % dict(self.facts)


@dataclass(frozen=True, slots=True)
class Part:
    """One letter: what is fine about it and where, or what could be added."""

    letter: Letter
    state: State
    spans: tuple[Span, ...] = ()
    hints: tuple[Hint, ...] = ()

    @property
    def name(self) -> str:
        return str(NAMES[self.letter])

    @property
    def said(self) -> str:
        told = FINE if self.state == "fine" else UNKNOWN
        if self.state == "missing":
            return " ".join(hint.said for hint in self.hints)
        return str(told.get(self.letter, ""))


@dataclass(frozen=True, slots=True)
class Check:
    """All five letters, in their order. There is no total."""

    parts: tuple[Part, ...] = ()

    @property
    def hints(self) -> tuple[Hint, ...]:
        return tuple(hint for part in self.parts for hint in part.hints)

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(hint.code for hint in self.hints)

    def missing(self, letter: Letter) -> bool:
        return any(hint.letter == letter for hint in self.hints)

    def part(self, letter: Letter) -> Part:
        return next(part for part in self.parts if part.letter == letter)
