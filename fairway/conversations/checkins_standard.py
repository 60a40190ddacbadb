"""The questions that an organisation begins with: two minutes to answer, one of them monthly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from fairway.conversations.models import CheckInQuestion, Promise

Kind = CheckInQuestion.Kind
NAME = _("Weekly check-in")


@dataclass(frozen=True)
class Asked:
    """A question as it is to stand in a template: words per language, or in the main one."""

    kind: str
    wording: Any
    low: Any = ""
    high: Any = ""
    monthly: bool = False
    promise: str = ""


STANDARD = (
    Asked(Kind.GOALS, _("How far did you get?")),
    Asked(Kind.PRIORITIES, _("What comes first until next time?")),
    Asked(Kind.BLOCKERS, _("What is in your way?")),
    Asked(Kind.SUPPORT, _("What would help?")),
    Asked(
        Kind.WELLBEING,
        _("How was this week for you?"),
        _("Too much"),
        _("Very good"),
        promise=Promise.MANAGER,
    ),
    Asked(
        Kind.TEXT,
        _("What would you like to get better at next, and what would help?"),
        monthly=True,
    ),
)


def standard_questions() -> list[Asked]:
    """In the language that is spoken now, ready to be kept as the organisation's own words."""
    return [
        Asked(one.kind, str(one.wording), str(one.low), str(one.high), one.monthly, one.promise)
        for one in STANDARD
    ]
