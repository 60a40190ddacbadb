"""Goals are open to everybody here, unless their owner keeps one to the line and HR.

Whoever owns a goal edits it; the other one of owner and manager agrees to it. Once agreed, it
changes by proposal. A unit's goals are kept by who leads it, the whole's by who leads the whole.
"""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import rule
from fairway.foundation.lookups import among
from fairway.goals.models import (
    CoOwner,
    Goal,
)
from fairway.people.models import Appointment, OrgUnit, Person
from fairway.people.relations import (
    AUTHOR,
    COLLEAGUE,
    EXECUTIVE,
    LEADER,
    NOBODY,
    PEOPLE_LEAD,
    Clause,
    Relation,
    anybody,
    appointments,
    by_role,
    colleague,
    deputy,
    direct,
    dotted,
    grants,
    hr,
    last_manager,
    led_units,
    line,
    own,
    units_in_scope,
)

Role = Appointment.Role
AGREE = "goals.agree"  # what a deputy is given
CO_OWNER = Relation("co_owner", _("who owns it together with them"))
RESPONSIBLE = Relation("responsible", _("who reports on it"))
UNIT_MATE = Relation("unit_mate", _("who works in their unit"))
CONTRIBUTOR = Relation("contributor", _("owners of goals that contribute to it"))

OPEN, CLOSED = Q(closed_at=None), Q(closed_at__isnull=False)
AGREED, NOT_AGREED = Q(agreed_at__isnull=False), Q(agreed_at=None)
SHARED = ~Q(scope=Goal.Scope.PERSON)
WHOLE = Q(scope=Goal.Scope.ORGANISATION)
TO_ALL = Q(visibility=Goal.Visibility.COMPANY)
OVER_ALL = Q(unit=None) | Q(unit__parent=None)


def only(clause: Clause, given: Q) -> Clause:
    return Clause(clause.relation, clause.gives & given, clause.never)


def co_owners(viewer: Person) -> Clause:
    held = CoOwner.objects.filter(person=viewer, goal=OuterRef("pk"))
    return Clause(CO_OWNER, Q(Exists(held)))


def contributors(viewer: Person) -> Clause:
    theirs = Goal.objects.filter(owner=viewer, parent=OuterRef("pk"))
    return Clause(CONTRIBUTOR, Q(Exists(theirs.order_by())))


def responsible(viewer: Person) -> Clause:
    return Clause(RESPONSIBLE, SHARED & Q(responsible=viewer))


def keepers(viewer: Person) -> tuple[Clause, ...]:
    """Who keeps what a unit or the whole has set itself."""
    leads_all = Exists(OrgUnit.objects.filter(parent=None, leader=viewer))
    return (
        Clause(LEADER, among("unit", led_units(viewer), "below") | (WHOLE & Q(leads_all))),
        by_role(viewer, Role.EXECUTIVE, EXECUTIVE, lambda: _within_reach(viewer)),
        by_role(viewer, Role.PEOPLE_LEAD, PEOPLE_LEAD, lambda: SHARED & anybody()),
    )


def _within_reach(viewer: Person) -> Q:
    over_all = Exists(appointments(viewer, Role.EXECUTIVE).filter(OVER_ALL))
    reach = units_in_scope(viewer, Role.EXECUTIVE)
    return among("unit", reach, "below") | (WHOLE & Q(over_all))


def unit_mates(viewer: Person) -> Clause:
    """Colleagues of the owner's unit, where a goal is open to these alone."""
    unit = viewer.assignment.unit_id if viewer.assignment else None
    theirs = Q(owner__assignment__unit=unit, owner__active=True) if unit else NOBODY
    return Clause(UNIT_MATE, Q(visibility=Goal.Visibility.UNIT) & theirs)


def _workers(viewer: Person) -> tuple[Clause, ...]:
    """Who works on the goal itself: owners, the owner's manager, a unit's leaders."""
    return (
        own(viewer, "owner"),
        co_owners(viewer),
        responsible(viewer),
        direct(viewer, "owner"),
        *keepers(viewer),
    )


@rule(Goal, "view")
def goals_are_open_unless_private(viewer: Person) -> Q:
    """Dotted-line managers and executives see of people's goals what colleagues see."""
    return grants(
        Clause(COLLEAGUE, SHARED),
        only(colleague(viewer, "owner"), TO_ALL),
        unit_mates(viewer),
        own(viewer, "owner"),
        co_owners(viewer),
        *line(viewer, "owner"),
        last_manager(viewer, "owner"),
        *hr(viewer, "owner"),
    )


@rule(Goal, "edit")
def until_it_is_agreed_its_workers_edit_it(viewer: Person) -> Q:
    return grants(*_workers(viewer), given=OPEN & NOT_AGREED)


@rule(Goal, "delete")
def a_draft_can_be_thrown_away(viewer: Person) -> Q:
    return grants(
        own(viewer, "owner"),
        own(viewer, "added_by", AUTHOR),
        *keepers(viewer),
        given=OPEN & NOT_AGREED & Q(proposed_at=None),
    )


@rule(Goal, "propose")
def a_draft_is_proposed_by_its_workers(viewer: Person) -> Q:
    return grants(*_workers(viewer), given=OPEN & NOT_AGREED & Q(proposed_at=None))


@rule(Goal, "agree")
def the_other_of_the_two_agrees(viewer: Person) -> Q:
    """The manager to what the owner proposed, the owner to what anybody else did."""
    by_owner = Q(proposed_by=F("owner"))
    return grants(
        only(own(viewer, "owner"), ~by_owner),
        only(direct(viewer, "owner"), by_owner),
        only(deputy(viewer, AGREE, "owner"), by_owner),
        *(only(clause, by_owner & nobody_above()) for clause in hr(viewer, "owner")),
        *keepers(viewer),
        given=OPEN & NOT_AGREED & Q(proposed_at__isnull=False),
    )


@rule(Goal, "update")
def its_workers_tell_how_it_goes(viewer: Person) -> Q:
    return grants(*_workers(viewer), given=OPEN)


@rule(Goal, "change")
def what_is_agreed_changes_by_proposal(viewer: Person) -> Q:
    return grants(*_workers(viewer), given=OPEN & AGREED)


@rule(Goal, "close")
def its_workers_close_it(viewer: Person) -> Q:
    return grants(*_workers(viewer), given=OPEN & AGREED)


@rule(Goal, "reopen")
def what_was_closed_too_early_is_opened_again(viewer: Person) -> Q:
    return grants(*_workers(viewer), given=CLOSED)


@rule(Goal, "comment")
def those_it_concerns_talk_about_it(viewer: Person) -> Q:
    return grants(*_workers(viewer), contributors(viewer), only(dotted(viewer, "owner"), TO_ALL))


def nobody_above(owner: str = "owner") -> Q:
    """Nobody above the owner could agree."""
    above = f"{owner}__assignment__manager"
    return Q(**{above: None}) | Q(**{f"{above}__active": False})
