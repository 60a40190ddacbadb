"""What the organisation chooses about signing in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from fairway.foundation import policy
from fairway.foundation.policy.declaring import ADMINISTRATOR, PEOPLE_LEAD
from fairway.people.models import Account
from fairway.people.relations import Role, holds

TWELVE_HOURS = 12 * 60 * 60
TWO_WEEKS = 14 * 24 * 60 * 60
ABSOLUTE_SHARED = 60 * 60
# Ways in that have asked for a second thing already, or in which there is nothing to protect.
STRONG = {"passkey", "socialaccount", "demo"}
TRUSTED = [
    Role.HR_PARTNER,
    Role.PEOPLE_LEAD,
    Role.EXECUTIVE,
    Role.AUDITOR,
    Role.FAIRNESS,
    Role.PAY_PARTNER,
]
WAYS = ("password", "mail", "code", "pin")
SECOND_FACTOR = {
    "nobody": _("Nobody has to"),
    "trusted": _("Administrators, HR and whoever else holds a role"),
    "everybody": _("Everybody who signs in with a password or by mail"),
}


def _policy(key: str, kind: Any, default: Any, label: Any, help_text: Any) -> None:
    policy.policies.offer(
        policy.Policy(
            f"accounts.{key}",
            kind,
            default,
            label,
            help_text,
            _("Signing in"),
            kept_by=(PEOPLE_LEAD, ADMINISTRATOR),
        )
    )


_policy(
    "by_password",
    policy.YesNo(),
    True,
    _("People may sign in with a password"),
    _("Off, they use a passkey, a code by mail, or single sign-on where it is set up."),
)
_policy(
    "by_mail",
    policy.YesNo(),
    True,
    _("People may sign in with a code by mail"),
    _(
        "This is also how somebody who is new, or has forgotten the password, gets in. Off, an "
        "administrator has to hand out one-time links."
    ),
)
_policy(
    "by_code",
    policy.YesNo(),
    True,
    _("People without e-mail may sign in with their staff number"),
    _("Their manager or HR partner gives them a code, by word or printed."),
)
_policy(
    "by_pin",
    policy.YesNo(),
    True,
    _("They may choose a PIN for shared devices"),
    _("Off, they need a new code each time. A PIN works on shared devices only."),
)
_policy(
    "second_factor",
    policy.Choice(SECOND_FACTOR),
    "trusted",
    _("Who needs a second factor"),
    _("A passkey or an authenticator app. Single sign-on counts as one: it asks in its own way."),
)
_policy(
    "code_hours",
    policy.Number(least=1, most=168, unit=_("hours")),
    72,
    _("How long a sign-in code works"),
    _("Counted from when the manager made it. It works once."),
)
_policy(
    "idle_minutes",
    policy.Number(least=1, most=60, unit=_("minutes")),
    5,
    _("Shared devices sign out when left alone for"),
    _("And in any case after an hour, so that nobody stays signed in for the next."),
)


def allowed(way: str) -> bool:
    return bool(policy.get(f"accounts.by_{way}"))


def ways() -> dict[str, bool]:
    """Which doors the sign-in pages show."""
    return {way: allowed(way) for way in WAYS}


def idle_seconds() -> int:
    return int(policy.get("accounts.idle_minutes")) * 60


def code_hours() -> int:
    return int(policy.get("accounts.code_hours"))


def pins_are_allowed() -> bool:
    return allowed("code") and allowed("pin")


def needs_second_factor(account: Account, how: str) -> bool:
    """By policy; its default binds only where Fairway serves real people."""
    chosen = policy.setting("accounts.second_factor")
    if how in STRONG or (chosen.is_default and not settings.PRODUCTION):
        return False
    if chosen.value == "everybody":
        return how in {"password", "mail", "link"} or _is_trusted(account)
    return chosen.value == "trusted" and _is_trusted(account)


def _is_trusted(account: Account) -> bool:
    return account.is_administrator or holds(getattr(account, "person", None), *TRUSTED)
