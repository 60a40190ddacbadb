"""Letters to somebody outside: the link, and the code. Their address stands in the nomination.

The subject line names nobody, and no letter holds a word of what was written.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from fairway.foundation.mail.letters import Letter, composes, hears_refusal
from fairway.foundation.mail.samples import LetterSample, letter_samples
from fairway.foundation.models import MailOut
from fairway.reviews.actions.outside import CODE, is_answerable, new_code, outside_url
from fairway.reviews.actions.outside_asking import AGAIN, LETTER, NO_ADDRESS
from fairway.reviews.actions.outside_readdressing import note_refusal
from fairway.reviews.models import OutsideInvitation, Reminder

LINK, KEY, OVER = "reviews/mail/outside", "reviews/mail/outside_code", "reviews/mail/outside_over"


@composes(LETTER)
def write_invitation(mail: MailOut) -> Letter | None:
    """None where nothing is asked any more before it could go."""
    found = _found(mail)
    if found is None or not is_answerable(found):
        return None
    review = found.review
    said = {
        "name": found.nomination.external_name,
        "about": review.participant.person.name,
        "href": outside_url(review),
        "until": review.last_day,
    }
    return Letter(_subject(mail.context["why"]), LINK, said, to=found.nomination.external_email)


@composes(CODE)
def write_code(mail: MailOut) -> Letter | None:
    """The code; or, to whoever need not answer any more, that this is so. Only their mailbox is
    told: the page where it was asked for says the same to everybody."""
    found = _found(mail)
    if found is None:
        return None
    address = found.nomination.external_email
    if not is_answerable(found):
        said = {"sent": found.review.is_written}
        return Letter(_("No code is needed any more"), OVER, said, to=address)
    code = new_code(found, since=mail.context["since"], number=mail.context["number"])
    if code is None:
        return None
    return Letter(_("Your code"), KEY, {"code": shown(code)}, to=address)


@hears_refusal(LETTER)
@hears_refusal(CODE)
def hear_refusal(mail: MailOut) -> None:
    note_refusal(mail)


def shown(code: str) -> str:
    """12345678 as 1234 5678."""
    return f"{code[:4]} {code[4:]}"


def _found(mail: MailOut) -> OutsideInvitation | None:
    rows = OutsideInvitation.objects.select_related(
        "review__participant__person", "review__cycle", "nomination"
    )
    found = rows.filter(pk=mail.context["invitation"]).first()
    if found is None or found.nomination.external_email.endswith(NO_ADDRESS):
        return None
    return found


def _subject(why: str) -> str:
    said = {
        AGAIN: _("Your view is still asked for"),
        Reminder.Mark.THREE_BEFORE: _("Your view is asked for: three working days are left"),
        Reminder.Mark.ON_THE_DAY: _("Your view is asked for until the end of today"),
        Reminder.Mark.ONE_AFTER: _("Your view is still asked for, a little later"),
    }
    return said.get(why, _("Your view is asked for"))


def sample() -> Letter:
    """With a link that leads nowhere."""
    context: dict[str, Any] = {
        "name": "Inês Duarte",
        "about": "Ana Reyes",
        "href": settings.BASE_URL,
        "until": date(2026, 12, 11),
    }
    return Letter(_subject(""), LINK, context)


def sample_code() -> Letter:
    """With a code that opens nothing."""
    return Letter(_("Your code"), KEY, {"code": "1234 5678"})


def sample_over() -> Letter:
    return Letter(_("No code is needed any more"), OVER, {"sent": True})


letter_samples.offer(
    LetterSample("review-outside", _later("Somebody outside is asked"), sample),
    LetterSample("review-outside-code", _later("The code for somebody outside"), sample_code),
    LetterSample("review-outside-over", _later("Nothing more is asked of them"), sample_over),
)
