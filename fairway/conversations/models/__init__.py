"""Models by noun; re-exported here."""

from fairway.conversations.models.checkins import (
    CheckIn,
    CheckInAnswer,
    CheckInPriority,
    CheckInReply,
    Support,
    Wellbeing,
)
from fairway.conversations.models.checkins_asking import (
    CheckInHour,
    CheckInQuestion,
    CheckInRhythm,
    CheckInTemplate,
    CheckInTurn,
    Promise,
    Weekday,
)
from fairway.conversations.models.checkins_raised import Blocker, PassedPoint

__all__ = [
    "Blocker",
    "CheckIn",
    "CheckInAnswer",
    "CheckInHour",
    "CheckInPriority",
    "CheckInQuestion",
    "CheckInReply",
    "CheckInRhythm",
    "CheckInTemplate",
    "CheckInTurn",
    "PassedPoint",
    "Promise",
    "Support",
    "Weekday",
    "Wellbeing",
]
