"""The addresses of accounts in the access matrix."""

from django.urls import reverse

from tests.access.binding import Route

PUBLIC, OWN = "Public", "Own login"
NOBODY = "0" * 22


def at(name, *args):
    return lambda world: reverse(name, args=args)


ROUTES = [
    Route("account_login", PUBLIC, url=None),
    Route("account_logout", PUBLIC, url=at("account_logout")),
    Route("mfa_login_webauthn", PUBLIC, url=None),
    Route("mfa_authenticate", PUBLIC, url=None),
    Route("openid_connect_login", PUBLIC, url=None),
    Route("openid_connect_callback", PUBLIC, url=None),
    Route("socialaccount_login_cancelled", PUBLIC, url=at("socialaccount_login_cancelled")),
    Route("accounts:mail", PUBLIC, url=at("accounts:mail")),
    Route("accounts:mail_code", PUBLIC, url=at("accounts:mail_code")),
    Route("accounts:staff", PUBLIC, url=at("accounts:staff")),
    Route("accounts:staff_code", PUBLIC, url=at("accounts:staff_code", "K7QF3MPD")),
    Route(
        "accounts:link",
        PUBLIC,
        url=at("accounts:link", NOBODY, "x"),
        answer=frozenset({410}),
    ),
    Route(
        "accounts:set_up",
        PUBLIC,
        url=at("accounts:set_up", NOBODY, "x"),
        answer=frozenset({410}),
    ),
    Route("accounts:cast", PUBLIC, url=None),
    Route("accounts:become", PUBLIC, url=None),
    Route("accounts:root", OWN, url=at("accounts:root")),
    Route("accounts:password", OWN, url=at("accounts:password")),
    Route("accounts:awake", OWN, url=at("accounts:awake"), answer=frozenset({204})),
    Route("accounts:pin", OWN, url=at("accounts:pin")),
    Route("accounts:remove_pin", OWN, "C", url=at("accounts:remove_pin"), method="post"),
    Route("accounts:end_others", OWN, "C", url=at("accounts:end_others"), method="post"),
    Route("accounts:end_session", OWN, url=None),
    Route("accounts:remove_passkey", OWN, url=None),
    Route("accounts:second_factor_first", OWN, url=at("accounts:second_factor_first")),
    Route("accounts:typed", OWN, url=None),
    Route("accounts:drop_typed", OWN, "C", url=at("accounts:drop_typed", NOBODY), method="post"),
    Route("account_reauthenticate", OWN, url=at("account_reauthenticate")),
    Route("mfa_index", OWN, url=at("mfa_index")),
    Route("mfa_list_webauthn", OWN, url=at("mfa_list_webauthn")),
    Route("mfa_add_webauthn", OWN, url=at("mfa_add_webauthn")),
    Route("mfa_reauthenticate", OWN, url=at("mfa_reauthenticate")),
    Route("mfa_reauthenticate_webauthn", OWN, url=at("mfa_reauthenticate_webauthn")),
    Route("mfa_activate_totp", OWN, url=at("mfa_activate_totp")),
    Route("mfa_deactivate_totp", OWN, url=None),
    Route("mfa_view_recovery_codes", OWN, url=None),
    Route("mfa_generate_recovery_codes", OWN, url=at("mfa_generate_recovery_codes")),
    Route("mfa_download_recovery_codes", OWN, url=None),
    Route("accounts:codes", "Own pages", url=at("accounts:codes")),
    Route(
        "accounts:take_back",
        "Sign-in code",
        "C",
        url=lambda world: reverse("accounts:take_back", args=[staff(world).public_id]),
        method="post",
    ),
    Route(
        "accounts:helping",
        "Own pages",
        url=at("accounts:helping"),
    ),
    Route(
        "accounts:help_in",
        "Way back in",
        "C",
        url=lambda world: reverse("accounts:help_in", args=[world.subject.public_id]),
        method="post",
    ),
    Route(
        "accounts:devices",
        "Shared device",
        url=at("accounts:devices"),
        also=frozenset({"other_hr_partner"}),
        reason="whoever looks after any people looks after the devices they share",
    ),
    Route("accounts:release", "Shared device", url=None),
]


def staff(world):
    """The subject, as somebody who works without e-mail."""
    from fairway.people.models import Person

    Person.objects.filter(pk=world.subject.pk).update(email="")
    return world.subject
