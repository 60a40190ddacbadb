"""What is expected in a role is open to everybody; HR partners and people leads write it.

So does who leads the unit where everybody in the role works: nobody else is concerned, so nobody
else is asked. That somebody confirmed it is theirs, their line's and HR's to know.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q

from fairway.foundation.access import rule
from fairway.foundation.actors import is_the_system
from fairway.people.models import Appointment, JobProfile, Person
from fairway.people.relations import (
    AUTHOR,
    HR_PARTNER,
    LEADER,
    PEOPLE_LEAD,
    Clause,
    anybody,
    appointments,
    auditor,
    by_role,
    direct,
    dotted,
    everybody,
    grants,
    hr,
    led_units,
    line,
    own,
    roles_of,
)
from fairway.skills.models import Confirmation, Edition, RoleExpectation, Skill, SkillsImport

Role = Appointment.Role
KEEPERS = (Role.HR_PARTNER, Role.PEOPLE_LEAD)


def keepers(viewer: Person) -> tuple[Clause, Clause]:
    """A role is the same in every unit, so an HR partner's units do not matter here."""
    return (
        by_role(viewer, Role.HR_PARTNER, HR_PARTNER, anybody),
        by_role(viewer, Role.PEOPLE_LEAD, PEOPLE_LEAD, anybody),
    )


@rule(Skill, "view")
@rule(RoleExpectation, "view")
@rule(Edition, "view")
def everybody_knows_what_good_looks_like(viewer: Person) -> Q:
    return grants(everybody())


@rule(Skill, "edit")
def skills_in_use_are_edited(viewer: Person) -> Q:
    return grants(*keepers(viewer), given=Q(archived_at=None))


@rule(Skill, "restore")
def archived_skills_can_return(viewer: Person) -> Q:
    return grants(*keepers(viewer), given=~Q(archived_at=None))


def leaders(viewer: Person) -> Clause:
    """Nobody says alone what is expected of themselves."""
    led = led_units(viewer)
    held = Person.objects.filter(active=True, assignment__job_profile=OuterRef("pk")).order_by()
    inside = Q(Exists(held.filter(assignment__unit__in=led)))
    outside = Q(Exists(held.exclude(assignment__unit__in=led)))
    own_role = Q(Exists(held.filter(pk=viewer.pk)))
    return Clause(LEADER, inside & ~outside, own_role)


@rule(JobProfile, "set_expectation")
def hr_and_who_leads_all_who_hold_it_write_what_a_role_expects(viewer: Person) -> Q:
    return grants(*keepers(viewer), leaders(viewer), given=Q(closed_on=None))


@rule(Person, "confirm_role")
def both_sides_confirm(viewer: Person) -> Q:
    return grants(own(viewer), direct(viewer), given=Q(active=True))


@rule(Person, "view_confirmations")
def the_line_and_hr_know_who_confirmed(viewer: Person) -> Q:
    return grants(own(viewer), *line(viewer), dotted(viewer), *hr(viewer), auditor(viewer))


@rule(Confirmation, "view")
def a_confirmation_is_read_by_the_line_and_hr(viewer: Person) -> Q:
    to = "person"
    return grants(
        own(viewer, to), *line(viewer, to), dotted(viewer, to), *hr(viewer, to), auditor(viewer, to)
    )


@rule(SkillsImport, "view")
def an_import_is_whose_it_is(viewer: Person) -> Q:
    return _whose(viewer)


@rule(SkillsImport, "apply")
def an_import_is_applied_by_whose_it_is(viewer: Person) -> Q:
    return _whose(viewer)


def _whose(viewer: Person) -> Q:
    still = Q(Exists(appointments(viewer, *KEEPERS)))
    return grants(own(viewer, "created_by", AUTHOR), given=still)


# For what does not exist yet, there is no row to ask about.


def may_keep(viewer: Any) -> bool:
    return isinstance(viewer, Person) and bool(roles_of(viewer) & set(KEEPERS))


def claim_to_keep(actor: Any) -> None:
    if not is_the_system(actor) and not may_keep(actor):
        raise PermissionDenied
