"""Closing doors behind leavers, telling of tries, clearing away what is over."""

from __future__ import annotations

from datetime import time, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django_tasks import task

from fairway.accounts.actions.logins import follow_record
from fairway.accounts.actions.sessions import note_change, shut_out
from fairway.accounts.models import HeldForm, OneTimeKey, Tries
from fairway.foundation.events import SYSTEM, on
from fairway.foundation.jobs.schedules import recurring
from fairway.foundation.models import Event
from fairway.people.models import Person

MANY = 5


@on("people.left")
def close_doors(event: Event) -> None:
    """Every request asks whether its person is still with us; this ends what is left open."""
    person = Person.objects.select_related("account").filter(pk=event.subject_id).first()
    if person and person.account and not person.active:
        shut_out(person.account, actor=SYSTEM)


@on("people.record_edited")
def follow_the_record(event: Event) -> None:
    person = Person.objects.select_related("account").filter(pk=event.subject_id).first()
    if person and {"email", "employee_number"} & set(event.data["changed"]):
        follow_record(person)


@recurring("FREQ=DAILY", at=time(3, 25), zone="UTC")
@task(transactional=False)
def follow_records() -> int:
    """What an import changed: accounts bear what their people's records say."""
    address = ~Q(email="") & ~Q(email__iexact=F("account__email"))
    number = ~Q(employee_number="") & ~Q(employee_number=F("account__staff_number"))
    by_number = Q(account__staff_number__gt="")  # others sign in by mail and bear none
    moved = Person.objects.filter(active=True, account__isnull=False)
    moved = moved.filter(address | by_number & number)
    return sum(follow_record(person) for person in moved.select_related("account").iterator())


@recurring("FREQ=DAILY", at=time(0, 10), zone="UTC")
@task(transactional=False)
def tell_of_tries() -> None:
    """Put many failed tries on an account's record, once."""
    many = Tries.objects.filter(account__isnull=False, count__gte=MANY, told_at=None)
    for tries in many.select_related("account__person"):
        assert tries.account is not None
        with transaction.atomic():
            tries.told_at = timezone.now()
            tries.save(update_fields=["told_at"])
            note_change("accounts.sign_in_refused", tries.account, actor=SYSTEM, tries=tries.count)


@recurring("FREQ=DAILY", at=time(3, 20), zone="UTC")
@task()
def clear_away() -> None:
    """Forget keys, typed forms and counts that are of no more use."""
    now = timezone.now()
    OneTimeKey.objects.filter(expires_at__lt=now - timedelta(days=1)).delete()
    Session.objects.filter(expire_date__lt=now).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    HeldForm.objects.filter(held_at__lt=now - timedelta(hours=1)).delete()
    Tries.objects.filter(last_at__lt=now - timedelta(days=30)).delete()
