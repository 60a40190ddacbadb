"""Whether whoever set something up can still see it through."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from fairway.people.days import organisation_day
from fairway.people.models import Appointment

Role = Appointment.Role


def still_hr(person: str) -> Q:
    """Whoever `person` leads to is here and is HR today."""
    roles = (Role.HR_PARTNER, Role.PEOPLE_LEAD)
    named = Appointment.objects.on(organisation_day()).filter(role__in=roles)
    return Q(Exists(named.filter(person=OuterRef(person))), **{f"{person}__active": True})
