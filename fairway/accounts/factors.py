"""The library says so when a second factor comes or goes; here it goes on record."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.dispatch import receiver

from fairway.accounts.actions.sessions import note_change

RECOVERY = Authenticator.Type.RECOVERY_CODES


@receiver(authenticator_added)
def added(user: Any, authenticator: Authenticator, **_: Any) -> None:
    if authenticator.type == RECOVERY:
        note_change("accounts.recovery_codes_made", user)
    else:
        note_change("accounts.second_factor_added", user, factor=authenticator.type)


@receiver(authenticator_removed)
def removed(user: Any, authenticator: Authenticator, **_: Any) -> None:
    if authenticator.type != RECOVERY:
        note_change("accounts.second_factor_removed", user, factor=authenticator.type)


@receiver(authenticator_reset)
def reset(user: Any, authenticator: Authenticator, **_: Any) -> None:
    note_change("accounts.recovery_codes_made", user)
