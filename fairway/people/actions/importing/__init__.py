"""Bringing people in from another system's list, and keeping them true to it."""

from fairway.people.actions.importing.applying import apply_plan
from fairway.people.actions.importing.running import (
    ImportRefused,
    Options,
    Outcome,
    import_people,
    plan_import,
)
from fairway.people.actions.importing.snapshot import load_organisation, stamp

__all__ = [
    "ImportRefused",
    "Options",
    "Outcome",
    "apply_plan",
    "import_people",
    "load_organisation",
    "plan_import",
    "stamp",
]
