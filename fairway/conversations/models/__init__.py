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
from fairway.conversations.models.meetings import (
    Form,
    OneOnOne,
    OneOnOneSeries,
    Way,
)
from fairway.conversations.models.meetings_coverage import OneOnOneCoverage
from fairway.conversations.models.meetings_help import HelpGiven, HelpResult, HelpTally, Said
from fairway.conversations.models.meetings_talk import (
    ActionItem,
    AgendaPoint,
    PrivateNote,
    SharedNote,
)
from fairway.conversations.models.meetings_times import CalendarFeed, TimeProposal
from fairway.conversations.models.notes import CoachingNote, NoteWording
from fairway.conversations.models.wins import Win, WinPrompt

__all__ = [
    "ActionItem",
    "AgendaPoint",
    "Blocker",
    "CalendarFeed",
    "CheckIn",
    "CheckInAnswer",
    "CheckInHour",
    "CheckInPriority",
    "CheckInQuestion",
    "CheckInReply",
    "CheckInRhythm",
    "CheckInTemplate",
    "CheckInTurn",
    "CoachingNote",
    "Form",
    "HelpGiven",
    "HelpResult",
    "HelpTally",
    "NoteWording",
    "OneOnOne",
    "OneOnOneCoverage",
    "OneOnOneSeries",
    "PassedPoint",
    "PrivateNote",
    "Promise",
    "Said",
    "SharedNote",
    "Support",
    "TimeProposal",
    "Way",
    "Weekday",
    "Wellbeing",
    "Win",
    "WinPrompt",
]
