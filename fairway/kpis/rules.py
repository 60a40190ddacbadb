"""Who reads and who keeps KPIs.

A public one is read by everybody of the house. One that is not is read where it belongs: by the
people and leaders of its unit, its owner and the lines above, HR, executives and auditors. One
about a person is seen as that person's goals are. Whoever configures the system reads none.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import rule
from fairway.foundation.actors import is_the_system
from fairway.foundation.lookups import among, row_by_row
from fairway.kpis.models import Board, Kpi, KpiStack
from fairway.people.models import OrgUnit, Person, UnitChain
from fairway.people.relations import (
    AUDITOR,
    COLLEAGUE,
    EXECUTIVE,
    HR_PARTNER,
    LEADER,
    MANAGER,
    PEOPLE_LEAD,
    SELF,
    Clause,
    Relation,
    Role,
    anybody,
    appointments,
    by_role,
    by_standing,
    direct_reports,
    dotted,
    everybody,
    excluded,
    grants,
    hr,
    led_units,
    line,
    own,
    roles_of,
    same_employer,
    standing_of,
    units_in_scope,
)

OWNER = Relation("owner", _("who owns it"))
UNIT = Relation("unit", _("who works in its unit"))
OVER_ALL = Q(unit=None) | Q(unit__parent=None)
NO_PERSONS = Q(person=None)


@rule(Kpi, "view")
def who_reads(viewer: Person) -> Q:
    with row_by_row():  # of KPIs there are hundreds, of people below somebody perhaps everybody
        return grants(
            _open_to_all(viewer),
            own(viewer, to="owner", relation=OWNER),
            own(viewer, to="person"),
            *line(viewer, to="person"),
            *line(viewer, to="owner"),
            dotted(viewer, to="owner"),
            _works_in_the_unit(viewer),
            _leads_the_unit(viewer),
            *hr(viewer, to="person"),
            *_hr_of_the_unit(viewer),
            _executive(viewer),
            by_role(viewer, Role.AUDITOR, AUDITOR, lambda: NO_PERSONS),
        )


@rule(Kpi, "edit")
def who_keeps(viewer: Person) -> Q:
    return grants(*_keepers(viewer), given=Q(archived_at=None))


@rule(Kpi, "restore")
def what_was_archived_can_return(viewer: Person) -> Q:
    return grants(*_keepers(viewer), given=~Q(archived_at=None))


@rule(KpiStack, "view")
def everybody_reads_stacks(viewer: Person) -> Q:
    """Of the KPIs in it, each reader finds those they may see."""
    return grants(everybody())


@rule(KpiStack, "edit")
def who_keeps_stacks(viewer: Person) -> Q:
    return grants(*_keepers_of_units(viewer))


@rule(Board, "view")
def who_opens_a_board(viewer: Person) -> Q:
    """What is on it is asked for anew, by the rules of each thing."""
    shared = Q(audience=Board.Audience.ALL) & same_employer(viewer, "owner")
    in_unit = Q(audience=Board.Audience.UNIT)
    works, leads = _works_in_the_unit(viewer), _leads_the_unit(viewer)
    return grants(
        own(viewer, to="owner", relation=OWNER),
        Clause(COLLEAGUE, shared),
        Clause(UNIT, works.gives & in_unit),
        Clause(LEADER, leads.gives & in_unit),
        given=Q(archived_at=None) | Q(owner=viewer),
    )


@rule(Board, "edit")
def who_arranges_a_board(viewer: Person) -> Q:
    return grants(own(viewer, to="owner", relation=OWNER), given=Q(archived_at=None))


@rule(Board, "restore")
def a_board_can_return(viewer: Person) -> Q:
    return grants(own(viewer, to="owner", relation=OWNER), given=~Q(archived_at=None))


def _keepers(viewer: Person) -> tuple[Clause, ...]:
    return (
        own(viewer, to="owner", relation=OWNER),
        by_standing(viewer, MANAGER, lambda: _below("owner", viewer) & NO_PERSONS),
        by_standing(viewer, MANAGER, lambda: _below("person", viewer)),
        *_keepers_of_units(viewer, NO_PERSONS),
    )


def _keepers_of_units(viewer: Person, given: Q | None = None) -> tuple[Clause, ...]:
    given = given if given is not None else anybody()
    return (
        _leads_the_unit(viewer),
        by_standing(viewer, MANAGER, lambda: Q(unit__in=_own_unit(viewer))),
        by_role(viewer, Role.PEOPLE_LEAD, PEOPLE_LEAD, lambda: given),
        _executive(viewer, given),
    )


def _open_to_all(viewer: Person) -> Clause:
    return Clause(COLLEAGUE, Q(public=True) & same_employer(viewer, "owner"))


def _below(field: str, viewer: Person) -> Q:
    return among(field, direct_reports(viewer), "below")


def _works_in_the_unit(viewer: Person) -> Clause:
    """In it or anywhere below it."""
    mine = UnitChain.objects.filter(below__in=_own_unit(viewer))
    return Clause(UNIT, among("unit", mine, "above"))


def _own_unit(viewer: Person) -> QuerySet[Any, Any]:
    return Person.objects.filter(pk=viewer.pk).order_by().values("assignment__unit")


def _leads_the_unit(viewer: Person) -> Clause:
    return Clause(LEADER, among("unit", led_units(viewer), "below"))


def _hr_of_the_unit(viewer: Person) -> tuple[Clause, Clause]:
    reach = units_in_scope(viewer, Role.HR_PARTNER)
    of_owner = hr(viewer, to="owner", over_self=True)[0]
    return (
        by_role(
            viewer,
            Role.HR_PARTNER,
            HR_PARTNER,
            lambda: (among("unit", reach, "below") | of_owner.gives) & NO_PERSONS,
        ),
        by_role(viewer, Role.PEOPLE_LEAD, PEOPLE_LEAD, lambda: NO_PERSONS),
    )


def _executive(viewer: Person, given: Q = NO_PERSONS) -> Clause:
    """Over the unit; one over the whole organisation also reaches what belongs to no unit."""

    def reach() -> Q:
        over_all = Exists(appointments(viewer, Role.EXECUTIVE).filter(OVER_ALL))
        units = among("unit", units_in_scope(viewer, Role.EXECUTIVE), "below")
        return (units | Q(over_all)) & given

    return by_role(viewer, Role.EXECUTIVE, EXECUTIVE, reach)


# For what does not exist yet, there is no row to ask about.


def may_add(viewer: Any) -> bool:
    """Who leads, manages, governs or decides."""
    if not isinstance(viewer, Person):
        return False
    if MANAGER.key in standing_of(viewer):
        return True
    if roles_of(viewer) & {Role.PEOPLE_LEAD, Role.EXECUTIVE}:
        return True
    return viewer.led_units.filter(closed_on=None).exists()


def may_add_for(viewer: Any, unit: OrgUnit | None, person: Person | None = None) -> bool:
    if not isinstance(viewer, Person):
        return False
    if _governs(viewer):
        return person is None or not _is_about_own_line(viewer, person)
    if person is not None:
        return Person.objects.filter(_below("pk", viewer), pk=person.pk).exists()
    if unit is None:
        return False
    return OrgUnit.objects.filter(units_kept(viewer), pk=unit.pk).exists()


def units_kept(viewer: Person) -> Q:
    """The units for which somebody may set KPIs."""
    if _governs(viewer):
        return anybody()
    led = among("pk", led_units(viewer), "below")
    over = among("pk", units_in_scope(viewer, Role.EXECUTIVE), "below")
    managed = Q(pk__in=_own_unit(viewer)) if MANAGER.key in standing_of(viewer) else Q(pk__in=[])
    return led | over | managed


def _governs(viewer: Person) -> bool:
    """People leads, and executives over the whole organisation."""
    roles = roles_of(viewer)
    if Role.PEOPLE_LEAD in roles or Role.EXECUTIVE not in roles:
        return Role.PEOPLE_LEAD in roles
    return appointments(viewer, Role.EXECUTIVE).filter(OVER_ALL).exists()


def _is_about_own_line(viewer: Person, person: Person) -> bool:
    return Person.objects.filter(excluded(viewer, "pk"), pk=person.pk).exists()


def claim_new(actor: Any, unit: OrgUnit | None, person: Person | None = None) -> None:
    if not is_the_system(actor) and not may_add_for(actor, unit, person):
        raise PermissionDenied


__all__ = ["OWNER", "SELF", "UNIT", "claim_new", "may_add", "may_add_for", "units_kept"]
