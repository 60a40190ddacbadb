"""Every letter that Fairway sends, as it goes out, and the same lines as a chat is told them."""

from __future__ import annotations

import json
from dataclasses import dataclass

from csp.constants import NONE, UNSAFE_INLINE
from csp.decorators import csp
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _now
from django.views.decorators.http import require_safe

from fairway.foundation.mail.letters import message
from fairway.foundation.mail.samples import LetterSample, letter_samples
from fairway.foundation.models import ChatHook, MailOut
from fairway.foundation.notifications.chat.formats import FORMATS

TO, SHOWN_ID = "ana@saltmarsh.example", "<0000000000000000000000@saltmarsh.example>"
# Programs that show mail know no policy of ours; this page alone shows one with its own styles.
AS_MAIL_IS_SHOWN = {"default-src": [NONE], "style-src": [UNSAFE_INLINE], "frame-ancestors": [NONE]}


@dataclass(frozen=True)
class Shown:
    sample: LetterSample
    subject: str
    text: str
    chats: list[tuple[str, str]]


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    shown = [_shown(sample) for sample in letter_samples]
    return render(request, "ui/gallery/mails.html", {"shown": shown})


@require_safe
@csp(AS_MAIL_IS_SHOWN)  # type: ignore[arg-type]  # its types know no address with a part
def letter(request: HttpRequest, key: str) -> HttpResponse:
    """The letter itself, with nothing of ours around it."""
    if key not in letter_samples:
        raise Http404
    html, _kind = _written(letter_samples[key]).alternatives[0]
    return HttpResponse(html)


def _shown(sample: LetterSample) -> Shown:
    mail = _written(sample)
    told = sample.told() if sample.told else ""
    label, link = _now("Open Fairway"), settings.BASE_URL
    chats = [
        (str(form.label), json.dumps(FORMATS[form](told, link, label), indent=2))
        for form in ChatHook.Format
        if told
    ]
    return Shown(sample, str(mail.subject), str(mail.body), chats)


def _written(sample: LetterSample) -> EmailMultiAlternatives:
    """By the very code that writes those that go out; nothing is owed, nothing is sent."""
    return message(MailOut(message_id=SHOWN_ID), sample.letter(), TO)
