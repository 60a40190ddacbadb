"""Where django-allauth asks Fairway."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from fairway.accounts.backends import is_welcome
from fairway.people.models import Account

NOT_RIGHT = _("That is not right. Check what you typed, or let us mail you a code.")


def display_name(account: Account) -> str:
    return account.get_full_name() or account.email or account.staff_number or ""


class Accounts(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": NOT_RIGHT,
        "account_inactive": NOT_RIGHT,
        "too_many_login_attempts": _("Too many tries. Wait five minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        """Only a path of ours: nobody is sent elsewhere by a link to our sign-in page."""
        host = {self.request.get_host()} if self.request else set()
        return url_has_allowed_host_and_scheme(url, host, require_https=self.request.is_secure())

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        if not is_welcome(user):
            return redirect("account_login")
        return None

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        return str(credentials.get("email") or credentials.get("username") or "").strip().lower()
