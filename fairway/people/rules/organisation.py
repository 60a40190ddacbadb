"""Units, places, jobs and employers: open to everybody here, kept by HR."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Model, Q

from fairway.foundation.access import rule
from fairway.foundation.actors import is_the_system
from fairway.people.models import (
    Account,
    Employer,
    ImportBatch,
    JobFamily,
    JobProfile,
    Location,
    OrgUnit,
    Person,
)
from fairway.people.relations import (
    AUDITOR,
    AUTHOR,
    HR_PARTNER,
    LEADER,
    PEOPLE_LEAD,
    Clause,
    Role,
    anybody,
    appointments,
    by_role,
    everybody,
    grants,
    led_units,
    own,
    roles_of,
    units_in_scope,
)


def claim_lead(actor: Any) -> None:
    """For what belongs to nobody's unit: the first unit, places, jobs, employers."""
    if not is_the_system(actor) and not may_lead(actor):
        raise PermissionDenied


def may_lead(actor: Any) -> bool:
    return isinstance(actor, Person) and Role.PEOPLE_LEAD in roles_of(actor)


def may_administer(actor: Any) -> bool:
    """A login that configures, whether it belongs to a person or not."""
    if isinstance(actor, Person):
        return bool(actor.account and actor.account.is_active and actor.account.is_administrator)
    accounts = Account.objects.filter(is_administrator=True, is_active=True)
    return actor.kind == "account" and accounts.filter(public_id=actor.ref).exists()


def claim_to_see_imports(actor: Any) -> None:
    """Who imports, and who audits that there were imports."""
    seers = {Role.PEOPLE_LEAD, Role.AUDITOR}
    if not isinstance(actor, Person) or not seers & roles_of(actor):
        raise PermissionDenied


def may_inspect(actor: Any) -> bool:
    """Ask why somebody may see something: HR, and logins that configure and are nobody here."""
    if isinstance(actor, Person):
        return bool(roles_of(actor) & {Role.PEOPLE_LEAD, Role.HR_PARTNER})
    return may_administer(actor)


def leads(viewer: Person) -> Clause:
    return by_role(viewer, Role.PEOPLE_LEAD, PEOPLE_LEAD, anybody)


def partners(viewer: Person, to: str = "pk") -> Clause:
    """HR partners, over the units they are appointed for."""
    reach = units_in_scope(viewer, Role.HR_PARTNER)
    return by_role(viewer, Role.HR_PARTNER, HR_PARTNER, lambda: Q(**{f"{to}__in": reach}))


def leaders(viewer: Person, to: str = "pk") -> Clause:
    return Clause(LEADER, Q(**{f"{to}__in": led_units(viewer)}))


@rule(OrgUnit, "view")
def everybody_sees_the_units(viewer: Person) -> Q:
    return grants(everybody())


@rule(OrgUnit, "edit")
def hr_keeps_the_units(viewer: Person) -> Q:
    return grants(partners(viewer), leads(viewer), given=Q(closed_on=None))


@rule(OrgUnit, "staff")
def hr_fills_the_units(viewer: Person) -> Q:
    return grants(partners(viewer), leads(viewer))


@rule(OrgUnit, "set_norm")
def leaders_and_hr_say_what_a_unit_can_count_on(viewer: Person) -> Q:
    return grants(leaders(viewer), partners(viewer), leads(viewer), given=Q(closed_on=None))


def _open_to_everybody_kept_by_leads(model: type[Model]) -> None:
    rule(model, "view")(lambda viewer: grants(everybody()))
    rule(model, "edit")(lambda viewer: grants(leads(viewer)))


for _model in (Location, Employer, JobFamily, JobProfile):
    _open_to_everybody_kept_by_leads(_model)


@rule(JobProfile, "set_norm")
def hr_says_what_a_role_can_count_on(viewer: Person) -> Q:
    return grants(by_role(viewer, Role.HR_PARTNER, HR_PARTNER, anybody), leads(viewer))


@rule(ImportBatch, "view")
def an_import_is_its_people_leads(viewer: Person) -> Q:
    return _whose_import(viewer)


@rule(ImportBatch, "view_counts")
def that_an_import_happened_is_for_leads_and_auditors(viewer: Person) -> Q:
    """Who, when and how many: never what was in the file."""
    auditor = Clause(AUDITOR, Q(Exists(appointments(viewer, Role.AUDITOR))))
    return grants(leads(viewer), auditor)


@rule(ImportBatch, "edit")
def an_import_is_its_people_leads_to_apply(viewer: Person) -> Q:
    return _whose_import(viewer)


def _whose_import(viewer: Person) -> Q:
    still = Q(Exists(appointments(viewer, Role.PEOPLE_LEAD)))
    return grants(own(viewer, "created_by", AUTHOR), given=still)
