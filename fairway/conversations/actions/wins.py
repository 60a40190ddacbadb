"""Write down what went well, keep it or share it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone

from fairway.conversations.actions.notes_refused import (
    NotALink,
    day_that_has_come,
    said_within,
)
from fairway.conversations.models import Win, WinPrompt
from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.versions import next_version
from fairway.people.actions.leaving import LAST_MANAGER_READS
from fairway.people.days import organisation_day
from fairway.people.models import Person

MOST, LONGEST_LINK = 2000, 500
AT_ONCE, ONE_DAY = 500, timedelta(days=1)
is_link = URLValidator(schemes=["http", "https"])


@transaction.atomic
def write_win(
    *,
    actor: Any,
    body: str,
    happened_on: date | None = None,
    link: str = "",
    share: bool = False,
) -> Win:
    """The actor's own, and nobody else's before they share it."""
    if not isinstance(actor, Person) or not actor.active:
        raise PermissionDenied  # a win is told by whose it is
    win = Win.objects.create(
        person=actor,
        happened_on=day_that_has_come(happened_on, actor, "happened_on"),
        body=said_within(body, MOST),
        link=_link(link),
        written_at=timezone.now(),
        shared_on=organisation_day() if share else None,
    )
    record("conversations.win_written", actor=actor, subject=win)
    if share:
        record("conversations.win_shared", actor=actor, subject=win, about=actor)
    return win


@transaction.atomic
def change_win(
    win: Win,
    *,
    actor: Any,
    body: str,
    happened_on: date | None = None,
    link: str = "",
    version: int | None = None,
) -> Win:
    win = claim(win, actor=actor, verb="edit")
    next_version(win, version)
    win.body, win.link = said_within(body, MOST), _link(link)
    win.happened_on = day_that_has_come(happened_on or win.happened_on, win.person, "happened_on")
    win.save(update_fields=["body", "link", "happened_on", "version"])
    record("conversations.win_changed", actor=actor, subject=win)
    return win


@transaction.atomic
def share_win(win: Win, *, actor: Any) -> Win:
    """With whoever manages them today. Shared once more, it reaches a manager who came since."""
    win = claim(win, actor=actor, verb="share")
    today = organisation_day()
    if win.shared_on == today:
        return win
    win.shared_on = today
    _write_sharing(win, "conversations.win_shared", actor)
    return win


@transaction.atomic
def keep_win(win: Win, *, actor: Any) -> Win:
    """Theirs alone again. What somebody has read meanwhile they have read."""
    win = claim(win, actor=actor, verb="share")
    if win.shared_on is not None:
        win.shared_on = None
        _write_sharing(win, "conversations.win_kept", actor)
    return win


@transaction.atomic
def remove_win(win: Win, *, actor: Any) -> None:
    win = claim(win, actor=actor, verb="edit")
    record("conversations.win_removed", actor=actor, subject=win)
    win.delete()


def forget_wins(now: datetime | None = None) -> int:
    """What somebody who has left had shared with nobody serves nobody: it is deleted."""
    until, count = organisation_day(now or timezone.now()) - LAST_MANAGER_READS, 0
    private = Win.objects.filter(person__active=False, person__left_on__lte=until, shared_on=None)
    while keys := list(private.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
        with transaction.atomic():
            count += Win.objects.filter(pk__in=keys, shared_on=None).delete()[0]
    return count


def forget_prompts(now: datetime | None = None) -> int:
    """That somebody was asked matters in that month alone."""
    month = organisation_day(now or timezone.now()).replace(day=1)
    last = (month - ONE_DAY).replace(day=1)
    return WinPrompt.objects.filter(month__lt=last).delete()[0]


def _write_sharing(win: Win, kind: str, actor: Any) -> None:
    win.version += 1
    win.save(update_fields=["shared_on", "version"])
    record(kind, actor=actor, subject=win, about=win.person)


def _link(typed: str) -> str:
    link = typed.strip()
    if not link:
        return ""
    try:
        is_link(link)
    except ValidationError:
        raise NotALink from None
    if len(link) > LONGEST_LINK:
        raise NotALink
    return link
