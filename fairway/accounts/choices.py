"""What the organisation chooses about signing in."""

from __future__ import annotations

from django.conf import settings

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
]


def idle_seconds() -> int:
    return 5 * 60


def code_hours() -> int:
    return 72


def pins_are_allowed() -> bool:
    return True


def needs_second_factor(account: Account, how: str) -> bool:
    """Whoever configures Fairway or sees many people's records, once it serves real people."""
    if how in STRONG or not settings.PRODUCTION:
        return False
    return account.is_administrator or _is_trusted(account)


def _is_trusted(account: Account) -> bool:
    person = getattr(account, "person", None)
    return holds(person, *TRUSTED)
