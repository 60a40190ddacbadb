"""Every letter that Fairway sends, as it goes out, and the same lines as a chat is told them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from csp.constants import NONE, UNSAFE_INLINE
from csp.decorators import csp
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from fairway.foundation.mail.letters import Letter, message
from fairway.foundation.models import ChatHook, MailOut, Notification
from fairway.foundation.notifications.chat.formats import FORMATS
from fairway.foundation.notifications.letters import SPEAKS, Group, Line, words_of
from fairway.foundation.ports import event_kinds

TO, SHOWN_ID = "ana@saltmarsh.example", "<0000000000000000000000@saltmarsh.example>"
# Programs that show mail know no policy of ours; this page alone shows one with its own styles.
AS_MAIL_IS_SHOWN = {"default-src": [NONE], "style-src": [UNSAFE_INLINE], "frame-ancestors": [NONE]}


@dataclass(frozen=True)
class Sample:
    """`told` is what a chat would be told of it, where it is one line."""

    key: str
    label: Any
    letter: Callable[[], Letter]
    told: Callable[[], str] | None = None


def _notice(data_class: str) -> Sample:
    def told() -> str:
        return words_of(_notification(data_class))

    def letter() -> Letter:
        context = {
            "line": told(),
            "href": settings.BASE_URL,
            "guarded": data_class not in SPEAKS,
        }
        return Letter(told(), "foundation/mail/notice", context, settings.BASE_URL)

    labels = {
        "C2": _("About something that the team sees anyway"),
        "C3": _("About something personal"),
        "C4": _("About something sealed"),
    }
    return Sample(f"notice-{data_class.lower()}", labels[data_class], letter, told)


def _notification(data_class: str) -> Notification:
    """Of a kind that there is, so that its part of Fairway is named as in earnest."""
    kind = next((one.key for one in event_kinds if one.group), "")
    title = _now("Bo Almeida agreed to your goal")
    return Notification(kind=kind, data_class=data_class, title=title)


def _digest() -> Letter:
    count = 3
    lines = [
        Line(words_of(_notification("C2")), settings.BASE_URL),
        Line(_now("You have something to read"), settings.BASE_URL),
        Line(_now("A goal waits for a word from you")),
    ]
    words = ngettext("%(n)d thing is new for you", "%(n)d things are new for you", count)
    groups = [Group(_now("Goals"), lines)]
    context = {"groups": groups}
    return Letter(words % {"n": count}, "foundation/mail/digest", context, settings.BASE_URL)


SAMPLES = {
    one.key: one
    for one in (
        *(_notice(data_class) for data_class in ("C2", "C3", "C4")),
        Sample("digest", _("The mail with what is new"), _digest),
    )
}


@dataclass(frozen=True)
class Shown:
    sample: Sample
    subject: str
    text: str
    chats: list[tuple[str, str]]


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    shown = [_shown(sample) for sample in SAMPLES.values()]
    return render(request, "ui/gallery/mails.html", {"shown": shown})


@require_safe
@csp(AS_MAIL_IS_SHOWN)
def letter(request: HttpRequest, key: str) -> HttpResponse:
    """The letter itself, with nothing of ours around it."""
    if key not in SAMPLES:
        raise Http404
    html, _kind = _written(SAMPLES[key]).alternatives[0]
    return HttpResponse(html)


def _shown(sample: Sample) -> Shown:
    mail = _written(sample)
    told = sample.told() if sample.told else ""
    label, link = _now("Open Fairway"), settings.BASE_URL
    chats = [
        (str(form.label), json.dumps(FORMATS[form](told, link, label), indent=2))
        for form in ChatHook.Format
        if told
    ]
    return Shown(sample, mail.subject, str(mail.body), chats)


def _written(sample: Sample) -> EmailMultiAlternatives:
    """By the very code that writes those that go out; nothing is owed, nothing is sent."""
    return message(MailOut(message_id=SHOWN_ID), sample.letter(), TO)
