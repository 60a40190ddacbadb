"""Signs of life of the processes in the background."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from fairway.foundation.models import Heartbeat

FORGOTTEN_AFTER = timedelta(days=1)


def beat(name: str, kind: str) -> None:
    Heartbeat.objects.update_or_create(name=name, defaults={"kind": kind, "at": timezone.now()})


def cease(name: str) -> None:
    Heartbeat.objects.filter(name=name).delete()


def forget_the_dead() -> int:
    deleted, _by_model = Heartbeat.objects.filter(at__lt=timezone.now() - FORGOTTEN_AFTER).delete()
    return deleted
