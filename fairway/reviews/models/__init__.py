"""Models by noun; re-exported here."""

from fairway.reviews.models.calibrating import (
    CalibrationSession,
    Calibrator,
    Move,
    Placement,
    PreVote,
)
from fairway.reviews.models.calibrating_figures import (
    GapRelease,
    RaterSeverity,
    RatingFit,
)
from fairway.reviews.models.cycles import (
    FLOOR,
    CycleChange,
    CycleKind,
    Phase,
    ReviewCycle,
    kinds_of,
    phases_of,
)
from fairway.reviews.models.days import OwnDay, day_of_phase, phases_for
from fairway.reviews.models.disputes import Dispute, DisputeEvidence
from fairway.reviews.models.exhibits import Exhibit
from fairway.reviews.models.habits import HabitHint
from fairway.reviews.models.outcomes import ApprovalStep, Recommendation, ReviewOutcome
from fairway.reviews.models.outside import OutsideInvitation
from fairway.reviews.models.participants import Handover, Nomination, Participant
from fairway.reviews.models.pay import (
    PayBand,
    PayBudget,
    PayLine,
    PayPlanner,
    PayRound,
    PaySaid,
    PayStep,
)
from fairway.reviews.models.reminding import Nudge, Reminder
from fairway.reviews.models.reopening import WritingRequest
from fairway.reviews.models.reports import CycleReport, ReportPart, UnitPattern
from fairway.reviews.models.reviews import Review
from fairway.reviews.models.sharing import (
    Acknowledgement,
    Packet,
    Release,
    ReportOf360,
    SharedVersion,
    Signature,
    hash_of_words,
    spelled,
)
from fairway.reviews.models.surveys import (
    CycleSurvey,
    Statement,
    SurveyAnswer,
    SurveyInvitation,
    SurveyPot,
    SurveyResult,
    SurveyUnit,
    SurveyWords,
)
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
    "Acknowledgement",
    "Answer",
    "AnswerVersion",
    "ApprovalStep",
    "Audience",
    "BankQuestion",
    "CalibrationSession",
    "Calibrator",
    "Citation",
    "CriticalStatement",
    "CycleChange",
    "CycleKind",
    "CycleReport",
    "CycleSurvey",
    "Dispute",
    "DisputeEvidence",
    "Exhibit",
    "GapRelease",
    "HabitHint",
    "Handover",
    "Move",
    "Nomination",
    "Nudge",
    "OutsideInvitation",
    "OwnDay",
    "Packet",
    "Participant",
    "PayBand",
    "PayBudget",
    "PayLine",
    "PayPlanner",
    "PayRound",
    "PaySaid",
    "PayStep",
    "Phase",
    "Placement",
    "PreVote",
    "Question",
    "RaterSeverity",
    "RatingFit",
    "Recommendation",
    "Release",
    "Reminder",
    "ReportOf360",
    "ReportPart",
    "Review",
    "ReviewCycle",
    "ReviewOutcome",
    "ReviewTemplate",
    "Said",
    "Section",
    "SharedVersion",
    "Signature",
    "Statement",
    "SurveyAnswer",
    "SurveyInvitation",
    "SurveyPot",
    "SurveyResult",
    "SurveyUnit",
    "SurveyWords",
    "TemplateVersion",
    "UnitPattern",
    "Use",
    "WhatIsAsked",
    "WritingRequest",
    "day_of_phase",
    "hash_of_words",
    "kinds_of",
    "minutes_for",
    "phases_for",
    "phases_of",
    "spelled",
]
