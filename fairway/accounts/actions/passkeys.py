"""Passkeys and sessions under names that may stand in an address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.http import Http404
from django.utils import timezone

from fairway.accounts.onetime import digest
from fairway.people.models import Account

NAME_LENGTH = 22


@dataclass(frozen=True)
class Passkey:
    handle: str
    name: str
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True)
class OpenSession:
    handle: str
    browser: str
    address: str
    since: datetime
    is_this: bool


def passkeys_of(account: Account) -> list[Passkey]:
    keys = Authenticator.objects.filter(user=account, type=Authenticator.Type.WEBAUTHN)
    return [
        Passkey(handle_of(key), key.wrap().name, key.created_at, key.last_used_at)
        for key in keys.order_by("created_at")
    ]


def find_passkey(account: Account, handle: str) -> Authenticator:
    keys = Authenticator.objects.filter(user=account, type=Authenticator.Type.WEBAUTHN)
    return _named(keys, handle)


def sessions_of(account: Account, this: str | None) -> list[OpenSession]:
    open_ones = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    found = UserSession.objects.filter(user=account, session_key__in=open_ones)
    return [
        OpenSession(
            handle_of(one),
            browser_of(one.user_agent),
            one.ip,
            one.created_at,
            one.session_key == this,
        )
        for one in found.order_by("-created_at")
    ]


def find_session(account: Account, handle: str) -> UserSession:
    return _named(UserSession.objects.filter(user=account), handle)


def handle_of(row: Any) -> str:
    return digest(f"{row._meta.label_lower}:{row.pk}")[:NAME_LENGTH]


def _named(rows: Any, handle: str) -> Any:
    for row in rows:
        if handle_of(row) == handle:
            return row
    raise Http404


BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def browser_of(user_agent: str) -> str:
    """Enough to know one's own device again."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    return ", ".join(part for part in (browser, system) if part) or user_agent[:40]
