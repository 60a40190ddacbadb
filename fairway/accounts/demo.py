"""Whom one can look as in the demo, and what each of them can see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from fairway.people.models import Account

CAST: dict[str, Any] = {
    "ana": _("Writes check-ins, keeps her own goals and reads what is shared with her."),
    "bo": _("Ana's manager. Sees his team, agrees to goals and answers check-ins."),
    "mia": _("Bo's manager. Sees two levels down, and the organisation in aggregate."),
    "dee": _("Ana's dotted-line manager. Sees the work they share, and gives feedback on it."),
    "cy": _("A peer in another unit. Sees what is open to everybody."),
    "hana": _("HR partner. Runs cycles and sees the records of the units she looks after."),
    "lee": _("On leave. Nothing falls due, and a deputy stands in."),
    "root": _("System administrator. Sets Fairway up and reads nothing about people."),
}


@dataclass(frozen=True)
class Role:
    account: Account
    name: str
    title: str
    place: str
    zone: str
    about: Any


def find_cast() -> list[Role]:
    """The demo's people in the order of the story; those the demo lacks are left out."""
    accounts = Account.objects.filter(is_active=True, email__isnull=False).select_related(
        "person__assignment__job_profile", "person__assignment__location"
    )
    known = {}
    for key in CAST:
        account = accounts.filter(email__startswith=f"{key}@").order_by("pk").first()
        if account:
            known[key] = account
    return [_role(account, CAST[key]) for key, account in known.items()]


def find_role(public_id: str) -> Role | None:
    return next((role for role in find_cast() if role.account.public_id == public_id), None)


def _role(account: Account, about: Any) -> Role:
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
        about=about,
    )
