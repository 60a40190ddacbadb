from __future__ import annotations

from django.db import transaction

from fairway.accounts.actions.logins import about, acting
from fairway.foundation.events import record
from fairway.people.models import Account


@transaction.atomic
def choose_password(account: Account, password: str) -> None:
    """The one they typed; every other session of theirs is void from now on."""
    account.set_password(password)
    account.save(update_fields=["password"])
    record("accounts.password_changed", actor=acting(account), **about(account))
