from fairway.people.models.account import Account
from fairway.people.models.assignment import (
    Assignment,
    DatedQuerySet,
    DottedLine,
    PastEdge,
    ReportingChain,
)
from fairway.people.models.availability import (
    Absence,
    AvailabilityNorm,
    RotaShift,
    WorkingPattern,
)
from fairway.people.models.importing import ColumnMapping, ImportBatch, ImportRow
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
from fairway.people.models.roles import Appointment, Delegation
from fairway.people.models.sensitive import SensitiveAttribute, SensitiveOptIn

__all__ = [
    "Absence",
    "Account",
    "Appointment",
    "Assignment",
    "AvailabilityNorm",
    "ColumnMapping",
    "DatedQuerySet",
    "Delegation",
    "DottedLine",
    "Employer",
    "ImportBatch",
    "ImportRow",
    "JobFamily",
    "JobProfile",
    "Location",
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
