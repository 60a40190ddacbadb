"""What a mail says is made when it is sent, from ids: a row that waits holds no content."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from fairway.foundation import policy
from fairway.foundation.ids import new_public_id
from fairway.foundation.models import MailOut

STYLE = files("fairway.foundation") / "mail" / "letter.css"


@dataclass(frozen=True)
class Letter:
    """A subject, and a template that exists as .txt and .html with what it shows."""

    subject: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    unsubscribe: str = ""  # where a POST ends such mail
    to: str = ""  # the address of somebody outside; people have their own


Composer = Callable[[MailOut], Letter | None]
_composers: dict[str, Composer] = {}


Refused = Callable[[MailOut], None]
_refused: dict[str, Refused] = {}


class NoComposer(LookupError):
    """Nobody knows how to write this kind of letter."""


def composes(key: str) -> Callable[[Composer], Composer]:
    """Register who writes letters of this kind; None from it means that none is needed any more."""

    def register(composer: Composer) -> Composer:
        if key in _composers:
            raise ValueError(f"{key} is already composed")
        _composers[key] = composer
        return composer

    return register


def hears_refusal(key: str) -> Callable[[Refused], Refused]:
    """Register who is called when a server will never take a letter of this kind; in the
    transaction that gives it up."""

    def register(listener: Refused) -> Refused:
        if key in _refused:
            raise ValueError(f"refusal of {key} is already heard")
        _refused[key] = listener
        return listener

    return register


def tell_of_refusal(mail: MailOut) -> None:
    if listener := _refused.get(mail.template):
        listener(mail)


def compose(mail: MailOut) -> Letter | None:
    try:
        composer = _composers[mail.template]
    except KeyError:
        raise NoComposer(mail.template) from None
    return composer(mail)


def new_message_id() -> str:
    """Random like every id that leaves the house; short, so that no header has to be folded."""
    return f"<{new_public_id()}@{urlsplit(settings.BASE_URL).hostname or 'localhost'}>"


def message(mail: MailOut, letter: Letter, address: str) -> EmailMultiAlternatives:
    organisation = str(policy.get("organisation.name"))
    context = {
        **letter.context,
        "subject": letter.subject,
        "base_url": settings.BASE_URL,
        "organisation": organisation,
        "unsubscribe": letter.unsubscribe,
    }
    headers = {"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"}
    if letter.unsubscribe:
        headers["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made = EmailMultiAlternatives(
        subject=" ".join(letter.subject.split()),
        body=render_to_string(f"{letter.template}.txt", context),
        to=[address],
        headers=headers,
    )
    made.attach_alternative(
        _styled(render_to_string(f"{letter.template}.html", context)), "text/html"
    )
    return made


def _styled(html: str) -> str:
    """Styles in each element, for programs that drop sheets; the sheet stays for dark screens."""
    import css_inline  # only who sends letters needs it

    sheet = f"<style>{STYLE.read_text()}</style></head>"
    inliner = css_inline.CSSInliner(
        keep_style_tags=False, keep_at_rules=True, load_remote_stylesheets=False
    )
    return inliner.inline(html.replace("</head>", sheet, 1))
