"""Letters of a cycle: that one is asked, and messages of who holds it.

They say how many and until when; about whom stands in Fairway, behind the sign-in.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Count, Max
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from fairway.foundation.languages import reading_in
from fairway.foundation.mail.letters import Letter, composes
from fairway.foundation.mail.samples import LetterSample, letter_samples
from fairway.foundation.models import MailOut
from fairway.foundation.notifications.unsubscribing import unsubscribe_link
from fairway.reviews.actions.launching import ASKED, LETTER
from fairway.reviews.actions.reminding import MESSAGE
from fairway.reviews.letters import beginning, owed
from fairway.reviews.models import Nudge, Review, ReviewCycle


@composes(LETTER)
def write_asked(mail: MailOut) -> Letter | None:
    cycle = ReviewCycle.objects.filter(pk=mail.context["cycle"]).first()
    found = _owed(mail, cycle)
    if cycle is None or found is None or mail.person is None:
        return None
    with reading_in(mail.person.language):
        words = str(cycle.notice)
    return _letter(mail, beginning(cycle.name), found, words)


@composes(MESSAGE)
def write_nudge(mail: MailOut) -> Letter | None:
    nudge = Nudge.objects.select_related("cycle", "by").filter(pk=mail.context["nudge"]).first()
    found = _owed(mail, nudge.cycle if nudge else None)
    if nudge is None or found is None:
        return None
    subject = _("About your reviews in %(name)s") % {"name": nudge.cycle.name}
    return _letter(mail, subject, found, nudge.words, nudge.by.name)


def _owed(mail: MailOut, cycle: ReviewCycle | None) -> dict[str, Any] | None:
    if cycle is None or mail.person is None:
        return None
    rows = Review.objects.to_write().filter(cycle=cycle, reviewer=mail.person).order_by()
    last = Greatest("due_on", Coalesce("extended_until", "due_on"))
    found: dict[str, Any] = rows.aggregate(number=Count("pk"), until=Max(last))
    return found if found["number"] else None


def _letter(
    mail: MailOut, subject: str, found: dict[str, Any], words: str = "", by: str = ""
) -> Letter:
    leave = unsubscribe_link(mail.person, ASKED)
    return owed(subject, found["number"], found["until"], words=words, by=by, unsubscribe=leave)


def sample() -> Letter:
    """With a link that leads nowhere."""
    words = _("Twice a year we sum up what was said before, and look ahead.")
    subject = beginning(_("Half-year review"))
    until = date(2026, 12, 11)
    return owed(subject, 3, until, words=words, unsubscribe=settings.BASE_URL)


letter_samples.offer(LetterSample("reviews", _later("Reviews that wait to be written"), sample))
