"""Goals are open to everybody here, unless their owner keeps one to the line and HR.

Whoever owns a goal edits it; the other one of owner and manager agrees to it. Once agreed, it
changes by proposal. A unit's goals are kept by who leads it, the whole's by who leads the whole.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, F, Model, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import permitted, rule
from fairway.foundation.actors import is_the_system
from fairway.foundation.lookups import among
from fairway.goals.models import (
    CoOwner,
    Goal,
    GoalChange,
    GoalComment,
    KeyResult,
    ProgressUpdate,
    Task,
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
    direct_reports,
    dotted,
    grants,
    hr,
    last_manager,
    led_units,
    line,
    own,
    roles_of,
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
        *(only(clause, by_owner & _alone()) for clause in hr(viewer, "owner")),
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


def _alone(owner: str = "owner") -> Q:
    """Nobody above the owner could agree."""
    above = f"{owner}__assignment__manager"
    return Q(**{above: None}) | Q(**{f"{above}__active": False})


# What belongs to a goal goes with it.


def _goal_with(viewer: Person, verb: str, to: str = "goal") -> Q:
    goals = Goal.objects.filter(permitted(Goal, viewer, verb))
    return Q(Exists(goals.filter(pk=OuterRef(to)).order_by()))


def _as_the_goal(verb: str) -> Callable[[Person], Q]:
    return lambda viewer: _goal_with(viewer, verb)


def _follows(model: type[Model], **verbs: str) -> None:
    for verb, of_goal in verbs.items():
        rule(model, verb)(_as_the_goal(of_goal))


_follows(KeyResult, view="view", edit="edit", update="update", change="change")
_follows(ProgressUpdate, view="view")
_follows(GoalComment, view="view")
_follows(GoalChange, view="view")
_follows(Task, view="view", edit="update")


@rule(ProgressUpdate, "correct")
def who_told_it_corrects_it(viewer: Person) -> Q:
    return Q(by=viewer, corrected_at=None) & _goal_with(viewer, "update")


@rule(GoalComment, "remove")
def who_wrote_it_takes_it_back(viewer: Person) -> Q:
    return Q(by=viewer, removed_at=None)


@rule(GoalChange, "withdraw")
def who_proposed_it_takes_it_back(viewer: Person) -> Q:
    return Q(proposed_by=viewer, state=GoalChange.State.PROPOSED)


@rule(GoalChange, "decide")
def a_change_is_decided_like_an_agreement(viewer: Person) -> Q:
    """Nobody decides on what they proposed, but for who keeps a unit's goals."""
    by_owner = Q(proposed_by=F("goal__owner"))
    above = [direct(viewer, "goal__owner"), deputy(viewer, AGREE, "goal__owner")]
    above += [only(clause, _alone("goal__owner")) for clause in hr(viewer, "goal__owner")]
    kept = Goal.objects.filter(grants(*keepers(viewer)), pk=OuterRef("goal"))
    return grants(
        only(own(viewer, "goal__owner"), ~by_owner),
        *(only(clause, by_owner) for clause in above),
        Clause(LEADER, Q(Exists(kept.order_by()))),
        given=Q(state=GoalChange.State.PROPOSED, goal__closed_at=None),
    )


# For what does not exist yet, there is no row to ask about.


def may_add_for_person(viewer: Any, person: Person) -> bool:
    """For oneself and one's direct reports."""
    if not isinstance(viewer, Person) or not person.active:
        return False
    return viewer.pk == person.pk or direct_reports(viewer).filter(below=person).exists()


def kept_units(viewer: Any) -> Any:
    """The units whose goals the viewer keeps."""
    units = OrgUnit.objects.filter(closed_on=None)
    if not isinstance(viewer, Person):
        return units.none()
    if Role.PEOPLE_LEAD in roles_of(viewer):
        return units
    led = Q(pk__in=led_units(viewer))
    if Role.EXECUTIVE in roles_of(viewer):
        led |= Q(pk__in=units_in_scope(viewer, Role.EXECUTIVE))
    return units.filter(led)


def may_add_for_all(viewer: Any) -> bool:
    if not isinstance(viewer, Person):
        return False
    held = roles_of(viewer)
    over_all = appointments(viewer, Role.EXECUTIVE).filter(OVER_ALL)
    if Role.PEOPLE_LEAD in held or (Role.EXECUTIVE in held and over_all.exists()):
        return True
    return OrgUnit.objects.filter(parent=None, leader=viewer).exists()


def claim_new(actor: Any, *, scope: str, owner: Person | None, unit: OrgUnit | None) -> None:
    if is_the_system(actor):
        return
    may = {
        Goal.Scope.PERSON: lambda: owner is not None and may_add_for_person(actor, owner),
        Goal.Scope.UNIT: lambda: unit is not None and kept_units(actor).filter(pk=unit.pk).exists(),
        Goal.Scope.ORGANISATION: lambda: may_add_for_all(actor),
    }
    if not may[Goal.Scope(scope)]():
        raise PermissionDenied
