"""A check-in is its writer's, and its reader's once it was sent: the manager it was sent to, for as
long as they are the manager, and for 30 days where the writer has left.

Managers above read only what is passed up to them. HR, executives and administrators read none of
it: how many were written is told as figures of teams. How somebody is stands in a table of its own,
and is read by whom it was promised to.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from fairway.conversations.models import (
    Blocker,
    CheckIn,
    CheckInRhythm,
    CheckInTemplate,
    PassedPoint,
    Promise,
    Wellbeing,
)
from fairway.foundation.access import rule
from fairway.foundation.actors import is_the_system
from fairway.foundation.lookups import among
from fairway.people.models import Appointment, OrgUnit, Person
from fairway.people.relations import (
    AUTHOR,
    HR_PARTNER,
    LEADER,
    MANAGER,
    NOBODY,
    PEOPLE_LEAD,
    Clause,
    anybody,
    by_role,
    direct,
    everybody,
    grants,
    last_manager,
    led_units,
    line,
    own,
    roles_of,
    standing_of,
    units_in_scope,
)

Role = Appointment.Role
KEEPERS = (Role.HR_PARTNER, Role.PEOPLE_LEAD)
SENT, UNREAD = Q(sent_at__isnull=False), Q(read_at=None)


def _only(clause: Clause, given: Q) -> Clause:
    if clause.gives is NOBODY:
        return clause
    return Clause(clause.relation, clause.gives & given, clause.never)


def _reader(viewer: Person, to: str = "person", check_in: str = "") -> tuple[Clause, ...]:
    """The manager that it was sent to; who became manager later reads what comes to them."""
    at = f"{check_in}__" if check_in else ""
    sent_to_them = Q(**{f"{at}sent_to": viewer.pk, f"{at}sent_at__isnull": False})
    return (
        _only(direct(viewer, to), sent_to_them),
        _only(last_manager(viewer, to), sent_to_them),
    )


@rule(CheckIn, "view")
def a_check_in_is_read_by_whom_it_was_sent_to(viewer: Person) -> Q:
    return grants(own(viewer, "person"), *_reader(viewer))


@rule(CheckIn, "write")
def one_writes_ones_own_until_it_is_read(viewer: Person) -> Q:
    return grants(own(viewer, "person"), given=UNREAD & Q(person__active=True))


@rule(CheckIn, "read")
def its_reader_says_that_it_is_read(viewer: Person) -> Q:
    return grants(*_reader(viewer), given=SENT)


@rule(CheckIn, "reply")
def the_two_of_them_reply(viewer: Person) -> Q:
    return grants(own(viewer, "person"), _reader(viewer)[0], given=SENT & Q(person__active=True))


@rule(CheckIn, "pass_up")
def its_reader_passes_a_point_up(viewer: Person) -> Q:
    return grants(_reader(viewer)[0], given=SENT & Q(person__active=True))


@rule(Wellbeing, "view")
def how_somebody_is_is_read_by_whom_it_was_promised_to(viewer: Person) -> Q:
    promised = Q(promise=Promise.MANAGER)
    readers = (
        _only(clause, promised) for clause in _reader(viewer, "check_in__person", "check_in")
    )
    return grants(own(viewer, "check_in__person"), *readers)


@rule(Blocker, "view")
def a_blocker_is_read_with_the_check_in_it_stands_in(viewer: Person) -> Q:
    return grants(own(viewer, "person"), *_reader(viewer, "person", "last_in"))


@rule(Blocker, "take_up")
def a_blocker_is_taken_up_by_either_of_the_two(viewer: Person) -> Q:
    told = Q(last_in__sent_at__isnull=False, cleared_at=None)
    return grants(own(viewer, "person"), _reader(viewer, "person", "last_in")[0], given=told)


@rule(Blocker, "clear")
def a_blocker_is_cleared_by_whose_way_it_was_in(viewer: Person) -> Q:
    return grants(own(viewer, "person"), given=Q(cleared_at=None))


@rule(PassedPoint, "view")
def a_point_passed_up_is_known_to_all_three(viewer: Person) -> Q:
    return grants(
        own(viewer, "check_in__person"),
        own(viewer, "by", AUTHOR),
        _passed_to(viewer),
    )


@rule(PassedPoint, "answer")
def a_point_is_answered_by_whom_it_was_passed_to(viewer: Person) -> Q:
    return grants(_passed_to(viewer))


def _passed_to(viewer: Person) -> Clause:
    """As long as they stand above whoever wrote it."""
    _direct, above = line(viewer, "check_in__person")
    return _only(above, Q(to=viewer.pk))


@rule(CheckInTemplate, "view")
@rule(CheckInRhythm, "view")
def everybody_may_know_what_is_asked_and_how_often(viewer: Person) -> Q:
    return grants(everybody())


@rule(CheckInTemplate, "edit")
def hr_writes_the_questions(viewer: Person) -> Q:
    """A template serves many units, so an HR partner's units do not matter here."""
    return grants(
        by_role(viewer, Role.HR_PARTNER, HR_PARTNER, anybody),
        by_role(viewer, Role.PEOPLE_LEAD, PEOPLE_LEAD, anybody),
        given=Q(archived_at=None),
    )


@rule(OrgUnit, "set_check_ins")
def who_leads_a_unit_and_hr_say_how_often_it_writes(viewer: Person) -> Q:
    def reach() -> Q:
        return among("pk", units_in_scope(viewer, Role.HR_PARTNER), "below")

    return grants(
        Clause(LEADER, among("pk", led_units(viewer), "below")),
        by_role(viewer, Role.HR_PARTNER, HR_PARTNER, reach),
        by_role(viewer, Role.PEOPLE_LEAD, PEOPLE_LEAD, anybody),
        given=Q(closed_on=None),
    )


@rule(OrgUnit, "count_check_ins")
def figures_of_a_unit_are_for_who_leads_it_and_hr(viewer: Person) -> Q:
    """How many of a team, never who."""

    def reach() -> Q:
        return among("pk", units_in_scope(viewer, Role.HR_PARTNER), "below")

    return grants(
        Clause(LEADER, among("pk", led_units(viewer), "below")),
        by_role(viewer, Role.HR_PARTNER, HR_PARTNER, reach),
        by_role(viewer, Role.PEOPLE_LEAD, PEOPLE_LEAD, anybody),
    )


@rule(Person, "set_check_in_hour")
def ones_own_hour_is_ones_own(viewer: Person) -> Q:
    return grants(own(viewer), given=Q(active=True))


# For what does not exist yet, there is no row to ask about.


def may_keep_templates(viewer: Any) -> bool:
    return isinstance(viewer, Person) and bool(roles_of(viewer) & set(KEEPERS))


def claim_to_keep_templates(actor: Any) -> None:
    if not is_the_system(actor) and not may_keep_templates(actor):
        raise PermissionDenied


def may_set_rhythms(viewer: Any) -> bool:
    """Whether there may be a unit for them: asked on every page, so of what is known of them."""
    if not isinstance(viewer, Person):
        return False
    return may_keep_templates(viewer) or MANAGER.key in standing_of(viewer)
