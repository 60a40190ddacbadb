from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _

TWELVE_HOURS = 12 * 60 * 60


class SignInForm(LoginForm):
    """E-mail or staff number, and the password."""

    remember = forms.BooleanField(
        required=False, label=_("Keep me signed in on this device for two weeks")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label=_("E-mail or staff number"),
            max_length=254,
            widget=forms.TextInput(
                attrs={
                    "autocomplete": "username",
                    "autocapitalize": "none",
                    "spellcheck": "false",
                    "class": "form-control",
                }
            ),
        )
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs = {
            "autocomplete": "current-password",
            "class": "form-control",
        }
        self.fields["remember"].widget.attrs["class"] = "form-check-input"
        self.order_fields(["login", "password", "remember"])

    def user_credentials(self) -> dict[str, str]:
        name = self.cleaned_data["login"]
        key = "email" if "@" in name else "username"
        return {key: name, "password": self.cleaned_data.get("password", "")}

    def _login_with_password(self, request, redirect_url, credentials):
        response = super()._login_with_password(request, redirect_url, credentials)
        if not self.cleaned_data["remember"]:
            request.session.set_expiry(TWELVE_HOURS)
        return response
