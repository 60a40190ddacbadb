"""How to talk about a review, by where its rating lies; for whoever gives it. No word of it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from fairway.conversations.meetings_ways import POLICY
from fairway.foundation import policy


@dataclass(frozen=True)
class Guide:
    opening: Any
    asks: tuple[Any, ...]
    beware: Any
    ends: Any


ENDS = _("End with one thing that each of you does next, and by when. Write it down.")
LOW = Guide(
    _("Say the rating in the first two minutes, and what it rests on: three examples, no more."),
    (
        _("How do you see it yourself?"),
        _("What was in the way: skill, clarity, workload, tools, or something else?"),
        _("What would have to be different for the next half year to go better?"),
        _("What do you need from me, and by when?"),
    ),
    _(
        "Nothing in it should be new. Where something is, say so, and that it should have come sooner."
    ),
    ENDS,
)
MIDDLE = Guide(
    _("Begin with what worked and should go on; say it as concretely as what should change."),
    (
        _("Which part of the period are you most glad of, and why?"),
        _("What helped, and what was in the way?"),
        _("Which one capability would make the most difference next?"),
        _("Where do you need clearer expectations?"),
    ),
    _("The middle of a scale sounds like little to many people. Say what the point means here."),
    ENDS,
)
HIGH = Guide(
    _("Say what made the difference, and for whom; praise without an example is soon forgotten."),
    (
        _("What would you like to do more of, and what less?"),
        _("What could others learn from how you do this?"),
        _("What would stretch you next?"),
        _("What could make you want to leave, and what can we do about it now?"),
    ),
    _("Speak about limits, too: whoever does much is easily given more of the same."),
    ENDS,
)
NO_RATING = Guide(
    _("Ask them first what they take from it, before you say what you take from it."),
    (
        _("What surprised you, and what did you expect?"),
        _("What helped, and what was in the way?"),
        _("Which one capability would you like to strengthen?"),
        _("Whom could you ask to look on, and when?"),
    ),
    _("Do not guess together who said what. What several people see is what counts."),
    ENDS,
)


def guide_for(rating: int | None, points: Sequence[int]) -> Guide:
    """By thirds of the scale, whatever its points are called."""
    if rating is None or len(points) < 2:
        return NO_RATING
    low, high = min(points), max(points)
    third = (high - low) / 3
    if rating <= low + third:
        return LOW
    return HIGH if rating >= high - third else MIDDLE


def suggests_live() -> bool:
    """Whether talks about a review are better had live here; either is always possible."""
    return "review" in policy.get(POLICY)
