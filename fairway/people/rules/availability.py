"""Hours and absences: the line and HR see the dates; everybody else when somebody is free."""

from __future__ import annotations

from django.db.models import Exists, Q

from fairway.foundation.access import rule
from fairway.people.models import Absence, AvailabilityNorm, Person, WorkingPattern
from fairway.people.relations import (
    HR_PARTNER,
    Clause,
    Role,
    appointments,
    auditor,
    deputy,
    direct,
    dotted,
    everybody,
    grants,
    hr,
    line,
    own,
)
from fairway.people.rules.organisation import leaders, leads, partners

DECIDE_ABSENCE = "people.decide_absence"


def _line_and_hr(viewer: Person, to: str) -> Q:
    return grants(
        own(viewer, to),
        *line(viewer, to),
        dotted(viewer, to),
        *hr(viewer, to),
        auditor(viewer, to),
    )


@rule(WorkingPattern, "view")
def hours_open_to_the_line_and_hr(viewer: Person) -> Q:
    return _line_and_hr(viewer, "person")


@rule(Absence, "view")
def absences_open_to_the_line_and_hr(viewer: Person) -> Q:
    return grants(
        own(viewer, "person"),
        *line(viewer, "person"),
        dotted(viewer, "person"),
        *hr(viewer, "person"),
        auditor(viewer, "person"),
        deputy(viewer, DECIDE_ABSENCE, "person"),
    )


@rule(Absence, "edit")
def absences_are_their_persons_own(viewer: Person) -> Q:
    """Where somebody has no login, whoever could ask for them may also change it."""
    nobody_signs_in = Q(person__account=None)
    others = (direct(viewer, "person"), *hr(viewer, "person"))
    return grants(
        own(viewer, "person"),
        *(Clause(one.relation, one.gives & nobody_signs_in, one.never) for one in others),
        given=Q(state__in=[Absence.State.ASKED, Absence.State.AGREED]),
    )


@rule(Absence, "decide")
def the_manager_decides_or_who_stands_in(viewer: Person) -> Q:
    """HR where there is no manager to ask. Nobody decides on their own."""
    no_manager = Q(person__assignment__manager=None) | Q(person__assignment__manager__active=False)
    return grants(
        direct(viewer, "person"),
        deputy(viewer, DECIDE_ABSENCE, "person"),
        *(Clause(one.relation, one.gives & no_manager, one.never) for one in hr(viewer, "person")),
        given=Q(state=Absence.State.ASKED) & ~Q(person=viewer),
    )


@rule(AvailabilityNorm, "view")
def everybody_sees_what_they_can_count_on(viewer: Person) -> Q:
    return grants(everybody())


@rule(AvailabilityNorm, "edit")
def leaders_and_hr_set_norms(viewer: Person) -> Q:
    for_roles = Q(unit=None) & Q(Exists(appointments(viewer, Role.HR_PARTNER)))
    return grants(
        leaders(viewer, "unit"),
        partners(viewer, "unit"),
        Clause(HR_PARTNER, for_roles),
        leads(viewer),
    )
