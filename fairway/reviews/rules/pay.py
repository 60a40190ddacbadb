"""Pay is kept apart by a right of its own: pay partners of the unit, and whoever plans it.

HR partners, people leads, administrators and those who compare ratings see none of it by being that.
Nobody sees or decides their own before it is published, nor that of their managers. A people lead
may set a round up and see it through, without its lines.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import rule
from fairway.foundation.lookups import among
from fairway.people.models import Person, ReportingChain, UnitChain
from fairway.people.relations import (
    ABOVE,
    EXECUTIVE,
    MANAGER,
    NOBODY,
    PAY_PARTNER,
    PEOPLE_LEAD,
    Clause,
    Relation,
    Role,
    anybody,
    by_role,
    by_standing,
    direct,
    direct_reports,
    excluded,
    grants,
    own,
    pay_partner,
    roles_of,
    standing_of,
    units_in_scope,
)
from fairway.reviews.models import PayBudget, PayLine, PayPlanner, PayRound, ReviewCycle
from fairway.reviews.rules.cycles import BEGUN
from fairway.reviews.rules.participants import only

PLANNER = Relation("planner", _("who plans pay in their unit"))
HOLDER = Relation("pay_holder", _("who holds the pay round"))
SETTERS = frozenset({Role.PAY_PARTNER, Role.PEOPLE_LEAD})
State, Line = PayRound.State, PayLine.State
SET_UP, OPEN = Q(state=State.SET_UP), Q(state=State.OPEN)
IN_OPEN = Q(round__state=State.OPEN)
IN_BEGUN = ~Q(round__state=State.SET_UP)
PROPOSED, AGREED = Q(state=Line.PROPOSED), Q(state=Line.AGREED)
UP = 2  # levels from a person to their manager's manager


def partners(viewer: Person) -> Clause:
    """Whatever their units: for what says nothing of anybody."""
    return by_role(viewer, Role.PAY_PARTNER, PAY_PARTNER, anybody)


def leads(viewer: Person) -> Clause:
    return by_role(viewer, Role.PEOPLE_LEAD, PEOPLE_LEAD, anybody)


def next_level(viewer: Person, to: str = "person") -> Clause:
    """Managers of the person's manager, and nobody further up."""
    chain = ReportingChain.objects.filter(above=viewer, depth=UP)
    return by_standing(viewer, ABOVE, lambda: among(to, chain, "below"))


def planner(viewer: Person) -> Clause:
    above = UnitChain.objects.filter(below=OuterRef(OuterRef("unit"))).values("above")
    mine = PayPlanner.objects.filter(person=viewer.pk, round=OuterRef("round"), unit__in=above)
    return Clause(PLANNER, Q(Exists(mine)), excluded(viewer, "person"))


@rule(ReviewCycle, "begin_pay")
def a_round_is_begun_by_pay_partners_and_people_leads(viewer: Person) -> Q:
    """Where the cycle said before its launch that pay follows."""
    return grants(partners(viewer), leads(viewer), given=BEGUN & Q(asks_pay=True))


@rule(PayRound, "view")
def a_round_is_known_to_those_who_have_a_part_in_it(viewer: Person) -> Q:
    begun = ~SET_UP
    below = PayLine.objects.filter(person__in=direct_reports(viewer))
    further = PayLine.objects.filter(
        person__in=ReportingChain.objects.filter(above=viewer, depth=UP).values("below")
    )
    plans = PayPlanner.objects.filter(person=viewer.pk)
    return grants(
        partners(viewer),
        leads(viewer),
        only(by_standing(viewer, MANAGER, lambda: among("pk", below, "round")), begun),
        only(by_standing(viewer, ABOVE, lambda: among("pk", further, "round")), begun),
        Clause(PLANNER, among("pk", plans, "round") & begun),
        only(by_role(viewer, Role.EXECUTIVE, EXECUTIVE, anybody), begun),
    )


def holders(viewer: Person) -> tuple[Clause, Clause]:
    """Whoever began it, for as long as they hold such a role, and people leads."""
    theirs = Q(begun_by=viewer.pk) if roles_of(viewer) & SETTERS else NOBODY
    return Clause(HOLDER, theirs), leads(viewer)


@rule(PayRound, "hold")
def a_round_is_held_by_whoever_began_it(viewer: Person) -> Q:
    return grants(*holders(viewer))


@rule(PayRound, "set_up")
@rule(PayRound, "discard")
def bands_and_budgets_are_set_before_it_opens(viewer: Person) -> Q:
    return grants(*holders(viewer), given=SET_UP)


@rule(PayRound, "lock")
def an_open_round_is_locked(viewer: Person) -> Q:
    return grants(*holders(viewer), given=OPEN)


@rule(PayRound, "publish")
def a_locked_round_is_published(viewer: Person) -> Q:
    return grants(*holders(viewer), given=Q(state=State.LOCKED))


@rule(PayRound, "import_pay")
def pay_now_is_brought_in_by_pay_partners(viewer: Person) -> Q:
    return grants(partners(viewer), given=OPEN)


@rule(PayRound, "export")
def pay_partners_hand_it_to_payroll(viewer: Person) -> Q:
    return grants(partners(viewer), given=Q(state__in=PayRound.SETTLED))


@rule(PayBudget, "view")
def a_budget_is_known_to_whoever_keeps_to_it_or_answers_for_the_unit(viewer: Person) -> Q:
    plans = PayPlanner.objects.filter(person=viewer.pk, round=OuterRef("round"))
    led = units_in_scope(viewer, Role.EXECUTIVE)
    return grants(
        partners(viewer),
        leads(viewer),
        Clause(PLANNER, Q(Exists(plans.filter(unit=OuterRef("unit")))) & IN_BEGUN),
        only(
            by_role(viewer, Role.EXECUTIVE, EXECUTIVE, lambda: among("unit", led, "below")),
            IN_BEGUN,
        ),
    )


def planners(viewer: Person) -> tuple[Clause, ...]:
    return direct(viewer, "person"), planner(viewer), pay_partner(viewer, "person")


@rule(PayLine, "view")
def a_line_is_read_by_those_who_plan_and_decide_it(viewer: Person) -> Q:
    return grants(*planners(viewer), only(next_level(viewer), ~Q(state=Line.DRAFT)), given=IN_BEGUN)


@rule(PayLine, "plan")
def pay_is_planned_while_the_round_is_open(viewer: Person) -> Q:
    return grants(*planners(viewer), given=IN_OPEN & Q(state=Line.DRAFT))


@rule(PayLine, "decide")
def the_next_level_agrees_and_then_pay_partners_approve(viewer: Person) -> Q:
    """Never on what they proposed or agreed to themselves."""
    others = ~Q(proposed_by=viewer.pk) & (Q(agreed_by=None) | ~Q(agreed_by=viewer.pk))
    return grants(
        only(next_level(viewer), PROPOSED),
        only(pay_partner(viewer, "person"), AGREED),
        given=IN_OPEN & others,
    )


@rule(PayLine, "hear")
def the_person_reads_their_own_once_it_is_published(viewer: Person) -> Q:
    return grants(own(viewer, "person"), given=Q(round__state=State.PUBLISHED, state=Line.APPROVED))


@rule(PayLine, "export")
def pay_partners_export_what_is_approved_in_their_units(viewer: Person) -> Q:
    settled = Q(round__state__in=PayRound.SETTLED, state=Line.APPROVED)
    return grants(pay_partner(viewer, "person"), given=settled)


def may_plan_pay(viewer: Any) -> bool:
    """Whether the way there is offered; what they find is for the rules to say."""
    if not isinstance(viewer, Person):
        return False
    roles = {*SETTERS, Role.EXECUTIVE}
    return bool(roles_of(viewer) & roles) or MANAGER.key in standing_of(viewer)
