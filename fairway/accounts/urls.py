"""Every door. What the library offers beyond these (signing up, addresses, …) has no address."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.urls import include, path
from django.views.generic import RedirectView

from fairway.accounts.views import (
    codes,
    demo,
    devices,
    entrance,
    helping,
    security,
    set_up,
    staff,
    typed,
)
from fairway.accounts.views.entering import form_page

to_security = RedirectView.as_view(pattern_name="accounts:root")

ours = (
    [
        path("", security.security, name="root"),
        path("mail/", entrance.mail, name="mail"),
        path("mail/code/", entrance.mail_code, name="mail_code"),
        path("link/<public_id:public_id>/<str:secret>/", entrance.link, name="link"),
        path("set-up/<public_id:public_id>/<str:secret>/", set_up.set_up, name="set_up"),
        path("staff/", staff.staff, name="staff"),
        path("staff/<slug:code>/", staff.staff, name="staff_code"),
        path("password/", security.password, name="password"),
        path("awake/", security.awake, name="awake"),
        path("pin/", staff.pin, name="pin"),
        path("pin/removal/", security.remove_pin, name="remove_pin"),
        path("codes/", codes.codes, name="codes"),
        path("codes/<public_id:public_id>/removal/", codes.take_back, name="take_back"),
        path("help/", helping.helping, name="helping"),
        path("help/<public_id:public_id>/", helping.help_in, name="help_in"),
        path("devices/", devices.devices, name="devices"),
        path("devices/<public_id:public_id>/removal/", devices.release, name="release"),
        path("sessions/others/", security.end_others, name="end_others"),
        path("sessions/<slug:handle>/", security.end_session, name="end_session"),
        path("passkeys/<slug:handle>/removal/", security.remove_passkey, name="remove_passkey"),
        path("first/", security.second_factor_first, name="second_factor_first"),
        path("typed/<public_id:public_id>/", typed.typed, name="typed"),
        path("typed/<public_id:public_id>/removal/", typed.drop, name="drop_typed"),
        path("demo/", demo.cast, name="cast"),
        path("demo/<public_id:public_id>/", demo.become, name="become"),
    ],
    "accounts",
)
# The library looks these up by name.
library = [
    path("sign-in/", entrance.sign_in, name="account_login"),
    path("sign-out/", entrance.sign_out, name="account_logout"),
    path("again/", form_page(account.reauthenticate), name="account_reauthenticate"),
    path("security/", to_security, name="mfa_index"),
    path("passkeys/", to_security, name="mfa_list_webauthn"),
    path("passkeys/sign-in/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("passkeys/new/", form_page(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path(
        "again/passkey/",
        form_page(webauthn.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("again/code/", form_page(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("second-factor/", form_page(mfa.authenticate), name="mfa_authenticate"),
    path("app/new/", form_page(totp.activate_totp), name="mfa_activate_totp"),
    path("app/removal/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("recovery-codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "recovery-codes/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"
    ),
    path(
        "recovery-codes/file/",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("sso/cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("sso/<slug:provider_id>/", entrance.single_sign_on, name="openid_connect_login"),
    path("sso/<slug:provider_id>/back/", oidc.callback, name="openid_connect_callback"),
]

urlpatterns = [path("", include(ours)), *library]
