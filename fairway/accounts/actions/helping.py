"""Helping somebody back in, and forgetting somebody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db import transaction

from fairway.accounts.actions.logins import about
from fairway.accounts.actions.sessions import end_sessions, shut_out
from fairway.accounts.models import HeldForm, OneTimeKey, Pin, Tries
from fairway.foundation.access import claim
from fairway.foundation.events import SYSTEM, record
from fairway.people.models import Account, Person


@transaction.atomic
def help_in(person: Person, *, actor: Any) -> Account:
    """The phone is lost, and the recovery codes with it: start again with password or mail."""
    person = claim(person, actor=actor, verb="help_in")
    account = person.account
    assert account is not None  # the rule asks for one
    reset_second_factors(account, actor=actor)
    return account


@transaction.atomic
def reset_second_factors(account: Account, *, actor: Any) -> None:
    """Passkeys, app and recovery codes go, and every session ends. The owner is told."""
    Authenticator.objects.filter(user=account).delete()
    end_sessions(account, actor=actor, why="helped")
    record("accounts.helped", actor=actor, **about(account))


@transaction.atomic
def close_account(account: Account, *, actor: Any) -> None:
    account.is_active = False
    account.save(update_fields=["is_active"])
    shut_out(account, actor=actor)
    record("accounts.closed", actor=actor, **about(account))


def export_account(person: Person) -> Iterator[dict[str, Any]]:
    account = person.account
    if account is None:
        return
    yield {
        "email": account.email or "",
        "staff_number": account.staff_number or "",
        "created_at": account.created_at.isoformat(),
        "sessions": [
            {"address": one.ip, "browser": one.user_agent, "since": one.created_at.isoformat()}
            for one in UserSession.objects.filter(user=account)
        ],
        "second_factors": sorted(
            Authenticator.objects.filter(user=account).values_list("type", flat=True)
        ),
    }


@transaction.atomic
def erase_account(person: Person) -> int:
    """The login stays as an empty row, because the audit log names it; nothing of theirs stays."""
    account = person.account
    if account is None:
        return 0
    close_account(account, actor=SYSTEM)
    erased = 1
    for theirs in (
        Authenticator.objects.filter(user=account),
        SocialAccount.objects.filter(user=account),
        Pin.objects.filter(account=account),
        HeldForm.objects.filter(account=account),
        OneTimeKey.objects.filter(account=account),
        Tries.objects.filter(account=account),
    ):
        erased += theirs.delete()[0]
    account.email, account.staff_number = None, f"erased-{account.public_id}"
    account.set_unusable_password()
    account.save(update_fields=["email", "staff_number", "password"])
    return erased
