"""What mail may say of a notification, by the class of its data.

C1 and C2: its title. C3: that there is something to read, and in which part of Fairway. C4: that
there is something to read. Links lead through a neutral address, because a path speaks, too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairway.foundation.mail.letters import Letter, composes
from fairway.foundation.models import MailOut, Notification
from fairway.foundation.notifications.unsubscribing import unsubscribe_link
from fairway.foundation.ports import digest_sources, event_kinds

NOTICE, DIGEST_LETTER = "foundation.notice", "foundation.digest"
SPEAKS = {"C1", "C2"}


@dataclass(frozen=True)
class Line:
    text: str
    href: str = ""


@dataclass(frozen=True)
class Group:
    label: str
    lines: list[Line]


def words_of(notification: Notification) -> str:
    """What anybody may read who sees this mail by accident."""
    if notification.data_class in SPEAKS:
        return notification.title
    group = group_of(notification)
    if notification.data_class == "C3" and group:
        return _("%(part)s: you have something to read") % {"part": group}
    return _("You have something to read in Fairway")


def group_of(notification: Notification) -> str:
    if notification.data_class == "C4" or notification.kind not in event_kinds:
        return ""
    return str(event_kinds[notification.kind].group or "")


def link_of(notification: Notification) -> str:
    if not notification.url:
        return settings.BASE_URL
    return settings.BASE_URL + reverse("foundation:notice", args=[notification.public_id])


@composes(NOTICE)
def write_notice(mail: MailOut) -> Letter | None:
    notification = Notification.objects.filter(pk=mail.context["notification"]).first()
    if notification is None or notification.read_at is not None:
        return None
    words = words_of(notification)
    return Letter(
        subject=words,
        template="foundation/mail/notice",
        context={
            "line": words,
            "href": link_of(notification),
            "guarded": notification.data_class not in SPEAKS,
        },
        unsubscribe=unsubscribe_link(mail.person, notification.kind),
    )


@composes(DIGEST_LETTER)
def write_digest(mail: MailOut) -> Letter | None:
    rows = Notification.objects.filter(pk__in=mail.context["notifications"], read_at=None)
    groups = [*_by_group(rows.order_by("created_at")), *_from_rooms(mail)]
    count = sum(len(group.lines) for group in groups)
    if not count:
        return None
    return Letter(
        subject=ngettext("%(n)d thing is new for you", "%(n)d things are new for you", count)
        % {"n": count},
        template="foundation/mail/digest",
        context={"groups": groups},
        unsubscribe=unsubscribe_link(mail.person, "digest"),
    )


def _by_group(notifications: Iterable[Notification]) -> list[Group]:
    groups: dict[str, list[Line]] = {}
    for one in notifications:
        label = group_of(one) or _("New")
        words = one.title if one.data_class in SPEAKS else _("You have something to read")
        groups.setdefault(label, []).append(Line(words, link_of(one)))
    return [Group(label, lines) for label, lines in groups.items()]


def _line(said: Any) -> Line:
    """A room says words, or a pair of words and an address to act at."""
    if isinstance(said, tuple):
        words, href = said
        return Line(str(words), href)
    return Line(str(said))


def _from_rooms(mail: MailOut) -> list[Group]:
    since = datetime.fromisoformat(mail.context["since"])
    groups: list[Any] = [
        Group(str(source.label), [_line(line) for line in source.lines(mail.person, since)])
        for source in sorted(digest_sources, key=lambda source: source.order)
    ]
    return [group for group in groups if group.lines]
