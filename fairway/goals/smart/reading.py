"""Read a goal as it is being written, and say what is there and what is not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fairway.goals.smart.copies import copies
from fairway.goals.smart.hints import LETTERS, Check, Hint, Letter, Part, Span
from fairway.goals.smart.language import FALLBACK, Language, language
from fairway.goals.smart.reach import known_range, out_of_reach

LONGEST = 4_000
FEW_WORDS = 4


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known about a goal while it is written. None: nothing is known, nothing is said.

    `measured` and `dated` say that a key result or a field of the form tells it already.
    """

    title: str
    measured: bool = False
    dated: bool = False
    contributes: bool | None = None
    parent_title: str = ""
    goals: int | None = None
    most_goals: int | None = None
    target: float | None = None
    history: Sequence[float] = ()


def check(draft: Draft, *, code: str = FALLBACK) -> Check:
    """All five letters. In a language without word lists only what needs no words is looked at."""
    # One character for one, so that places stay where they are.
    title = draft.title[:LONGEST].replace("’", "'").replace("‘", "'")
    if not title.strip():
        return Check()
    tongue = language(code)
    read = {
        "S": _specific(title, draft, tongue),
        "M": _measurable(title, draft, tongue),
        "A": _achievable(draft),
        "R": _relevant(title, draft, tongue),
        "T": _in_time(title, draft, tongue),
    }
    return Check(tuple(read[letter] for letter in LETTERS))


def _specific(title: str, draft: Draft, tongue: Language | None) -> Part:
    if tongue is None:
        return Part("S", "unknown")
    doing = tongue.activity.search(title)
    if doing:
        return _missing("S", Hint("activity", (Span(*doing.span()),)))
    if draft.measured or _measures(title, tongue):
        return Part("S", "fine")
    if _is_a_topic(title, tongue):
        return _missing("S", Hint("topic"))
    vague = _spans(tongue.direction, title) + _spans(tongue.praise, title)
    if vague:
        return _missing("S", Hint("vague", tuple(sorted(vague, key=lambda span: span.start))))
    return Part("S", "fine")


def _is_a_topic(title: str, tongue: Language) -> bool:
    """A few words, and none that tells; a date makes no sentence of them."""
    left = tongue.date.sub(" ", title)
    if (
        len([w for w in re.findall(r"\w+", left) if w.lower() not in tongue.small_words])
        > FEW_WORDS
    ):
        return False
    return not any(one.search(left) for one in (tongue.verb, tongue.state, tongue.direction))


def _measurable(title: str, draft: Draft, tongue: Language | None) -> Part:
    spans = _measures(title, tongue) if tongue else ()
    if spans or draft.measured:
        return Part("M", "fine", spans)
    return _missing("M", Hint("no_measure")) if tongue else Part("M", "unknown")


def _measures(title: str, tongue: Language) -> tuple[Span, ...]:
    """Places that say how much, once dates and names with numbers are out of the way."""
    left = title
    for other in (tongue.date, tongue.naming):
        left = other.sub(lambda found: " " * len(found[0]), left)
    return _spans(tongue.measure, left)


def _achievable(draft: Draft) -> Part:
    hints = []
    known = known_range(draft.history)
    if draft.target is not None and known and out_of_reach(draft.target, draft.history):
        facts = zip(("low", "high", "target"), (*known, draft.target), strict=True)
        hints.append(Hint("out_of_reach", facts=tuple((name, f"{n:g}") for name, n in facts)))
    if draft.goals is not None and draft.most_goals is not None and draft.goals > draft.most_goals:
        facts_of = (("count", str(draft.goals)), ("most", str(draft.most_goals)))
        hints.append(Hint("too_many", facts=facts_of))
    if hints:
        return _missing("A", *hints)
    told = draft.goals is not None or (draft.target is not None and known is not None)
    return Part("A", "fine" if told else "unknown")


def _relevant(title: str, draft: Draft, tongue: Language | None) -> Part:
    if draft.parent_title and tongue and copies(title, draft.parent_title, tongue):
        return _missing("R", Hint("copy", facts=(("parent", draft.parent_title),)))
    if draft.contributes is None:
        return Part("R", "unknown")
    return Part("R", "fine") if draft.contributes else _missing("R", Hint("alone"))


def _in_time(title: str, draft: Draft, tongue: Language | None) -> Part:
    spans = _spans(tongue.date, title) if tongue else ()
    if spans or draft.dated:
        return Part("T", "fine", spans)
    return _missing("T", Hint("no_date")) if tongue else Part("T", "unknown")


def _missing(letter: Letter, *hints: Hint) -> Part:
    return Part(letter, "missing", (), hints)


def _spans(wanted: re.Pattern[str], text: str) -> tuple[Span, ...]:
    return tuple(Span(*found.span()) for found in wanted.finditer(text) if found[0].strip())
