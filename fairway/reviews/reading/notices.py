"""The letter with which a cycle begins, as people will get it: written like those that go out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.conf import settings
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from fairway.foundation.languages import Texts, reading_in, written_in
from fairway.foundation.mail.letters import message
from fairway.foundation.models import MailOut
from fairway.people.days import organisation_day
from fairway.reviews.letters import beginning, owed
from fairway.reviews.letters_reminding import WRITE, example
from fairway.reviews.models import Phase, ReviewCycle, phases_of

NUMBER = 3  # of reviews that the invented reader owes
TO, SHOWN_ID = "robin@example.org", "<0000000000000000000000@example.org>"
SOON = timedelta(days=14)


@dataclass(frozen=True)
class Shown:
    language: str
    name: str  # of the language; empty where there is one alone
    to: str
    subject: str
    words: str  # of the notice
    text: str  # of the whole letter
    is_another: bool = False  # its words stand in none of the languages before


def letters_of(cycle: ReviewCycle) -> list[Shown]:
    """One in each language that the organisation writes in; nothing is sent."""
    languages = written_in()
    several, until = len(languages) > 1, last_day(cycle)
    found = [
        _shown(cycle, until, language, str(name) if several else "") for language, name in languages
    ]
    seen = [one.words for one in found]
    return [
        replace(one, is_another=bool(one.words) and one.words not in seen[:at])
        for at, one in enumerate(found)
    ]


def reminder_of(cycle: ReviewCycle) -> Shown:
    """As it comes three working days before the last day of those who write, in the reader's
    language."""
    letter = example(last_day(cycle), cycle.name, {WRITE: NUMBER}, unsubscribe=settings.BASE_URL)
    mail = message(MailOut(message_id=SHOWN_ID), letter, TO)
    to = _("Robin Example <%(address)s>") % {"address": TO}
    return Shown(get_language() or "", "", to, str(mail.subject), "", str(mail.body).strip())


def last_day(cycle: ReviewCycle) -> date:
    """Of those who write; some day soon, while none is chosen."""
    phase = phases_of(cycle).get(Phase.Kind.WRITE)
    return phase.due_on if phase else organisation_day() + SOON


def _shown(cycle: ReviewCycle, until: date, language: str, name: str) -> Shown:
    to = _("Robin Example <%(address)s>") % {"address": TO}
    with override(language), reading_in(language):
        words = str(Texts.of(cycle.notice))
        letter = owed(
            beginning(cycle.name), NUMBER, until, words=words, unsubscribe=settings.BASE_URL
        )
        mail = message(MailOut(message_id=SHOWN_ID), letter, TO)
    return Shown(language, name, to, str(mail.subject), words, str(mail.body).strip())
