"""Who hands out codes to those who sign in without e-mail, and who looks after shared devices."""

from __future__ import annotations

from django.db.models import Exists, Q

from fairway.accounts.models import SharedDevice
from fairway.foundation.access import rule
from fairway.people.days import organisation_day
from fairway.people.models import Appointment, Person
from fairway.people.relations import (
    HR_PARTNER,
    MANAGER,
    SELF,
    Clause,
    Role,
    appointments,
    deputy,
    direct,
    direct_reports,
    grants,
    hr,
)

GIVE_CODE = "accounts.give_code"


@rule(Person, "give_code")
def manager_and_hr_let_in_who_has_no_mail(viewer: Person) -> Q:
    """Never to oneself, nor to whoever holds a role of trust: a code is a way in as them."""
    trusted = Appointment.objects.on(organisation_day()).values("person")
    return grants(
        direct(viewer),
        deputy(viewer, GIVE_CODE),
        *hr(viewer),
        given=Q(active=True, email="") & ~Q(pk=viewer.pk) & ~Q(pk__in=trusted),
    )


@rule(Person, "help_in")
def hr_helps_who_has_lost_their_second_factor(viewer: Person) -> Q:
    """For holders of a role only a people lead does."""
    trusted = Appointment.objects.on(organisation_day()).values("person")
    lead = Q(Exists(appointments(viewer, Role.PEOPLE_LEAD)))
    return grants(
        *hr(viewer),
        given=Q(active=True, account__isnull=False)
        & ~Q(pk=viewer.pk)
        & (lead | ~Q(pk__in=trusted)),
    )


def _looks_after_people(viewer: Person) -> tuple[Clause, Clause]:
    has_reports = Q(Exists(direct_reports(viewer)))
    is_hr = Q(Exists(appointments(viewer, Role.HR_PARTNER, Role.PEOPLE_LEAD)))
    return Clause(MANAGER, has_reports), Clause(HR_PARTNER, is_hr)


@rule(SharedDevice, "view")
def who_looks_after_people_sees_shared_devices(viewer: Person) -> Q:
    return grants(*_looks_after_people(viewer))


@rule(SharedDevice, "release")
def who_looks_after_people_ends_the_sharing(viewer: Person) -> Q:
    return grants(*_looks_after_people(viewer), given=Q(ended_at=None))


@rule(Person, "share_devices")
def who_looks_after_people_shares_devices(viewer: Person) -> Q:
    """Asked of the viewer's own record: may they make the device before them a shared one?"""
    clauses = _looks_after_people(viewer)
    return grants(Clause(SELF, clauses[0].gives | clauses[1].gives), given=Q(pk=viewer.pk))
