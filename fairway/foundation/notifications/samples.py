"""Notices and the mail with what is new, as they go out: one for each data class."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from fairway.foundation.mail.letters import Letter
from fairway.foundation.mail.samples import LetterSample, letter_samples
from fairway.foundation.models import Notification
from fairway.foundation.notifications.letters import SPEAKS, Group, Line, words_of
from fairway.foundation.ports import event_kinds

LABELS = {
    "C2": _("About something that the team sees anyway"),
    "C3": _("About something personal"),
    "C4": _("About something sealed"),
}


def notice_of(data_class: str) -> LetterSample:
    def told() -> str:
        return words_of(_notification(data_class))

    def letter() -> Letter:
        context = {
            "line": told(),
            "href": settings.BASE_URL,
            "guarded": data_class not in SPEAKS,
        }
        return Letter(told(), "foundation/mail/notice", context, settings.BASE_URL)

    return LetterSample(f"notice-{data_class.lower()}", LABELS[data_class], letter, told)


def _notification(data_class: str) -> Notification:
    """Of a kind that there is, so that its part of Fairway is named as in earnest."""
    kind = next((one.key for one in event_kinds if one.group), "")
    title = _now("Bo Almeida agreed to your goal")
    return Notification(kind=kind, data_class=data_class, title=title)


def digest() -> Letter:
    count = 3
    lines = [
        Line(words_of(_notification("C2")), settings.BASE_URL),
        Line(_now("You have something to read"), settings.BASE_URL),
        Line(_now("A goal waits for a word from you")),
    ]
    words = ngettext("%(n)d thing is new for you", "%(n)d things are new for you", count)
    context = {"groups": [Group(_now("Goals"), lines)]}
    return Letter(words % {"n": count}, "foundation/mail/digest", context, settings.BASE_URL)


letter_samples.offer(
    *(notice_of(data_class) for data_class in LABELS),
    LetterSample("digest", _("The mail with what is new"), digest),
)
