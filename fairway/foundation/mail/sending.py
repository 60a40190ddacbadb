"""Owe a mail, and pay it: tried again until the server takes it, always as the same message."""

from __future__ import annotations

import smtplib
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import override
from django_tasks import task

from fairway.foundation.bulk import reserve_ids
from fairway.foundation.jobs.context import Postpone
from fairway.foundation.jobs.enqueuing import enqueue
from fairway.foundation.mail.letters import compose, message, new_message_id, tell_of_refusal
from fairway.foundation.mail.moments import mail_may_go
from fairway.foundation.models import Job, MailOut

log = structlog.get_logger(__name__)

OUTAGE = timedelta(seconds=30)
MAIL_ATTEMPTS = 40
REFUSED = "refused"
FOR_GOOD = range(500, 600)  # what the server will not take tomorrow either


@transaction.atomic
def post(
    template: str,
    *,
    person: Any,
    at: datetime | None = None,
    at_any_hour: bool = False,
    **context: Any,
) -> MailOut:
    """Owe this person a letter of that kind; `context` holds ids and codes, never content.

    It waits through their quiet hours and leave, unless it may come `at_any_hour`.
    """
    mail = MailOut.objects.create(
        message_id=new_message_id(),
        person=person,
        template=template,
        context=context,
        at_any_hour=at_any_hour,
    )
    enqueue(send, key=f"mail:{mail.pk}", run_at=at, mail=mail.pk)
    return mail


@transaction.atomic
def post_outside(template: str, *, language: str, **context: Any) -> MailOut:
    """Owe a letter to somebody who is nobody here: its composer says to which address (`to`)."""
    mail = MailOut.objects.create(
        message_id=new_message_id(),
        template=template,
        context={**context, "language": language},
        at_any_hour=True,  # nothing is known of their nights
    )
    enqueue(send, key=f"mail:{mail.pk}", mail=mail.pk)
    return mail


@transaction.atomic
def post_each(template: str, *, people: Iterable[int], **context: Any) -> int:
    """Owe each of many people, named by their keys, the same kind of letter; in a few queries."""
    letters = [
        MailOut(message_id=new_message_id(), person_id=key, template=template, context=context)
        for key in people
    ]
    for key, letter in zip(reserve_ids(MailOut, len(letters)), letters, strict=True):
        letter.pk = key
    MailOut.objects.bulk_create(letters)
    now = timezone.now()
    Job.objects.bulk_create(
        Job(
            key=f"mail:{letter.pk}",
            task=send.module_path,
            args={"mail": letter.pk},
            queue=send.queue_name,
            priority=send.priority,
            max_attempts=MAIL_ATTEMPTS,
            run_at=now,
        )
        for letter in letters
    )
    return len(letters)


@task(transactional=False, queue_name="mail", max_attempts=MAIL_ATTEMPTS)
def send(mail: int) -> str:
    """Not in a transaction: a server may take its time. Killed after it was taken, it goes again."""
    owed = MailOut.objects.filter(pk=mail).select_related("person__assignment__location").first()
    if owed is None or owed.sent_at or owed.gave_up_at:
        return "nothing owed"
    address = address_of(owed.person)
    if owed.person is not None and not address:
        return _give_up(owed, "no address")
    _wait_for_a_good_moment(owed)
    with override(_language_of(owed)):
        letter = compose(owed)
        if letter is None:
            return _give_up(owed, "not needed any more")
        address = address or letter.to
        if not address:
            return _give_up(owed, "no address")
        try:
            message(owed, letter, address).send()
        except smtplib.SMTPRecipientsRefused as refusal:
            if all(code in FOR_GOOD for code, _words in refusal.recipients.values()):
                return _give_up(owed, REFUSED)
            raise
        except (OSError, smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError):
            hold_the_others_back()
            raise
    MailOut.objects.filter(pk=owed.pk, sent_at=None).update(sent_at=timezone.now())
    return "sent"


def address_of(person: Any) -> str:
    """Where mail reaches them; nowhere, for who has left."""
    if person is None or not person.active:
        return ""
    return person.email or (person.account.email if person.account else "") or ""


def _language_of(mail: MailOut) -> str:
    said = mail.person.language if mail.person else mail.context.get("language", "")
    return str(said or settings.LANGUAGE_CODE)


def hold_the_others_back() -> int:
    """The server does not answer: what waits shall not try it one by one, ten seconds each."""
    later = timezone.now() + OUTAGE
    others = Job.objects.filter(
        Q(leased_until=None), queue="mail", state=Job.State.READY, run_at__lt=later
    )
    held = others.update(run_at=later)
    log.warning("mail server does not answer", held_back=held)
    return held


def _wait_for_a_good_moment(mail: MailOut) -> None:
    if mail.at_any_hour:
        return
    now = timezone.now()
    moment = mail_may_go(mail.person, now)
    if moment > now:
        raise Postpone(moment)


@transaction.atomic
def _give_up(mail: MailOut, reason: str) -> str:
    MailOut.objects.filter(pk=mail.pk).update(gave_up_at=timezone.now(), reason=reason)
    if reason == REFUSED:
        tell_of_refusal(mail)
    return reason
