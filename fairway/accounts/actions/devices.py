"""Shared devices, and the PINs that count on them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone

from fairway.accounts.actions.logins import about, acting
from fairway.accounts.models import Pin, SharedDevice
from fairway.accounts.onetime import digest, new_link_secret
from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.people.models import Account, Person


@transaction.atomic
def share_device(name: str, *, actor: Person) -> tuple[SharedDevice, str]:
    """A device several people use; the token goes into a cookie on it and nowhere else."""
    claim(actor, actor=actor, verb="share_devices")
    token = new_link_secret()
    device = SharedDevice.objects.create(name=name, token_digest=digest(token), set_up_by=actor)
    record("accounts.device_shared", actor=actor, subject=device)
    return device, token


@transaction.atomic
def release_device(device: SharedDevice, *, actor: Person) -> SharedDevice:
    device = claim(device, actor=actor, verb="release")
    if device.ended_at is None:
        device.ended_at = timezone.now()
        device.save(update_fields=["ended_at"])
        record("accounts.device_released", actor=actor, subject=device)
    return device


def device_of(token: str) -> SharedDevice | None:
    if not token:
        return None
    return SharedDevice.objects.filter(token_digest=digest(token), ended_at=None).first()


@transaction.atomic
def set_pin(account: Account, pin: str) -> None:
    Pin.objects.update_or_create(account=account, defaults={"digest": make_password(pin)})
    record("accounts.pin_set", actor=acting(account), **about(account))


@transaction.atomic
def drop_pin(account: Account, *, actor: Any) -> None:
    dropped, _kinds = Pin.objects.filter(account=account).delete()
    if dropped:
        record("accounts.pin_removed", actor=actor, **about(account))


def pin_is_right(account: Account | None, pin: str) -> bool:
    """Hashes once, whoever it is."""
    known = Pin.objects.filter(account=account.pk if account else 0).first()
    if known is None:
        make_password(pin)
        return False
    return check_password(pin, known.digest)
