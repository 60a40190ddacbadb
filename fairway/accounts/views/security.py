"""How I sign in, and where I am signed in: the whole of it on one page."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.flows import remove_authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fairway.accounts.actions.devices import drop_pin
from fairway.accounts.actions.logins import acting
from fairway.accounts.actions.passkeys import (
    find_passkey,
    find_session,
    passkeys_of,
    sessions_of,
)
from fairway.accounts.actions.passwords import choose_password
from fairway.accounts.actions.sessions import end_sessions, has_second_factor
from fairway.accounts.choices import pins_are_allowed
from fairway.accounts.forms import PasswordForm
from fairway.accounts.views.entering import form_answer
from fairway.foundation.models import Event
from fairway.people.models import Account
from fairway.ui.toasts import say

LATEST = 8
A_MOMENT = 15 * 60
AGES = float("inf")
WAYS = {
    "password": gettext_lazy("Password"),
    "passkey": gettext_lazy("Passkey"),
    "mail": gettext_lazy("Code from a mail"),
    "link": gettext_lazy("One-time link"),
    "code": gettext_lazy("Code from the manager"),
    "pin": gettext_lazy("PIN"),
    "socialaccount": gettext_lazy("Single sign-on"),
    "demo": gettext_lazy("One click in the demo"),
}


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    account = request.user
    kinds = {row.type: row for row in Authenticator.objects.filter(user=account)}
    recovery = kinds.get(Authenticator.Type.RECOVERY_CODES)
    context = {
        "account": account,
        "totp": kinds.get(Authenticator.Type.TOTP),
        "recovery_left": len(recovery.wrap().get_unused_codes()) if recovery else None,
        "passkeys": passkeys_of(account),
        "linked": SocialAccount.objects.filter(user=account).first(),
        "sso_name": settings.OIDC_NAME,
        "pin": getattr(account, "pin", None),
        "pins": pins_are_allowed() and bool(account.staff_number),
        "sessions": sessions_of(account, request.session.session_key),
        "visits": visits(account),
        "must": request.session.get("needs_second_factor", False),
    }
    return render(request, "accounts/security.html", context)


@require_safe
def awake(request: HttpRequest) -> HttpResponse:
    """Somebody is still at the shared device, typing."""
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@dataclass(frozen=True)
class Visit:
    at: datetime
    way: Any
    shared: bool
    failed_before: int


def visits(account: Account) -> list[Visit]:
    """The last times this account got in, as the audit log has them."""
    events = Event.objects.filter(
        kind="accounts.signed_in", subject_type="people.account", subject_id=account.pk
    )
    return [
        Visit(
            event.at,
            WAYS.get(event.data["method"], _("Another way")),
            event.data["shared"],
            event.data["failed_before"],
        )
        for event in events.order_by("-at")[:LATEST]
    ]


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Choose a password, the first or another. Who came by mail a moment ago forgot the old one."""
    account = request.user
    ask_old = account.has_usable_password() and not came_by_mail(request)
    form = PasswordForm(request.POST or None, account=account, ask_old=ask_old)
    if form.is_valid():
        choose_password(account, form.cleaned_data["new"])
        update_session_auth_hash(request, account)
        UserSession.objects.create_from_request(request)
        end_sessions(
            account, actor=acting(account), why="password", but=request.session.session_key
        )
        say(request, _("Your new password works from now on."))
        return redirect("accounts:root")
    return form_answer(request, "accounts/password.html", form)


def came_by_mail(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    ago = time.time() - records[-1]["at"] if records else AGES
    return ago < A_MOMENT and any(one["method"] in {"mail", "link"} for one in records)


@require_POST
def end_session(request: HttpRequest, handle: str) -> HttpResponse:
    session = find_session(request.user, handle)
    end_sessions(request.user, actor=acting(request.user), why="by_owner", only=session.session_key)
    say(request, _("That session has ended."))
    return redirect("accounts:root")


@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    ended = end_sessions(
        request.user,
        actor=acting(request.user),
        why="by_owner",
        but=request.session.session_key,
    )
    say(request, _("You are signed out everywhere else.") if ended else _("This is the only one."))
    return redirect("accounts:root")


@require_POST
def remove_passkey(request: HttpRequest, handle: str) -> HttpResponse:
    remove_authenticator(request, find_passkey(request.user, handle))
    return redirect("accounts:root")


@require_POST
def remove_pin(request: HttpRequest) -> HttpResponse:
    drop_pin(request.user, actor=acting(request.user))
    say(request, _("Your PIN no longer works."))
    return redirect("accounts:root")


@require_safe
def second_factor_first(request: HttpRequest) -> HttpResponse:
    """Where somebody whose role asks for a second factor is led until there is one."""
    if not request.session.get("needs_second_factor") or has_second_factor(request.user):
        return redirect("shell:home")
    return render(request, "accounts/second_factor_first.html")
