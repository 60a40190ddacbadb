"""One-time keys: asked for by mail, given by a manager, and used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from fairway.accounts.actions.logins import account_for, address
from fairway.accounts.models import OneTimeKey
from fairway.accounts.onetime import digest, matches, new_code, new_link_secret, typed
from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.refusal import Refusal
from fairway.people.models import Account, Person

MAIL_MINUTES = 15
MOST_MISSES = 5


@dataclass(frozen=True)
class MailKey:
    """What the mail says; it exists nowhere else."""

    email: str
    code: str
    link: str


@dataclass(frozen=True)
class StaffKey:
    """What the manager sees once, on paper or screen."""

    person: Person
    code: str
    link: str
    expires_at: Any


@transaction.atomic
def make_mail_key(key: OneTimeKey, account: Account) -> MailKey:
    """Fill in the secrets; asked again (the mail failed), the former ones are void."""
    code, secret = new_code(), new_link_secret()
    OneTimeKey.objects.filter(account=account, purpose=OneTimeKey.Purpose.MAIL).exclude(
        pk=key.pk
    ).end()
    key.account, key.code_digest, key.link_digest = account, digest(code), digest(secret)
    key.save(update_fields=["account", "code_digest", "link_digest"])
    return MailKey(key.email, code, address("accounts:link", key.public_id, secret))


@transaction.atomic
def issue_staff_code(person: Person, *, actor: Person, hours: int) -> StaffKey:
    """A code for somebody who signs in by staff number; earlier ones are void."""
    person = claim(person, actor=actor, verb="give_code")
    if person.account and person.account.email:
        raise Refusal(_("%(name)s signs in by e-mail."), name=person.name)
    if not person.account and not person.employee_number:
        raise Refusal(
            _("%(name)s has no employee number. Ask your HR partner to add it."), name=person.name
        )
    account = account_for(person, actor=actor)
    if account.is_administrator:
        raise PermissionDenied
    code = new_code()
    OneTimeKey.objects.filter(account=account, purpose=OneTimeKey.Purpose.STAFF).end()
    key = OneTimeKey.objects.create(
        purpose=OneTimeKey.Purpose.STAFF,
        account=account,
        code_digest=digest(code),
        issued_by=actor,
        expires_at=timezone.now() + timedelta(hours=hours),
    )
    record("accounts.code_issued", actor=actor, subject=person)
    return StaffKey(person, code, address("accounts:staff_code", code), key.expires_at)


@transaction.atomic
def take_back_codes(person: Person, *, actor: Person) -> int:
    person = claim(person, actor=actor, verb="give_code")
    keys = OneTimeKey.objects.filter(account=person.account, purpose=OneTimeKey.Purpose.STAFF)
    ended = keys.end() if person.account else 0
    if ended:
        record("accounts.code_taken_back", actor=actor, subject=person)
    return ended


def use_staff_code(account: Account | None, code: str) -> bool:
    """True once. Costs the same for a number nobody has."""
    with transaction.atomic():
        key = (
            OneTimeKey.objects.select_for_update()
            .filter(account=account.pk if account else 0, purpose=OneTimeKey.Purpose.STAFF)
            .good()
            .first()
        )
        right = matches(typed(code), key.code_digest if key else "")
        return bool(key and right and spend(key))


def use_mail_code(key_id: str, code: str) -> Account | None:
    """The account whose mail carried this code; a miss is counted, five end the key."""
    with transaction.atomic():
        key = OneTimeKey.objects.select_for_update().filter(public_id=key_id).first()
        right = matches(typed(code), key.code_digest if key else "")
        if key is None or not key.is_good or key.misses >= MOST_MISSES:
            return None
        if not right or key.account is None:
            OneTimeKey.objects.filter(pk=key.pk).update(misses=F("misses") + 1)
            return None
        spend(key)
        return key.account


def find_link(key_id: str, secret: str) -> OneTimeKey | None:
    """The key behind a link, if it is still good. Looking changes nothing."""
    key = OneTimeKey.objects.select_related("account").filter(public_id=key_id).first()
    right = matches(secret, key.link_digest if key else "")
    return key if key and right and key.is_good else None


def use_link(key_id: str, secret: str) -> Account | None:
    with transaction.atomic():
        key = find_link(key_id, secret)
        if key is None or key.account is None or not spend(key):
            return None
        return key.account


def spend(key: OneTimeKey) -> bool:
    """Only one of two who come at once gets True."""
    used = OneTimeKey.objects.filter(pk=key.pk).good().update(used_at=timezone.now())
    return bool(used)
