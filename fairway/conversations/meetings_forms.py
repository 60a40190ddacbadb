"""The questions that 1:1s go by: which parts a form has, and what each of them asks.

A part is where both write lines of their own. What is on record already is shown beside them: last
actions at the side, how the goals stand on the agenda.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from fairway.conversations.models.meetings import Form
from fairway.conversations.models.meetings_talk import NOTES

MONTHLY, GOALS = "development", "goal_progress"


@dataclass(frozen=True)
class Part:
    """One question; `hint` says what helps to answer it, `minutes` how long it takes live."""

    key: str
    ask: Any
    hint: Any = ""
    minutes: int = 0


@dataclass(frozen=True)
class Guide:
    """A form: when it helps, and what it asks in which order."""

    form: str
    when: Any
    parts: Sequence[Part]
    subject: str = ""  # of the table "live or written?"


STANDARD = Guide(
    Form.STANDARD,
    _("Half an hour: what became of the last actions, goals, what is in the way, what went well."),
    (
        Part(
            GOALS,
            _("Goals: what has moved, and what is stuck?"),
            _("How each of them stands is on the agenda. What differs from it is worth a line."),
            5,
        ),
        Part(
            "blocker",
            _("What’s the biggest blocker you’re facing right now?"),
            _("One thing is enough. Say what it keeps from happening."),
            10,
        ),
        Part(
            "recognition",
            _("What went well, and who made it so?"),
            _("A sentence about what somebody did and what came of it."),
            5,
        ),
        Part(
            MONTHLY,
            _("What would you like to get better at next?"),
            _("Once a month. What would you try, and who could help?"),
            5,
        ),
        Part(
            "actions", _("What does each of you do until next time?"), _("One each is plenty."), 5
        ),
    ),
    "update",
)
GROW = Guide(
    Form.GROW,
    _("When somebody wants to reach something and is not sure how."),
    (
        Part("goal", _("Goal: what do you want to be true?"), _("And how would you see it?"), 5),
        Part("reality", _("Reality: how is it now?"), _("What have you tried? What happened?"), 10),
        Part(
            "options",
            _("Options: what could you do?"),
            _("Three or more, also those you would not choose."),
            10,
        ),
        Part("will", _("Will: what will you do, and by when?"), _("How sure are you, 1 to 10?"), 5),
    ),
    "coaching",
)
COACHING = Guide(
    Form.COACHING,
    _("When something is slower or harder than it should be."),
    (
        Part("progress", _("Progress: what has moved since last time?"), minutes=5),
        Part("barrier", _("Barrier: what slows you down most?"), minutes=10),
        Part(
            "support",
            _("Support: which of these would help?"),
            _("Remove: take it out of the way. Clarify: say what is wanted. Teach: show how."),
            10,
        ),
        Part(
            "learning",
            _("Learning: what will you try, and what will it show?"),
            _("Small enough to be done before the next 1:1."),
            5,
        ),
    ),
    "coaching",
)
STRUGGLE = Guide(
    Form.STRUGGLE,
    _("When work seems to have become harder for somebody. Early, and on their side."),
    (
        Part(
            "seen",
            _("What has each of you noticed?"),
            _("What happened and when, without guessing why."),
            5,
        ),
        Part(
            "way",
            _("What is really in the way?"),
            _(
                "Skill, will, clarity, workload, tools, process, something personal, or something "
                "else. Nobody has to say more than they want to."
            ),
            15,
        ),
        Part("help", _("What would help in the next two weeks?"), _("From whom?"), 5),
        Part("look", _("When do you look at it again, and what should be different then?"), "", 5),
    ),
    "sensitive",
)
CAREER = Guide(
    Form.CAREER,
    _("Twice a year or so: where somebody wants to go."),
    (
        Part("energy", _("Which work gives you energy, and which takes it?"), minutes=10),
        Part("next", _("Where would you like to be in two or three years?"), minutes=10),
        Part(
            "gap",
            _("What would you have to know or have done for that?"),
            _("What people in that role do, rather than titles."),
            10,
        ),
        Part("step", _("What is the next step, and who opens the door?"), minutes=5),
    ),
    "coaching",
)
RETURN = Guide(
    Form.RETURN,
    _("In the first days after a long leave. Nobody has to say why they were away."),
    (
        Part("arrive", _("How would you like to begin?"), _("Hours, pace, what comes first."), 10),
        Part("changed", _("What has changed meanwhile?"), _("People, tools, goals."), 10),
        Part("goals", _("Which goals still fit, and which have to change?"), minutes=5),
        Part("support", _("What should be different from before?"), minutes=5),
    ),
    "sensitive",
)
GUIDES: Mapping[str, Guide] = {
    str(one.form): one for one in (STANDARD, GROW, COACHING, STRUGGLE, CAREER, RETURN)
}


def guide_of(form: str) -> Guide:
    return GUIDES[form]


def parts_of(form: str, *, first_of_month: bool) -> list[Part]:
    """What is asked now: of the usual 1:1 the question about development comes once a month."""
    return [
        one
        for one in guide_of(form).parts
        if first_of_month or form != Form.STANDARD or one.key != MONTHLY
    ]


def keys_of(form: str) -> set[str]:
    return {NOTES, *(one.key for one in guide_of(form).parts)}


def is_first_of_month(day: date, last: date | None) -> bool:
    """Nothing of this series was held before in the month of this day."""
    return last is None or (last.year, last.month) != (day.year, day.month)
