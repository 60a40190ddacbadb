"""What the letter that reminds says: how much waits in reviews, and until when.

Never about whom, and never what was written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later
from django.utils.translation import ngettext

from fairway.foundation.mail.letters import Letter
from fairway.reviews.models import Reminder
from fairway.reviews.reading import steps

Mark = Reminder.Mark
WRITE = "write"
SAID: dict[str, Any] = {
    Mark.THREE_BEFORE: _later("In reviews, three working days are left"),
    Mark.ON_THE_DAY: _later("In reviews, something is due today"),
    Mark.ONE_AFTER: _later("In reviews, something was due. It can still be done."),
}
OF_WRITING: dict[str, Any] = {
    Mark.THREE_BEFORE: _later("Reviews are due in three working days"),
    Mark.ON_THE_DAY: _later("Reviews are due today"),
    Mark.ONE_AFTER: _later("Reviews were due. They can still be written."),
}


class Waits(NamedTuple):
    """How many of a step wait in a cycle until the end of a day, and the mark of that day."""

    step: str
    number: int
    cycle: str
    until: date
    mark: str


def reminding(found: Iterable[Waits], *, unsubscribe: str = "") -> Letter:
    waiting = list(found)
    groups: dict[tuple[str, date, bool], list[str]] = {}
    for one in waiting:
        groups.setdefault((one.cycle, one.until, _is_over(one)), []).append(words_of(one))
    told = [
        {"cycle": cycle, "until": until, "over": over, "lines": lines}
        for (cycle, until, over), lines in groups.items()
    ]
    return Letter(subject_of(waiting), "reviews/mail/reminder", {"groups": told}, unsubscribe)


def example(
    until: date, cycle: str, numbers: Mapping[str, int], *, unsubscribe: str = ""
) -> Letter:
    """To somebody invented, three working days before."""
    found = [Waits(key, number, cycle, until, Mark.THREE_BEFORE) for key, number in numbers.items()]
    return reminding(found, unsubscribe=unsubscribe)


def subject_of(waiting: list[Waits]) -> str:
    marks = {one.mark for one in waiting}
    if len(marks) > 1:
        return _("What waits for you in reviews")
    (mark,) = marks
    if all(map(_is_over, waiting)):
        return _("The days to say whom to ask have ended")
    return str((OF_WRITING if {one.step for one in waiting} == {WRITE} else SAID)[mark])


def words_of(one: Waits) -> str:
    if _is_over(one):
        return _("Choosing whom to ask. Your manager and HR can still add somebody.")
    return WORDS[one.step](one.number) % {"n": one.number}


WORDS: dict[str, Callable[[int], str]] = {
    WRITE: lambda n: ngettext("%(n)s review to write", "%(n)s reviews to write", n),
    steps.NAME.key: lambda _n: _("Say whom to ask about your work"),
    steps.APPROVE.key: lambda n: ngettext(
        "Agree to %(n)s name on a list of whom to ask, or say why not",
        "Agree to %(n)s names on lists of whom to ask, or say why not",
        n,
    ),
    steps.VOTE.key: lambda _n: _("Say how you see the ratings, before they are compared"),
    steps.COMPARE.key: lambda n: ngettext(
        "Compare the ratings of %(n)s session and lock them",
        "Compare the ratings of %(n)s sessions and lock them",
        n,
    ),
    steps.GIVE.key: lambda n: ngettext(
        "Give out %(n)s review and talk about it", "Give out %(n)s reviews and talk about them", n
    ),
    steps.RECEIVE.key: lambda _n: _("Read your review, and say that you have it"),
    steps.SIGN.key: lambda n: ngettext(
        "Put your name under %(n)s review", "Put your name under %(n)s reviews", n
    ),
}


def _is_over(one: Waits) -> bool:
    """Naming alone ends with its day; everything else can still be done."""
    return one.step == steps.NAME.key and one.mark == Mark.ONE_AFTER
