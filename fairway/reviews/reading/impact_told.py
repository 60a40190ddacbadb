"""Whom a change concerns, in sentences: a line for each part of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later
from django.utils.translation import ngettext

from fairway.reviews.models import CycleChange, Phase
from fairway.reviews.reading.impact import (
    COMPARE,
    GIVE,
    IN_CONFIDENCE,
    NAME,
    NOTICE,
    READ,
    SIGN,
    SILENT,
    WRITE,
    Impact,
)

FEW = 5  # of fewer no number is told where it is about what could be said of them


@dataclass(frozen=True)
class Line:
    label: Any
    words: str


def lines_of(impact: Impact) -> list[Line]:
    found = [Line(CycleChange.label_of(key), _words(impact, key)) for key in _parts(impact)]
    return [one for one in found if one.words]


def _parts(impact: Impact) -> Iterator[str]:
    yield from (kind for kind in Phase.Kind.values if kind in impact.people)
    yield from (key for key in (SILENT, NOTICE) if key in impact.people)


def _words(impact: Impact, key: str) -> str:
    if key == SILENT:
        return _of_silence(impact)
    if key == NOTICE:
        return _("Letters that are out stay as they are; whoever is asked from now on reads this.")
    if key in impact.begins:
        return _of_beginning(impact, key)
    return _of_phase(impact, key)


def _of_beginning(impact: Impact, key: str) -> str:
    words = _("It begins on another day; its last day stays.")
    number = impact.people[key]
    if key != WRITE or not number:
        return words
    more = ngettext(
        "%(n)s person still writes, and gets more days where too few are left.",
        "%(n)s people still write; who is left too few days gets more.",
        number,
    )
    return f"{words} {_with(more, number)}"


def _of_phase(impact: Impact, key: str) -> str:
    number = impact.people[key]
    if key == WRITE:
        return _of_writing(impact)
    if key == READ:
        return _of_signing(number, impact.people[SIGN])
    if key == NAME and number:
        words = ngettext(
            "%(n)s person has until then to say whom to ask.",
            "%(n)s people have until then to say whom to ask.",
            number,
        )
    elif key == COMPARE and number:
        words = ngettext(
            "%(n)s person who compares ratings has until then.",
            "%(n)s people who compare ratings have until then.",
            number,
        )
    elif key == GIVE and number:
        words = ngettext(
            "%(n)s author who has still to give out reviews has until then.",
            "%(n)s authors who have still to give out reviews have until then.",
            number,
        )
    else:
        return str(NOBODY[key])
    return _with(words, number)


NOBODY = {
    NAME: _later("Nobody names whom to ask in this cycle."),
    COMPARE: _later("No ratings are being compared now; who is called later has until then."),
    GIVE: _later("No author has a review left to give out."),
}


def _of_writing(impact: Impact) -> str:
    if not impact.reviews:
        return _("Nothing is left to write that would be due sooner.")
    reviews = ngettext(
        "It moves the day of %(n)s review that is not written yet.",
        "It moves the day of %(n)s reviews that are not written yet.",
        impact.reviews,
    )
    people = ngettext("%(n)s person writes.", "%(n)s people write.", impact.people[WRITE])
    return f"{_with(reviews, impact.reviews)} {_with(people, impact.people[WRITE])}"


def _of_signing(readers: int, authors: int) -> str:
    if not readers and not authors:
        return _("Nobody has anything left to acknowledge.")
    read = ngettext(
        "%(n)s person has until then to acknowledge their review.",
        "%(n)s people have until then to acknowledge their review.",
        readers,
    )
    sign = ngettext(
        "%(n)s author has until then to sign.", "%(n)s authors have until then to sign.", authors
    )
    said = ((read, readers), (sign, authors))
    return " ".join(_with(words, number) for words, number in said if number)


def _of_silence(impact: Impact) -> str:
    """How many reports it could leave without a word; never exactly of whom there are few."""
    number, asked = impact.people[SILENT], {"k": impact.threshold}
    if not impact.people[IN_CONFIDENCE]:
        return _("Nobody is waiting for a report of what others say in confidence.")
    if not number:
        return _("As it stands, at least %(k)s are asked in confidence about everybody.") % asked
    if number < FEW:
        words = _(
            "So far fewer than %(k)s are asked in confidence about fewer than five people: their "
            "report could stay silent."
        )
        return words % asked
    words = _(
        "So far fewer than %(k)s are asked in confidence about %(n)s people: their report could "
        "stay silent."
    )
    return words % {**asked, "n": number_format(number, force_grouping=True)}


def _with(words: str, number: int) -> str:
    return words % {"n": number_format(number, force_grouping=True)}
