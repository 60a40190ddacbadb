"""Where django-allauth asks Fairway."""

from __future__ import annotations

import time
from typing import Any

import requests
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.app_settings import REAUTHENTICATION_TIMEOUT
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from fairway.accounts import cookies
from fairway.accounts.actions.linking import link_to_account
from fairway.accounts.actions.sessions import count_failed_try, has_second_factor, note_sign_in
from fairway.accounts.backends import find_account, is_welcome
from fairway.accounts.choices import (
    ABSOLUTE_SHARED,
    TWELVE_HOURS,
    TWO_WEEKS,
    idle_seconds,
    needs_second_factor,
)
from fairway.foundation import outbound
from fairway.foundation.sealing import cipher, keyring
from fairway.people.models import Account

NOT_RIGHT = _("That is not right. Check what you typed, or have a code sent to your mailbox.")


BOUND_TO = "accounts.second_factor"


def display_name(account: Account) -> str:
    return account.get_full_name() or account.email or account.staff_number or ""


class Accounts(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": NOT_RIGHT,
        "account_inactive": NOT_RIGHT,
        "incorrect_password": _("That is not your password."),
        "incorrect_code": _("That code is not right, or it is too old."),
        "too_many_login_attempts": _("Too many tries. Wait five minutes, then try again."),
        "rate_limited": _("Too many tries. Wait a little, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        """Only a path of ours: nobody is sent elsewhere by a link to our sign-in page."""
        host = {self.request.get_host()} if self.request else set()
        return url_has_allowed_host_and_scheme(url, host, require_https=self.request.is_secure())

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        return None if is_welcome(user) else redirect("account_login")

    def login(self, request: HttpRequest, user: Any) -> None:
        """On a shared device a session is short; elsewhere it ends tonight or in two weeks."""
        super().login(request, user)
        remember = request.session.pop("remember", False)
        request.session["shared"] = idle_seconds() if request.shared_device else 0
        if request.session["shared"]:
            request.session.set_expiry(ABSOLUTE_SHARED)
        else:
            request.session.set_expiry(TWO_WEEKS if remember else TWELVE_HOURS)

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        how = how_signed_in(request, user)
        shared = bool(request.session["shared"])
        request.session["failed_before"] = note_sign_in(user, method=how, shared=shared)
        if needs_second_factor(user, how) and not has_second_factor(user):
            request.session["needs_second_factor"] = True
        response = super().post_login(request, user, **kwargs)
        cookies.lay_who(response, user, shared=shared)
        if shared:
            cookies.lay_awake(response, request.session.session_key or "")
        return response

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        name = credentials.get("email") or credentials.get("username") or ""
        count_failed_try(name, find_account(name))

    def reauthenticate(self, user: Any, password: str) -> bool:
        self.pre_authenticate(self.request, email=user.email or user.staff_number)
        right = user.check_password(password)
        if right:
            self._rollback_login_failed_rl_usage()
        return right

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not within five minutes of having signed in."""
        records = get_authentication_records(self.request, self.request.user)
        latest = max((record["at"] for record in records), default=0)
        if time.time() - latest < REAUTHENTICATION_TIMEOUT:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        words = {
            "reauthenticate": _("Use your password"),
            "mfa_reauthenticate": _("Use a code from your app"),
            "mfa_reauthenticate:webauthn": _("Use a passkey"),
        }
        methods = super().get_reauthentication_methods(user)
        return [{**method, "description": words[method["id"]]} for method in methods]

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        return str(credentials.get("email") or credentials.get("username") or "").strip().lower()


def how_signed_in(request: HttpRequest, account: Account) -> str:
    """The first thing they showed: a password, a mail, a code, a passkey, another house's word."""
    records = get_authentication_records(request, account)
    method = records[0]["method"] if records else "unknown"
    return "passkey" if method == "mfa" else method


class SecondFactors(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": Accounts.error_messages["incorrect_code"],
    }

    def get_totp_issuer(self) -> str:
        return "Fairway"

    def build_totp_svg(self, url: str) -> str:
        import segno  # where somebody sets up a second factor; four megabytes

        return segno.make(url).svg_inline(scale=4, border=2)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "Fairway"}

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        """The device keeps a random id, never our row number."""
        return {
            **super().get_public_key_credential_user_entity(user),
            "id": user.public_id.encode(),
        }

    def encrypt(self, text: str) -> str:
        """The app's secret lies under a key that is not in the database."""
        key_id, key = keyring().current()
        return f"{key_id}:{cipher.seal(key, text.encode(), BOUND_TO).hex()}"

    def decrypt(self, encrypted_text: str) -> str:
        key_id, _colon, sealed = encrypted_text.partition(":")
        return cipher.unseal(keyring().key(key_id), bytes.fromhex(sealed), BOUND_TO).decode()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return str(_("Passkey"))


class SingleSignOn(DefaultSocialAccountAdapter):
    def get_requests_session(self) -> requests.Session:
        return outbound.guarded_session()

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Known by an earlier visit, else by the e-mail the provider has verified; else nobody."""
        sociallogin.account.extra_data = {}  # a name and a picture that nobody asked for
        if sociallogin.is_existing:
            sociallogin.account.save(update_fields=["extra_data"])
            return
        if not link_to_account(request, sociallogin):
            raise ImmediateHttpResponse(redirect(f"{reverse('account_login')}?sso=unknown"))
