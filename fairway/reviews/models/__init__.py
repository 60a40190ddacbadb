"""Models by noun; re-exported here."""

from fairway.reviews.models.calibrating import (
    CalibrationSession,
    Calibrator,
    Move,
    Placement,
    PreVote,
)
from fairway.reviews.models.calibrating_figures import GapRelease, RaterSeverity, RatingFit
from fairway.reviews.models.cycles import (
    FLOOR,
    CycleChange,
    CycleKind,
    Phase,
    ReviewCycle,
    kinds_of,
    phases_of,
)
from fairway.reviews.models.habits import HabitHint
from fairway.reviews.models.outside import OutsideInvitation
from fairway.reviews.models.participants import Handover, Nomination, Participant
from fairway.reviews.models.reminding import Nudge, Reminder
from fairway.reviews.models.reopening import WritingRequest
from fairway.reviews.models.reviews import Review
from fairway.reviews.models.templates import (
    Audience,
    BankQuestion,
    Question,
    ReviewTemplate,
    Section,
    TemplateVersion,
    Use,
    WhatIsAsked,
    minutes_for,
)
from fairway.reviews.models.writing import Answer, AnswerVersion, Citation, CriticalStatement, Said

__all__ = [
    "FLOOR",
    "Answer",
    "AnswerVersion",
    "Audience",
    "BankQuestion",
    "CalibrationSession",
    "Calibrator",
    "Citation",
    "CriticalStatement",
    "CycleChange",
    "CycleKind",
    "GapRelease",
    "HabitHint",
    "Handover",
    "Move",
    "Nomination",
    "Nudge",
    "OutsideInvitation",
    "Participant",
    "Phase",
    "Placement",
    "PreVote",
    "Question",
    "RaterSeverity",
    "RatingFit",
    "Reminder",
    "Review",
    "ReviewCycle",
    "ReviewTemplate",
    "Said",
    "Section",
    "TemplateVersion",
    "Use",
    "WhatIsAsked",
    "WritingRequest",
    "kinds_of",
    "minutes_for",
    "phases_of",
]
