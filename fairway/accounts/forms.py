from __future__ import annotations

from itertools import pairwise
from typing import Any

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.forms import LoginForm
from allauth.account.internal.flows.login import perform_password_login
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, LoginWebAuthnForm
from allauth.mfa.webauthn.internal import auth
from django import forms
from django.contrib.auth import password_validation
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from fido2.utils import websafe_decode

from fairway.people.models import Account

NAME = {"autocapitalize": "none", "spellcheck": "false", "autocomplete": "username"}
PASSWORD_HINT = _("Twelve signs or more. Three or four words that do not belong together are good.")
ONCE = {"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}


class SignInForm(LoginForm):
    """E-mail or staff number, and the password."""

    remember = forms.BooleanField(required=False, label=_("Keep me signed in for two weeks"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label=_("E-mail or staff number"),
            max_length=254,
            widget=forms.TextInput(attrs=NAME),
        )
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs = {"autocomplete": "current-password"}
        if self.request is not None and self.request.shared_device:
            del self.fields["remember"]
        self.order_fields(["login", "password", "remember"])

    def user_credentials(self) -> dict[str, str]:
        name = self.cleaned_data["login"]
        key = "email" if "@" in name else "username"
        return {key: name, "password": self.cleaned_data.get("password", "")}

    def _login_with_password(self, request, redirect_url, credentials):
        """`remember` is kept for later stages; the session's end is set when one is in."""
        self._login.redirect_url = redirect_url
        request.session["remember"] = self.cleaned_data.get("remember", False)
        return perform_password_login(request, credentials, self._login)


class MailForm(forms.Form):
    email = forms.EmailField(
        label=_("Work e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


class MailCodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code from the mail"), max_length=20, widget=forms.TextInput(ONCE)
    )


class StaffForm(forms.Form):
    number = forms.CharField(
        label=_("Staff number"),
        max_length=40,
        widget=forms.TextInput({**NAME, "inputmode": "numeric"}),
    )
    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(ONCE),
        help_text=_("From the paper your manager gave you. It works once."),
    )

    def __init__(self, *args: Any, pins: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if pins:
            code = self.fields["code"]
            code.label = _("PIN or code")
            code.help_text = _("Your own PIN, or the code your manager gave you.")


class PinForm(forms.Form):
    pin = forms.CharField(
        label=_("Your new PIN"),
        help_text=_("Six to twelve digits. Not your birthday, and not 123456."),
        validators=[RegexValidator(r"^\d{6,12}$", _("Use six to twelve digits."))],
        widget=forms.PasswordInput({"inputmode": "numeric", "autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The same again"),
        widget=forms.PasswordInput({"inputmode": "numeric", "autocomplete": "new-password"}),
    )

    def clean_pin(self) -> str:
        pin = self.cleaned_data["pin"]
        steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
        if len(steps) == 1 and steps <= {0, 1, 9}:
            raise forms.ValidationError(_("That is easy to guess. Choose another."))
        return pin

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("pin") and data.get("again") and data["pin"] != data["again"]:
            self.add_error("again", _("The two are not the same."))
        return data


class DeviceForm(forms.Form):
    name = forms.CharField(
        label=_("What is this device called?"),
        max_length=80,
        help_text=_("So that everybody knows which it is, such as “Till 2, Leeds”."),
    )


class SetUpForm(forms.Form):
    """The first people lead of an empty Fairway."""

    name = forms.CharField(
        label=_("Your name"), max_length=200, widget=forms.TextInput({"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Work e-mail"), widget=forms.EmailInput({"autocomplete": "username"})
    )
    password = forms.CharField(
        label=_("A password"),
        strip=False,
        help_text=PASSWORD_HINT,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        account = Account(email=self.data.get("email", ""))
        password_validation.validate_password(self.cleaned_data["password"], account)
        return self.cleaned_data["password"]


class PasskeyForm(LoginWebAuthnForm):
    """Finds the account by the random id on the passkey."""

    def clean_credential(self) -> Authenticator:
        credential = self.cleaned_data["credential"]
        auth.parse_authentication_response(credential)
        return auth.complete_authentication(_owner(credential), credential)


def _owner(credential: dict[str, Any]) -> Account:
    try:
        handle = websafe_decode(credential["response"]["userHandle"]).decode("ascii")
    except (KeyError, TypeError, ValueError):
        handle = ""
    account = Account.objects.filter(public_id=handle).first()
    if account is None:
        raise get_adapter().validation_error("incorrect_code")
    return account


CODE_FROM_APP = {"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True}


class SecondFactorForm(AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = forms.CharField(
            label=_("Code from your app"),
            help_text=_("Or one of your recovery codes."),
            widget=forms.TextInput(CODE_FROM_APP),
        )


class SecondFactorAgainForm(SecondFactorForm, ReauthenticateForm):
    pass


class AppForm(ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = forms.CharField(
            label=_("Code the app shows now"), widget=forms.TextInput(CODE_FROM_APP)
        )


class AddPasskeyForm(AddWebAuthnForm):
    """Every passkey signs in on its own: it lives on the device and asks for finger, face or PIN."""

    passwordless = None
    name = forms.CharField(
        label=_("Name"),
        max_length=60,
        required=False,
        help_text=_("To know it again, such as “Work laptop”."),
    )


class PasswordForm(forms.Form):
    """`old` is not asked of somebody who has none, or who has just come in by mail."""

    old = forms.CharField(
        label=_("Your password now"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("New password"),
        strip=False,
        help_text=PASSWORD_HINT,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, account: Account, ask_old: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account
        if not ask_old:
            del self.fields["old"]

    def clean_old(self) -> str:
        if not get_account_adapter().reauthenticate(self.account, self.cleaned_data["old"]):
            raise forms.ValidationError(_("That is not your password."))
        return self.cleaned_data["old"]

    def clean_new(self) -> str:
        password_validation.validate_password(self.cleaned_data["new"], self.account)
        return self.cleaned_data["new"]
