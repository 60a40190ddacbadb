"""Whether whoever set something up can still see it through."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from fairway.people.days import organisation_day
from fairway.people.models import Appointment, UnitChain

Role = Appointment.Role


def still_hr(person: str, unit: str = "") -> Q:
    """Whoever `person` leads to is here and is HR today; of what `unit` leads to, where it is said."""
    roles = Q(role__in=(Role.HR_PARTNER, Role.PEOPLE_LEAD))
    if unit:
        over = UnitChain.objects.filter(below=OuterRef(OuterRef(unit))).values("above")
        roles = Q(role=Role.PEOPLE_LEAD) | Q(role=Role.HR_PARTNER, unit__in=over)
    named = Appointment.objects.on(organisation_day()).filter(roles, person=OuterRef(person))
    return Q(Exists(named), **{f"{person}__active": True})
