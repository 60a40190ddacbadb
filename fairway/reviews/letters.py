"""The letter that says what somebody is asked to write, and until when: one for all occasions.

About whom stands in Fairway, behind the sign-in.
"""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from fairway.foundation.mail.letters import Letter


def owed(
    subject: str, number: int, until: date, *, words: str = "", by: str = "", unsubscribe: str = ""
) -> Letter:
    context = {
        "number": number,
        "until": until,
        "words": words,
        "by": by,
        "path": reverse("reviews:overview"),
    }
    return Letter(subject, "reviews/mail/owed", context, unsubscribe)


def beginning(cycle: str) -> str:
    """The subject of the first one."""
    return _("Reviews begin: %(name)s") % {"name": cycle}
