"""Whom one can look as in the demo, and what each of them can see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from fairway.foundation.ports import DemoRole, demo_cast
from fairway.people.models import Account


@dataclass(frozen=True)
class Role:
    account: Account
    name: Any
    title: str
    place: str
    zone: str
    about: Any


def find_cast() -> list[Role]:
    """The demo's people in the order of the story; those the demo lacks are left out."""
    accounts = Account.objects.filter(is_active=True).select_related(
        "person__assignment__job_profile", "person__assignment__location"
    )
    by_email = accounts.in_bulk(
        [role.email for role in demo_cast if role.email], field_name="email"
    )
    by_number = accounts.in_bulk(
        [role.staff_number for role in demo_cast if role.staff_number], field_name="staff_number"
    )
    found = (
        (by_email.get(role.email) or by_number.get(role.staff_number), role) for role in demo_cast
    )
    return [_role(account, role) for account, role in found if account]


def find_role(public_id: str) -> Role | None:
    return next((role for role in find_cast() if role.account.public_id == public_id), None)


def _role(account: Account, role: DemoRole) -> Role:
    person = getattr(account, "person", None)
    assignment = person.assignment if person else None
    profile = assignment.job_profile if assignment else None
    location = assignment.location if assignment else None
    return Role(
        account=account,
        name=person.name if person else _("Administrator"),
        title=profile.title if profile else "",
        place=location.name if location else "",
        zone=person.zone if person else "",
        about=role.about,
    )
