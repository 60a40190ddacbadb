"""Hand a line to somebody's chat: tried again while it does not answer, never in anybody's way.

A job holds ids; what is said is made when it goes, and only if it still needs to be said. The
queue is its own: a chat server that hangs holds up no mail.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import structlog
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django_tasks import task

from fairway.foundation import outbound
from fairway.foundation.jobs.context import Postpone
from fairway.foundation.jobs.enqueuing import enqueue
from fairway.foundation.mail.moments import mail_may_go
from fairway.foundation.models import ChatHook, Notification
from fairway.foundation.notifications.chat.formats import FORMATS
from fairway.foundation.notifications.chat.sealed import read_address
from fairway.foundation.notifications.letters import link_of, words_of
from fairway.foundation.sealing import Erased

log = structlog.get_logger(__name__)
SECONDS, LARGEST = 10, 64 * 1024
ATTEMPTS = 12  # over some hours; the notice stands in Fairway all the while
GONE, BUSY = {401, 403, 404, 410}, {408, 425, 429}
Stop = ChatHook.Stop


class NotTaken(Exception):
    """The chat did not take it now; it is tried again."""


def pass_on(told: Notification, *, at: datetime, at_any_hour: bool = False) -> None:
    """What comes at once by mail comes at once in the chat, too, for whoever has one."""
    for hook in _hooks(told.person):
        enqueue(
            send_notice,
            key=f"chat:{hook.pk}:{told.pk}",
            run_at=at,
            hook=hook.pk,
            notification=told.pk,
            at_any_hour=at_any_hour,
        )


def gather(person: Any, number: int) -> None:
    """Beside the mail with what is new: how much, and where. Called in that mail's transaction."""
    for hook in _hooks(person):
        enqueue(send_count, hook=hook.pk, number=number)


def say_hello(hook: ChatHook) -> None:
    enqueue(send_hello, key=f"chat:{hook.public_id}:hello", hook=hook.pk)


@task(transactional=False, queue_name="chat", max_attempts=ATTEMPTS)
def send_notice(hook: int, notification: int, at_any_hour: bool = False) -> str:
    """Not in a transaction: a server may take its time. Killed after it was taken, it goes again."""
    told = Notification.objects.filter(pk=notification, read_at=None).first()
    found = _hook(hook)
    if told is None or found is None:
        return "not needed any more"
    if not at_any_hour:
        _wait_for_a_good_moment(found.person)
    with override(found.person.language or settings.LANGUAGE_CODE):
        return _send(found, words_of(told), link_of(told))


@task(transactional=False, queue_name="chat", max_attempts=ATTEMPTS)
def send_count(hook: int, number: int) -> str:
    found = _hook(hook)
    if found is None:
        return "not needed any more"
    _wait_for_a_good_moment(found.person)
    with override(found.person.language or settings.LANGUAGE_CODE):
        words = ngettext("%(n)d thing is new for you", "%(n)d things are new for you", number)
        return _send(found, words % {"n": number}, settings.BASE_URL)


@task(transactional=False, queue_name="chat", max_attempts=3)
def send_hello(hook: int) -> str:
    """Asked for just now by whoever sits before the page: no hour is wrong."""
    found = _hook(hook)
    if found is None:
        return "not needed any more"
    with override(found.person.language or settings.LANGUAGE_CODE):
        words = _("This chat now hears from Fairway when something waits for you.")
        return _send(found, words, settings.BASE_URL)


def _hooks(person: Any) -> list[ChatHook]:
    return list(ChatHook.objects.filter(person=person, stopped=""))


def _hook(pk: int) -> ChatHook | None:
    """One that still holds; who has left gets nothing any more."""
    rows = ChatHook.objects.filter(pk=pk, stopped="", person__active=True)
    return rows.select_related("person__assignment__location").first()


def _wait_for_a_good_moment(person: Any) -> None:
    now = timezone.now()
    moment = mail_may_go(person, now)
    if moment > now:
        raise Postpone(moment)


def _send(hook: ChatHook, text: str, link: str) -> str:
    payload = FORMATS[hook.format](text, link, _("Open Fairway"))
    try:
        address = read_address(hook)
        answer = outbound.fetch(
            "POST", address, json=payload, seconds=SECONDS, limit=LARGEST, redirects=0
        )
    except Erased:
        return "erased"
    except outbound.RefusedTarget:
        return _stop(hook, Stop.REFUSED)
    except outbound.OutboundError as trouble:
        raise NotTaken(type(trouble).__name__) from None  # its words may hold the address
    if 200 <= answer.status_code < 300:
        ChatHook.objects.filter(pk=hook.pk).update(took_at=timezone.now())
        return "sent"
    if answer.status_code in BUSY or answer.status_code >= 500:
        raise NotTaken(str(answer.status_code))
    return _stop(hook, Stop.GONE if answer.status_code in GONE else Stop.NOT_UNDERSTOOD)


def _stop(hook: ChatHook, why: str) -> str:
    """Trying again would not help. The page on which it is connected says so, and mail goes on."""
    ChatHook.objects.filter(pk=hook.pk).update(stopped=why)
    log.info("chat stopped", host=hook.host, why=str(why))
    return "stopped"
