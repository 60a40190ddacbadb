"""Models by noun; re-exported here."""

from fairway.reviews.models.cycles import (
    FLOOR,
    CycleChange,
    CycleKind,
    Phase,
    ReviewCycle,
    kinds_of,
    phases_of,
)
from fairway.reviews.models.participants import Handover, Nomination, Participant
from fairway.reviews.models.reminding import Nudge, Reminder
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

__all__ = [
    "FLOOR",
    "Audience",
    "BankQuestion",
    "CycleChange",
    "CycleKind",
    "Handover",
    "Nomination",
    "Nudge",
    "Participant",
    "Phase",
    "Question",
    "Reminder",
    "Review",
    "ReviewCycle",
    "ReviewTemplate",
    "Section",
    "TemplateVersion",
    "Use",
    "WhatIsAsked",
    "kinds_of",
    "minutes_for",
    "phases_of",
]
