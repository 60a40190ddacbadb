"""HR writes the questions. Whoever answers them reads them in their own review, not here."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from fairway.foundation.access import rule
from fairway.foundation.actors import is_the_system
from fairway.people.models import Appointment, Person
from fairway.people.relations import (
    HR_PARTNER,
    PEOPLE_LEAD,
    Clause,
    anybody,
    by_role,
    grants,
    roles_of,
)
from fairway.reviews.models import BankQuestion, ReviewTemplate

Role = Appointment.Role
KEEPERS = frozenset({Role.HR_PARTNER, Role.PEOPLE_LEAD})
IN_USE = Q(archived_at=None)


def keepers(viewer: Person) -> tuple[Clause, Clause]:
    """A template serves many units, so an HR partner's units do not matter here."""
    return (
        by_role(viewer, Role.HR_PARTNER, HR_PARTNER, anybody),
        by_role(viewer, Role.PEOPLE_LEAD, PEOPLE_LEAD, anybody),
    )


@rule(ReviewTemplate, "view")
@rule(BankQuestion, "view")
def hr_reads_the_questions(viewer: Person) -> Q:
    return grants(*keepers(viewer))


@rule(ReviewTemplate, "edit")
@rule(BankQuestion, "edit")
def hr_writes_questions_that_are_in_use(viewer: Person) -> Q:
    return grants(*keepers(viewer), given=IN_USE)


# For what does not exist yet, there is no row to ask about.


def may_keep(viewer: Any) -> bool:
    """Whether they write templates and hold cycles: asked on every page, of what is known."""
    return isinstance(viewer, Person) and bool(roles_of(viewer) & KEEPERS)


def claim_to_keep(actor: Any) -> None:
    if not is_the_system(actor) and not may_keep(actor):
        raise PermissionDenied
