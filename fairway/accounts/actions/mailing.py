"""The mail with a one-time key: asked for on the sign-in page, written and sent by a job."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from fairway.accounts.actions.keys import MAIL_MINUTES, MailKey, make_mail_key
from fairway.accounts.actions.logins import account_at
from fairway.accounts.models import OneTimeKey
from fairway.accounts.onetime import shown


@transaction.atomic
def ask_for_mail(email: str) -> OneTimeKey:
    """Note that somebody at this address wants in. Who that is, is looked up in the job.

    The request does the same for an address we know and for one we do not.
    """
    key = OneTimeKey.objects.create(
        purpose=OneTimeKey.Purpose.MAIL,
        email=email.strip().lower(),
        expires_at=timezone.now() + timedelta(minutes=MAIL_MINUTES),
    )
    mail_key.enqueue(key=key.public_id)
    return key


@task(transactional=False)
def mail_key(key: str) -> None:
    """Send the mail, if the address belongs to somebody; nobody learns which from the page."""
    asked = OneTimeKey.objects.filter(public_id=key).good().first()
    if asked is None:
        return
    with transaction.atomic():
        account = account_at(asked.email)
        mail = make_mail_key(asked, account) if account else None
    if mail:
        send(mail)


def send(mail: MailKey) -> None:
    context = {"code": shown(mail.code), "link": mail.link, "minutes": MAIL_MINUTES}
    message = EmailMultiAlternatives(
        _("Your way into Fairway"),
        render_to_string("accounts/mail/key.txt", context),
        settings.DEFAULT_FROM_EMAIL,
        [mail.email],
    )
    message.send()
