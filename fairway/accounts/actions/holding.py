"""What was typed into a form whose session was over: kept for its owner, and only for them."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from fairway.accounts.models import HeldForm
from fairway.foundation.sealing import WrongKey, cipher
from fairway.people.models import Account

KEPT = timedelta(hours=1)
LONGEST = 256 * 1024
MOST = 10


@transaction.atomic
def hold_form(
    account: Account, typed: QueryDict, *, path: str, page: str, key: bytes
) -> HeldForm | None:
    """None when it is too much, or too many are waiting already."""
    body = typed.urlencode().encode()
    waiting = HeldForm.objects.filter(account=account, held_at__gt=timezone.now() - KEPT)
    if len(body) > LONGEST or len(path) > 2000 or len(page) > 2000 or waiting.count() >= MOST:
        return None
    held = HeldForm(account=account, path=path, page=page)
    held.body = cipher.seal(key, body, _bound_to(held))
    held.save()
    return held


def find_held(
    account: Account, public_id: str, key: bytes | None
) -> tuple[HeldForm, QueryDict] | None:
    """Somebody else's, too old, or from another browser: there is nothing."""
    held = HeldForm.objects.filter(
        account=account, public_id=public_id, held_at__gt=timezone.now() - KEPT
    ).first()
    if held is None or key is None:
        return None
    try:
        typed = cipher.unseal(key, held.body, _bound_to(held))
    except WrongKey:
        return None
    return held, QueryDict(typed.decode())


def drop_held(account: Account, public_id: str) -> None:
    HeldForm.objects.filter(account=account, public_id=public_id).delete()


def _bound_to(held: HeldForm) -> str:
    return f"{held.public_id}:{held.account_id}:{held.path}"
