from fairway.people.models.account import Account
from fairway.people.models.assignment import (
    Assignment,
    DatedQuerySet,
    DottedLine,
    PastEdge,
    ReportingChain,
)
from fairway.people.models.availability import (
    CHANNELS,
    Absence,
    AvailabilityNorm,
    RotaShift,
    WorkingPattern,
)
from fairway.people.models.correction import Correction
from fairway.people.models.importing import (
    ColumnMapping,
    ImportBatch,
    ImportChunk,
    ImportRow,
    ManagerAlias,
)
from fairway.people.models.organisation import (
    Employer,
    JobFamily,
    JobProfile,
    Location,
    OrgUnit,
    UnitChain,
    UnitSpelling,
)
from fairway.people.models.person import Person
from fairway.people.models.roles import (
    Appointment,
    AppointmentProposal,
    DelegatedVerb,
    Delegation,
)
from fairway.people.models.sensitive import SensitiveAttribute, SensitiveOptIn

__all__ = [
    "CHANNELS",
    "Absence",
    "Account",
    "Appointment",
    "AppointmentProposal",
    "Assignment",
    "AvailabilityNorm",
    "ColumnMapping",
    "Correction",
    "DatedQuerySet",
    "DelegatedVerb",
    "Delegation",
    "DottedLine",
    "Employer",
    "ImportBatch",
    "ImportChunk",
    "ImportRow",
    "JobFamily",
    "JobProfile",
    "Location",
    "ManagerAlias",
    "OrgUnit",
    "PastEdge",
    "Person",
    "ReportingChain",
    "RotaShift",
    "SensitiveAttribute",
    "SensitiveOptIn",
    "UnitChain",
    "UnitSpelling",
    "WorkingPattern",
]
