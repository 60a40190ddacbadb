"""Read and tick off one's own notifications."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from fairway.foundation.access import claim
from fairway.foundation.models import Notification


def for_person(person: Any) -> QuerySet[Notification]:
    return Notification.objects.allowed(person).order_by("-created_at", "-pk")


def unread(person: Any) -> QuerySet[Notification]:
    return for_person(person).filter(read_at=None)


def unread_count(person: Any, most: int = 100) -> int:
    """Counted no further than `most`: the bell says "99+"."""
    return unread(person).order_by()[:most].count()


@transaction.atomic
def mark_read(notification: Notification, *, actor: Any) -> Notification:
    notification = claim(notification, actor=actor, verb="read")
    if notification.read_at is None:
        notification.read_at = timezone.now()
        notification.save(update_fields=["read_at"])
    return notification


@transaction.atomic
def mark_all_read(*, actor: Any) -> int:
    return (
        Notification.objects.allowed(actor, "read")
        .filter(read_at=None)
        .update(read_at=timezone.now())
    )
