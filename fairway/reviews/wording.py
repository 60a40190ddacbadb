"""What a template is to ask, as plain data between forms, ready templates and actions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from fairway.reviews.models import Audience, WhatIsAsked
from fairway.reviews.models.levels import levels_for
from fairway.reviews.models.templates import MOST_WORDS, SKILLS_AT_MOST

Kind, Example = WhatIsAsked.Kind, WhatIsAsked.Example


@dataclass(frozen=True)
class Point:
    """A point of a scale: what it is called, and how one sees it."""

    value: int
    label: Any
    anchor: Any = ""


@dataclass(frozen=True)
class Asked:
    """A question: words per language, or in the organisation's main one.

    One about a skill names it, or says how many of those that the role expects are asked about.
    """

    kind: str
    text: Any
    help: Any = ""
    scale: Sequence[Point] = ()
    weight: int = 1
    required: bool = False
    private_to_manager: bool = False
    min_words: int | None = None
    max_words: int | None = None
    wants_example: str = ""
    skill: Any = None
    most_skills: int | None = None
    overall: bool = False

    @property
    def skills_at_most(self) -> int | None:
        """Of a question about each skill that the role expects; else nothing."""
        return self.most_skills if self.kind == Kind.COMPETENCY and self.skill is None else None

    @property
    def example(self) -> str:
        """Where nothing was said: at both ends of a scale."""
        if self.wants_example:
            return self.wants_example
        return Example.ENDS if self.kind in WhatIsAsked.WITH_POINTS else Example.NEVER

    @property
    def crosses_bounds(self) -> bool:
        """More words are asked for than there is room for."""
        least, most = self.min_words or 0, self.max_words or 0
        return least > (most or MOST_WORDS) or most > MOST_WORDS


@dataclass(frozen=True)
class Part:
    title: Any
    questions: Sequence[Asked]
    audience: str = Audience.EVERYBODY


@dataclass(frozen=True)
class Ready:
    """A template that can be taken over and made one's own."""

    key: str
    name: Any
    use: str
    opening: Any
    parts: Sequence[Part] = field(default_factory=tuple)


def spoken(ready: Ready) -> Ready:
    """In the language that is spoken now, to be kept as the organisation's own words."""
    parts = [
        Part(str(part.title), [_spoken(one) for one in part.questions], part.audience)
        for part in ready.parts
    ]
    return replace(ready, name=str(ready.name), opening=str(ready.opening), parts=parts)


def _spoken(one: Asked) -> Asked:
    points = [Point(point.value, str(point.label), str(point.anchor)) for point in one.scale]
    return replace(one, text=str(one.text), help=str(one.help), scale=points)


def as_written(sections: Iterable[Any]) -> list[Part]:
    """What a version asks, to be taken over into another."""
    return [
        Part(section.title, [as_asked(one) for one in section.questions.all()], section.audience)
        for section in sections
    ]


def as_asked(one: Any) -> Asked:
    """A question of a template, or of the bank. Levels in the words of the skill are nothing
    that anybody wrote."""
    scale = [] if list(one.scale) == levels_for(one.skill) else one.scale
    return Asked(
        kind=one.kind,
        text=one.text,
        help=one.help,
        scale=[Point(p["value"], p["label"], p.get("anchor", "")) for p in scale],
        weight=getattr(one, "weight", 1),
        required=getattr(one, "required", False),
        private_to_manager=getattr(one, "private_to_manager", False),
        min_words=getattr(one, "min_words", None),
        max_words=getattr(one, "max_words", None),
        wants_example=one.wants_example,
        skill=one.skill,
        most_skills=_most_skills(one),
        overall=getattr(one, "overall", False),
    )


def _most_skills(one: Any) -> int | None:
    """The bank does not say how many: whoever takes a question over does."""
    return getattr(one, "most_skills", SKILLS_AT_MOST) if one.asks_each_skill else None
