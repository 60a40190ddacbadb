"""The mail with a one-time key: asked for on the sign-in page, written and sent by a job."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import override
from django_tasks import task

from fairway.accounts.actions.keys import MAIL_MINUTES, MailKey, make_mail_key
from fairway.accounts.actions.logins import account_at
from fairway.accounts.models import OneTimeKey
from fairway.accounts.onetime import shown
from fairway.foundation.mail.letters import Letter, message, new_message_id
from fairway.foundation.mail.samples import LetterSample, letter_samples
from fairway.foundation.models import MailOut


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


@task(transactional=False, queue_name="mail", priority=50, max_attempts=10)
def mail_key(key: str) -> None:
    """Send the mail, if the address belongs to somebody; nobody learns which from the page."""
    asked = OneTimeKey.objects.filter(public_id=key).good().first()
    if asked is None:
        return
    with transaction.atomic():
        account = account_at(asked.email)
        if account is None:
            return
        mail = make_mail_key(asked, account)
    person = getattr(account, "person", None)
    send(mail, person.language if person else "")


def send(mail: MailKey, language: str) -> None:
    """Sent straight from here: kept as owed mail, its secrets would lie in the database."""
    with override(language or settings.LANGUAGE_CODE):
        owed = MailOut(message_id=new_message_id())
        message(owed, written(mail.code, mail.link), mail.email).send()


def written(code: str, link: str) -> Letter:
    context = {"code": shown(code), "link": link, "minutes": MAIL_MINUTES}
    return Letter(_("Your way into Fairway"), "accounts/mail/key", context)


def sample() -> Letter:
    """With a code and a link that open nothing."""
    return written("K7QF3MPD", settings.BASE_URL)


letter_samples.offer(LetterSample("way-in", _lazy("The way in, by mail"), sample))
