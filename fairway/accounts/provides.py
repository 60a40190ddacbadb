"""What accounts offers the rest of the house."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fairway.accounts.actions.helping import erase_account, export_account
from fairway.accounts.rules import GIVE_CODE
from fairway.foundation.access import can
from fairway.foundation.models import Event
from fairway.foundation.ports import (
    BannerSource,
    DelegableVerb,
    EventKind,
    NavItem,
    Notice,
    PaletteAction,
    PersonalData,
    banner_sources,
    delegable_verbs,
    event_kinds,
    nav_items,
    palette_actions,
    personal_data,
)
from fairway.people.models import Person
from fairway.ui.frame import Banner

KINDS = {
    "created": gettext_lazy("Account made"),
    "joined": gettext_lazy("Account joined to a person"),
    "renamed": gettext_lazy("Account follows the record"),
    "helped": gettext_lazy("Second factors reset by HR"),
    "closed": gettext_lazy("Account closed"),
    "made_administrator": gettext_lazy("Made an administrator"),
    "set_up": gettext_lazy("Fairway set up"),
    "signed_in": gettext_lazy("Signed in"),
    "sign_in_refused": gettext_lazy("Many failed tries to sign in"),
    "sessions_ended": gettext_lazy("Sessions ended"),
    "link_issued": gettext_lazy("One-time link made"),
    "code_issued": gettext_lazy("Sign-in code given"),
    "code_taken_back": gettext_lazy("Sign-in code taken back"),
    "linked": gettext_lazy("Single sign-on linked"),
    "password_changed": gettext_lazy("Password changed"),
    "pin_set": gettext_lazy("PIN chosen"),
    "pin_removed": gettext_lazy("PIN removed"),
    "second_factor_added": gettext_lazy("Second factor added"),
    "second_factor_removed": gettext_lazy("Second factor removed"),
    "recovery_codes_made": gettext_lazy("Recovery codes made"),
    "device_shared": gettext_lazy("Shared device set up"),
    "device_released": gettext_lazy("Shared device ended"),
}
TOLD = {
    "link_issued": gettext_lazy("A one-time link to your account was made"),
    "code_issued": gettext_lazy("Somebody gave you a sign-in code"),
    "linked": gettext_lazy("Single sign-on now opens your account"),
    "password_changed": gettext_lazy("Your password was changed"),
    "pin_set": gettext_lazy("A PIN was chosen for your account"),
    "renamed": gettext_lazy("You sign in with your new address or number now"),
    "helped": gettext_lazy("HR has reset your second factors and signed you out everywhere"),
    "second_factor_added": gettext_lazy("A second factor was added to your account"),
    "second_factor_removed": gettext_lazy("A second factor was removed from your account"),
    "sign_in_refused": gettext_lazy("Somebody tried many times to sign in as you"),
}


def tell_owner(event: Event) -> list[Notice]:
    """What happened to an account is told to whose it is, so that nobody acts behind them."""
    if event.about is None:
        return []
    title = TOLD[event.kind.removeprefix("accounts.")]
    return [Notice(event.about, title, url=reverse("accounts:root"))]


event_kinds.offer(
    *(
        EventKind(
            f"accounts.{key}",
            label,
            audience="subject",
            icon="lock",
            group=gettext_lazy("Sign-in"),
            notify=tell_owner if key in TOLD else None,
            at_any_hour=key in TOLD,  # whoever did it may be somebody else
        )
        for key, label in KINDS.items()
    )
)

delegable_verbs.offer(DelegableVerb(GIVE_CODE, gettext_lazy("Give sign-in codes to their reports")))

nav_items.offer(
    NavItem(
        "accounts.security",
        gettext_lazy("Sign-in and security"),
        "lock",
        "accounts:root",
        order=80,
        section="me",
        for_administrators=True,
    ),
    NavItem(
        "accounts.sign_out",
        gettext_lazy("Sign out"),
        "logout",
        "account_logout",
        order=999,
        # People have it behind their name; an administrator who is no person has no name there.
        visible=lambda viewer: not isinstance(viewer, Person),
        for_administrators=True,
    ),
)
personal_data.offer(
    PersonalData(
        "accounts",
        gettext_lazy("Your login, sessions and second factors"),
        export_account,
        erase_account,
        retain=gettext_lazy("As long as you have an account."),
    )
)
palette_actions.offer(
    PaletteAction(
        "accounts.codes",
        gettext_lazy("Give sign-in codes"),
        "qrcode",
        "accounts:codes",
        visible=lambda viewer: Person.objects.allowed(viewer, "give_code").exists(),
        keywords=gettext_lazy("staff number shop print QR without e-mail"),
    ),
    PaletteAction(
        "accounts.helping",
        gettext_lazy("Help somebody sign in"),
        "help-circle",
        "accounts:helping",
        visible=lambda viewer: Person.objects.allowed(viewer, "help_in").exists(),
        keywords=gettext_lazy("lost phone second factor reset passkey"),
    ),
    PaletteAction(
        "accounts.devices",
        gettext_lazy("Shared devices"),
        "device-mobile",
        "accounts:devices",
        visible=lambda viewer: can(viewer, "share_devices", viewer),
        keywords=gettext_lazy("till tablet kiosk shop"),
    ),
)


def demo_banner(request: Any) -> Banner | None:
    """Whom one is looking as, and the way to be somebody else."""
    if not settings.DEMO or not request.user.is_authenticated:
        return None
    name = request.user.get_full_name() or _("the administrator")
    return Banner(
        _("Demo: you are looking as %(name)s.") % {"name": name},
        href=reverse("accounts:cast"),
        action=_("Be somebody else"),
    )


def shared_banner(request: Any) -> Banner | None:
    device = request.shared_device
    if device is None or not request.user.is_authenticated:
        return None
    return Banner(
        _("Shared device “%(name)s”. Sign out when you are done.") % {"name": device.name},
        tone="sea",
        href=reverse("account_logout"),
        action=_("Sign out, next person"),
        signs_out=True,
    )


banner_sources.offer(
    BannerSource("accounts.demo", order=90, find=demo_banner),
    BannerSource("accounts.shared", order=10, find=shared_banner),
)
