"""Say where one's chat takes messages, and take it back."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.models import ChatHook
from fairway.foundation.notifications.chat.sealed import seal_address
from fairway.foundation.notifications.chat.sending import say_hello
from fairway.foundation.refusal import Refusal

LONGEST = 2000


class NotAnAddress(Refusal):
    code = "not_an_address"
    field = "address"

    def __init__(self) -> None:
        super().__init__(
            _("Paste the whole address that your chat shows. It begins with https://.")
        )


def hook_of(person: Any) -> ChatHook | None:
    return ChatHook.objects.allowed(person).first()


@transaction.atomic
def connect(*, actor: Any, format: str, address: str) -> ChatHook:
    """One for each person: another address takes its place. A first message is sent to try it."""
    host = _host_of(address)
    if format not in ChatHook.Format.values:
        raise NotAnAddress
    ChatHook.objects.filter(person=actor).delete()
    hook = ChatHook(person=actor, format=format, host=host, connected_at=timezone.now())
    seal_address(hook, address.strip())
    hook.save()
    record("foundation.chat_connected", actor=actor, subject=hook, about=actor, host=host)
    say_hello(hook)
    return hook


@transaction.atomic
def disconnect(hook: ChatHook, *, actor: Any) -> None:
    hook = claim(hook, actor=actor, verb="remove")
    record("foundation.chat_disconnected", actor=actor, subject=hook, about=hook.person)
    hook.delete()


def _host_of(address: str) -> str:
    """Of an address with a secret in its path; a name and password in it are refused."""
    try:
        parts = urlsplit(address.strip())
        host = parts.hostname or ""
    except ValueError:
        raise NotAnAddress from None
    # Plain http only to a server inside the network that an administrator has named.
    safe = parts.scheme == "https" or (
        parts.scheme == "http" and parts.netloc in settings.OUTBOUND_ALLOW
    )
    fits = safe and host and parts.path.strip("/") and not parts.username
    if not fits or len(address) > LONGEST or any(sign.isspace() for sign in address.strip()):
        raise NotAnAddress
    return host[:255]
