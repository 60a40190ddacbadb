"""The letter with which a check-in opens, and answering it from there, on a phone and not signed in.

What stands behind the link shows nothing that was written before, nor a private goal: mail is
forwarded. What is left empty there says nothing, so a draft in Fairway stays what it is.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fairway.conversations.actions.checkins_opening import LETTER, OPENED
from fairway.conversations.actions.checkins_writing import send_check_in
from fairway.conversations.forms.checkins import CheckInForm
from fairway.conversations.models import CheckIn
from fairway.conversations.reading.checkins import start
from fairway.foundation import maillinks
from fairway.foundation.access import can
from fairway.foundation.mail.letters import Letter, composes
from fairway.foundation.mail.samples import LetterSample, letter_samples
from fairway.foundation.models import MailOut
from fairway.foundation.notifications.preferring import Channel, chosen_of
from fairway.foundation.notifications.unsubscribing import unsubscribe_link
from fairway.people.models import Person

WRITE = "conversations.check_in"


@composes(LETTER)
def write_letter(mail: MailOut) -> Letter | None:
    """None where it was sent, or is over, or such letters are unwanted, before it could go."""
    check_in = CheckIn.objects.filter(pk=mail.context["check_in"]).first()
    if check_in is None or check_in.is_sent or check_in.is_over or mail.person is None:
        return None
    if chosen_of([mail.person.pk], OPENED).get(mail.person.pk, Channel.NOW) != Channel.NOW:
        return None
    link = maillinks.make_link(WRITE, person=mail.person, obj=check_in)
    return Letter(
        subject=_now("Your check-in is open"),
        template="conversations/mail/check_in",
        context={
            "week": week_in_words(check_in),
            "href": maillinks.url_of(link),
            "path": check_in.get_absolute_url(),
        },
        unsubscribe=unsubscribe_link(mail.person, OPENED),
    )


def week_in_words(check_in: CheckIn) -> str:
    return _week(check_in.week_on)


def _week(day: date) -> str:
    return _now("Week of %(day)s") % {"day": date_format(day, "j F")}


def sample() -> Letter:
    """With a link that leads nowhere."""
    context = {"week": _week(date(2026, 3, 2)), "href": settings.BASE_URL, "path": "/"}
    subject, template = _now("Your check-in is open"), "conversations/mail/check_in"
    return Letter(subject, template, context, settings.BASE_URL)


letter_samples.offer(LetterSample("check-in", _("A check-in that has opened"), sample))


def ask(check_in: CheckIn, data: Any, *, person: Person) -> CheckInForm:
    """For whoever may still write it. What was sent is changed in Fairway, where it stands."""
    if check_in.is_sent or not can(person, "write", check_in):
        raise PermissionDenied
    return CheckInForm(start(check_in, in_mail=True), data, in_mail=True)


@maillinks.acts(WRITE, CheckIn, label=_("Send your check-in"), explains=week_in_words, asks=ask)
def send(check_in: CheckIn, *, actor: Person, form: CheckInForm) -> CheckIn:
    return send_check_in(check_in, actor=actor, said=form.said(), goals=form.told())
