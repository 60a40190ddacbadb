"""Who a login is: one look-up and one hash, whatever was typed."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.hashers import make_password
from django.db.models import Exists, OuterRef
from django.http import HttpRequest

from fairway.people.days import organisation_day
from fairway.people.models import Account, Person, ReportingChain


class AccountBackend(AuthenticationBackend):
    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> Account | None:
        """Unknown, wrong and gone cost the same and look the same."""
        password = credentials.get("password")
        if not password:
            return None
        account = find_account(credentials.get("email") or credentials.get("username") or "")
        if account is None:
            make_password(password)
            return None
        right = account.check_password(password)
        return account if right and is_welcome(account) else None

    def get_user(self, user_id: int) -> Account | None:
        """Asked at each request, so that leaving ends every session at the next click."""
        account = _accounts().filter(pk=user_id).first()
        return account if account and is_welcome(account) else None

    def user_can_authenticate(self, user: Any) -> bool:
        return is_welcome(user)


def _accounts():
    """With the person, and what every page shows of them: one query a request."""
    reports = ReportingChain.objects.filter(above=OuterRef("person"), depth=1)
    return Account.objects.select_related(
        "person__assignment__unit", "person__assignment__location", "person__employer"
    ).annotate(has_reports=Exists(reports))


def find_account(name: str) -> Account | None:
    """By e-mail where there is an @, else by staff number."""
    name = name.strip()
    if not name or "\x00" in name:
        return None
    if "@" in name:
        return _accounts().filter(email=name.lower()).first()
    return _accounts().filter(staff_number=name).first()


def is_welcome(account: Account) -> bool:
    """Switched on, and its person, where it has one, is still with us."""
    if not account.is_active:
        return False
    person: Person | None = getattr(account, "person", None)
    return person is None or is_here(person)


def is_here(person: Person) -> bool:
    """Also on the morning of their first day away, before the nightly work has been."""
    if not person.active:
        return False
    return person.left_on is None or person.left_on > organisation_day()
