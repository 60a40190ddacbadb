"""What does a comment contain, and what could still be added?"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from fairway.measurement.errors import MeasurementError
from fairway.measurement.results import Say, plain
from fairway.measurement.wording.language import KINDS, Kind, language

CONCRETE: frozenset[Kind] = frozenset({"number", "date", "artefact", "behaviour"})
SHORT = 5

_ = plain  # marks sentences here; whoever shows them translates

HINTS = {
    "short": _("A sentence more would help: what happened, and what was it good for?"),
    "no_example": _("An example would help: what was done, when, on which piece of work?"),
    "no_reason": _("Why did it matter? A “because” or “so that” lets the reader see it."),
    "no_next_step": _("What could come next?"),
    "no_time": _("By when, or at which occasion, could the next step be taken?"),
    "person_not_task": _(
        "This speaks of the person. Feedback on what was done and what followed tends to help more."
    ),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A piece of the text, from `start` up to but without `end`, counted in characters."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hint:
    """Something the writer may want to change; `places` are the ones to highlight, if any."""

    code: str
    places: tuple[Place, ...] = ()

    def in_words(self, _: Say = plain) -> str:
        return _(HINTS[self.code])


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in a comment and where. There is no total: it is for the writer's eyes."""

    language: str
    places: tuple[Place, ...]
    hints: tuple[Hint, ...]
    n: int

    def of(self, *kinds: Kind) -> tuple[Place, ...]:
        return tuple(place for place in self.places if place.kind in kinds)

    @property
    def is_concrete(self) -> bool:
        return bool(self.of(*CONCRETE))

    def in_words(self, _: Say = plain) -> str:
        if not self.hints:
            return _("Nothing to suggest.")
        return " ".join(hint.in_words(_) for hint in self.hints)


def read_wording(text: str, *, language_code: str = "en") -> Reading:
    """Mark what a comment names, and hint at what it leaves out.

    Parameters
    ----------
    text
        A comment, in characters as given; places count them from 0.
    language_code
        Such as "en" or "en-GB".

    Returns
    -------
    Places of numbers, dates, pieces of work, past deeds, reasons, next steps and times ahead, words
    on the person and words on the task; and hints. The same text always gives the same reading.

    Notes
    -----
    Patterns, not understanding: irony, quotation and unusual words escape them. That feedback on the
    person helps less than feedback on the task is the finding of Kluger and DeNisi (1996), Psychol.
    Bull. 119, 254–284.

    Raises
    ------
    MeasurementError
        For what is no text, or a language without word lists.
    """
    if not isinstance(text, str):
        raise MeasurementError(f"text: {text!r:.60} is no text.")
    tongue = language(language_code)
    # One character for one, so that places stay where they are.
    read = text.replace("’", "'")
    places = [
        Place(kind, match.start(), match.end())
        for kind in KINDS
        for match in tongue.patterns[kind].finditer(read)
    ]
    places.sort(key=lambda place: (place.start, place.end, KINDS.index(place.kind)))
    count = len(re.findall(r"\w+", read))
    ends = [match.start() for match in tongue.sentence_end.finditer(read)]
    return Reading(tongue.code, tuple(places), tuple(_hints(places, count, ends)), count)


def _hints(places: list[Place], count: int, ends: list[int]) -> list[Hint]:
    if count == 0:
        return []
    if count < SHORT:
        return [Hint("short")]
    found = {kind: tuple(p for p in places if p.kind == kind) for kind in KINDS}
    hints = []
    if not any(found[kind] for kind in CONCRETE):
        hints.append(Hint("no_example"))
    if not found["reason"]:
        hints.append(Hint("no_reason"))
    if not found["next_step"]:
        hints.append(Hint("no_next_step"))
    elif not _share_a_sentence(found["next_step"], found["time_ahead"], ends):
        hints.append(Hint("no_time", found["next_step"]))
    if len(found["trait"]) > len(found["task"]) + len(found["artefact"]):
        hints.append(Hint("person_not_task", found["trait"]))
    return hints


def _share_a_sentence(some: tuple[Place, ...], others: tuple[Place, ...], ends: list[int]) -> bool:
    def sentence(place: Place) -> int:
        return bisect_left(ends, place.start)

    return bool({sentence(place) for place in some} & {sentence(place) for place in others})
