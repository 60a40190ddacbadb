"""Getting in, getting out, and what is written down of it."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from fairway.accounts.actions.logins import about, acting
from fairway.accounts.models import OneTimeKey, Tries
from fairway.accounts.onetime import digest
from fairway.foundation.events import record
from fairway.foundation.models import ApiToken
from fairway.people.models import Account


def count_failed_try(name: str, account: Account | None) -> None:
    """One row per typed name, written alike whether it belongs to anybody."""
    name_digest, now = digest(name.strip().lower()), timezone.now()
    found = Tries.objects.filter(name_digest=name_digest)
    values = {"count": F("count") + 1, "last_at": now, "account": account}
    if found.update(**values):
        return
    try:
        with transaction.atomic():
            Tries.objects.create(name_digest=name_digest, count=1, last_at=now, account=account)
    except IntegrityError:
        found.update(**values)


@transaction.atomic
def note_sign_in(account: Account, *, method: str, shared: bool) -> int:
    """Record who got in and how; says how many tries failed since the last time."""
    tries = Tries.objects.filter(account=account)
    failed = sum(tries.values_list("count", flat=True))
    tries.delete()
    record(
        "accounts.signed_in",
        actor=acting(account),
        **about(account),
        method=method,
        shared=shared,
        failed_before=failed,
    )
    return failed


@transaction.atomic
def note_change(kind: str, account: Account, *, actor: Any = None, **data: Any) -> None:
    """Record a change to how an account signs in."""
    record(kind, actor=actor or acting(account), **about(account), **data)


@transaction.atomic
def end_sessions(
    account: Account, *, actor: Any, why: str, but: str | None = None, only: str | None = None
) -> int:
    """Close every session of an account, save the one whose key is `but`; or `only` that one."""
    open_ones = UserSession.objects.filter(user=account).exclude(session_key=but or "")
    sessions = list(open_ones.filter(session_key=only) if only else open_ones)
    for session in sessions:
        session.end()
    if sessions:
        record(
            "accounts.sessions_ended",
            actor=actor,
            **about(account),
            why=why,
            sessions=len(sessions),
        )
    return len(sessions)


@transaction.atomic
def shut_out(account: Account, *, actor: Any) -> None:
    """Whoever left: no session, code or link of theirs works any more.

    Each request asks anyway whether the person is still with us; this clears what is left.
    """
    end_sessions(account, actor=actor, why="left")
    OneTimeKey.objects.filter(account=account).end()
    ApiToken.objects.live().filter(account=account).update(revoked_at=timezone.now())


def has_second_factor(account: Account) -> bool:
    strong = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user=account, type__in=strong).exists()
