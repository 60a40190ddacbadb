"""Figures of a cycle are read by HR of the unit they are about, and by people leads. Whoever leads
a unit reads how comparing changed its ratings and what its people lack, and no more. Figures hold
nobody's name, and nothing of fewer than five people.
"""

from __future__ import annotations

from django.db.models import Q

from fairway.foundation.access import rule
from fairway.foundation.lookups import among
from fairway.people.models import Person
from fairway.people.relations import (
    EXECUTIVE,
    LEADER,
    Clause,
    Role,
    by_role,
    grants,
    led_units,
    units_in_scope,
)
from fairway.reviews.models import ReportPart, UnitPattern
from fairway.reviews.rules.surveys import of_hr


def _in_scope(viewer: Person, role: str) -> Q:
    return among("unit", units_in_scope(viewer, role), "below")


@rule(ReportPart, "view")
def hr_reads_the_figures_of_its_units(viewer: Person) -> Q:
    return grants(*of_hr(viewer, lambda: _in_scope(viewer, Role.HR_PARTNER)))


@rule(UnitPattern, "view")
def whoever_leads_a_unit_reads_its_patterns(viewer: Person) -> Q:
    return grants(
        *of_hr(viewer, lambda: _in_scope(viewer, Role.HR_PARTNER)),
        by_role(viewer, Role.EXECUTIVE, EXECUTIVE, lambda: _in_scope(viewer, Role.EXECUTIVE)),
        Clause(LEADER, among("unit", led_units(viewer), "below")),
    )
