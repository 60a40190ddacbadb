"""Signing in without e-mail: a staff number with a code from one's manager, or a PIN."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from fairway.accounts.actions.devices import pin_is_right, set_pin
from fairway.accounts.actions.keys import use_staff_code
from fairway.accounts.actions.sessions import count_failed_try
from fairway.accounts.backends import find_account, is_welcome
from fairway.accounts.choices import pins_are_allowed
from fairway.accounts.forms import PinForm, StaffForm
from fairway.accounts.views.entering import TOO_MANY, enter, form_answer, open_to, within_limits
from fairway.people.models import Account
from fairway.ui.toasts import say

either = require_http_methods(["GET", "HEAD", "POST"])
NOT_RIGHT = _("Number and code do not belong together, or the code is used up or too old.")


@login_not_required
@never_cache
@sensitive_post_parameters()
@either
def staff(request: HttpRequest, code: str = "") -> HttpResponse:
    """The printed square leads here with the code filled in; the number is not on the paper."""
    open_to("code")
    form = StaffForm(request.POST or None, initial={"code": code}, pins=takes_pins(request))
    limited = False
    if form.is_valid():
        number, secret = form.cleaned_data["number"], form.cleaned_data["code"]
        limited = not within_limits(request, "staff", number)
        method, account = ("", None) if limited else recognise(request, number, secret)
        if account:
            lead = reverse("accounts:pin") if method == "code" and may_choose(account) else ""
            return enter(request, account, method=method, lead=lead)
        form.add_error(None, TOO_MANY if limited else NOT_RIGHT)
    return form_answer(request, "accounts/staff.html", form, limited=limited, scanned=bool(code))


def recognise(request: HttpRequest, number: str, secret: str) -> tuple[str, Account | None]:
    """How they proved who they are, and who that is; the same work for a number nobody has."""
    found = None if "@" in number else find_account(number)
    account = found if found and is_welcome(found) else None
    if takes_pins(request) and secret.isdigit() and pin_is_right(account, secret):
        return "pin", account
    if use_staff_code(account, secret):
        return "code", account
    count_failed_try(number, found)
    return "", None


def takes_pins(request: HttpRequest) -> bool:
    return request.shared_device is not None and pins_are_allowed()


def may_choose(account: Account) -> bool:
    return pins_are_allowed() and not hasattr(account, "pin")


@never_cache
@sensitive_post_parameters()
@either
def pin(request: HttpRequest) -> HttpResponse:
    """Choose a PIN for shared devices, so that the next code is not needed."""
    if not pins_are_allowed():
        return redirect("accounts:root")
    form = PinForm(request.POST or None)
    if form.is_valid():
        set_pin(request.user, form.cleaned_data["pin"])
        say(request, _("Your PIN works on every shared device from now on."))
        return redirect("shell:home")
    return form_answer(request, "accounts/pin.html", form)
