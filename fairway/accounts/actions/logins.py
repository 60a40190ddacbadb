"""Accounts and the links that open them for the first time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fairway.accounts.backends import find_account, is_welcome
from fairway.accounts.models import OneTimeKey
from fairway.accounts.onetime import digest, new_link_secret
from fairway.foundation.events import SYSTEM, Actor, record
from fairway.foundation.refusal import Refusal
from fairway.people.models import Account, Person

INVITATION_DAYS = 7
SET_UP_HOURS = 24


def acting(account: Account) -> Any:
    """Who acts when this account does: its person, or the login itself."""
    return getattr(account, "person", None) or Actor("account", account.public_id)


def about(account: Account) -> dict[str, Any]:
    """The subject of an event that happened to an account, and the person it concerns."""
    return {"subject": account, "about": getattr(account, "person", None)}


@transaction.atomic
def create_account(
    *,
    actor: Any,
    email: str = "",
    staff_number: str = "",
    person: Person | None = None,
    is_administrator: bool = False,
) -> Account:
    """A login without a password yet; see `one_time_link` for the first way in."""
    if not email and not staff_number:
        raise Refusal(_("An account needs an e-mail address or a staff number."))
    if person is not None and person.account_id:
        raise Refusal(_("%(name)s has an account already."), name=person.name)
    if email and Account.objects.filter(email=email.lower()).exists():
        raise Refusal(_("There is an account with the address %(email)s already."), email=email)
    if staff_number and Account.objects.filter(staff_number=staff_number).exists():
        raise Refusal(_("Staff number %(number)s has an account already."), number=staff_number)
    account = Account.objects.create_user(
        email, None, staff_number=staff_number or None, is_administrator=is_administrator
    )
    if person is not None:
        person.account = account
        person.save(update_fields=["account"])
    record("accounts.created", actor=actor, subject=account, about=person)
    return account


@transaction.atomic
def make_administrator(account: Account, *, actor: Any) -> None:
    """From now on it may configure Fairway, and reads nothing more about people than before."""
    if account.is_administrator:
        return
    account.is_administrator = True
    account.save(update_fields=["is_administrator"])
    record("accounts.made_administrator", actor=actor, **about(account))


def account_for(person: Person, *, actor: Any) -> Account:
    """The account of a person, made from their work e-mail or employee number if missing."""
    if person.account:
        return person.account
    return create_account(
        actor=actor,
        person=person,
        email=person.email,
        staff_number="" if person.email else person.employee_number,
    )


@transaction.atomic
def account_at(email: str) -> Account | None:
    """Whose mailbox this is, if they are welcome here.

    The address on a person's record decides; an account that still bears a former one of theirs
    does not open to whoever has that address now. Somebody on record without an account gets one,
    and an account of that address which belonged to nobody becomes theirs.
    """
    person = (
        Person.objects.select_related("account").filter(email__iexact=email, active=True).first()
    )
    account = find_account(email)
    if person is None:
        theirs = getattr(account, "person", None)
        return (
            account if account and is_welcome(account) and not (theirs and theirs.email) else None
        )
    if person.account is None and account and not hasattr(account, "person"):
        join(account, person)
    account = account_for(person, actor=SYSTEM) if account is None else person.account
    if account is None or not is_welcome(account):
        return None
    follow_record(person)
    return account


def join(account: Account, person: Person) -> None:
    person.account = account
    person.save(update_fields=["account"])
    record("accounts.joined", actor=SYSTEM, subject=account, about=person)


@transaction.atomic
def follow_record(person: Person) -> bool:
    """Let the account bear the address and number its person has on record now.

    Where another account bears them, or the record has none, it stays as it is.
    """
    account = person.account
    if account is None:
        return False
    before = (account.email, account.staff_number)
    others = Account.objects.exclude(pk=account.pk)
    email, number = person.email.lower(), person.employee_number
    if email and not others.filter(email=email).exists():
        account.email = email
    if number and account.staff_number and not others.filter(staff_number=number).exists():
        account.staff_number = number
    if before == (account.email, account.staff_number):
        return False
    account.save(update_fields=["email", "staff_number"])
    record("accounts.renamed", actor=SYSTEM, subject=account, about=person)
    return True


@transaction.atomic
def one_time_link(account: Account, *, actor: Any, days: int = INVITATION_DAYS) -> str:
    """An address that lets this account in once, whoever opens it; hand it over with care."""
    secret = new_link_secret()
    OneTimeKey.objects.filter(account=account, purpose=OneTimeKey.Purpose.INVITATION).end()
    key = OneTimeKey.objects.create(
        purpose=OneTimeKey.Purpose.INVITATION,
        account=account,
        link_digest=digest(secret),
        issued_by=actor if isinstance(actor, Person) else None,
        expires_at=timezone.now() + timedelta(days=days),
    )
    record("accounts.link_issued", actor=actor, **about(account))
    return address("accounts:link", key.public_id, secret)


@transaction.atomic
def make_setup_link(*, hours: int = SET_UP_HOURS) -> str:
    """The address at which an empty Fairway gets its first people lead."""
    if Account.objects.exists():
        raise Refusal(_("Fairway is set up: somebody can sign in already."))
    secret = new_link_secret()
    OneTimeKey.objects.filter(purpose=OneTimeKey.Purpose.SET_UP).end()
    key = OneTimeKey.objects.create(
        purpose=OneTimeKey.Purpose.SET_UP,
        link_digest=digest(secret),
        expires_at=timezone.now() + timedelta(hours=hours),
    )
    return address("accounts:set_up", key.public_id, secret)


def address(name: str, *parts: str) -> str:
    return settings.BASE_URL + reverse(name, args=parts)
