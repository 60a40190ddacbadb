"""What recognition offers the house: its events, a card on Home, the digest of a month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from fairway.feedback import telling, todos
from fairway.feedback.giving import GROUP
from fairway.feedback.models import Recognised
from fairway.feedback.reading.attention import silent_people
from fairway.feedback.reading.praise import last_month
from fairway.foundation.ports import (
    BenchPage,
    DigestSource,
    EventKind,
    HomeCard,
    PaletteAction,
    bench_pages,
    digest_sources,
    event_kinds,
    home_cards,
    palette_actions,
)
from fairway.people.days import organisation_day
from fairway.people.models import Person
from fairway.people.relations import MANAGER, standing_of

KINDS = (
    ("recognised", _("Recognised somebody"), "heart", telling.recognised),
    ("recognition_edited", _("Edited recognition"), "pencil", None),
    ("recognition_removed", _("Took recognition down"), "trash", None),
    ("recognition_taken_off", _("Took recognition off their profile"), "archive", None),
    ("celebration_hidden", _("Kept a day to themselves"), "archive", None),
)
# Where praise is not open its events must not be either, so they are never everybody's.
event_kinds.offer(
    *(
        EventKind(
            f"feedback.{key}",
            label,
            "subject",
            icon=icon,
            data_class="C1",
            group=GROUP,
            notify=notify,
        )
        for key, label, icon, notify in KINDS
    )
)


def news(viewer: Any, since: datetime) -> Iterator[Any]:
    """Praise of oneself since then; with the first mail of a month, the way to the last one."""
    mine = Recognised.objects.filter(person=viewer, hidden_at=None, given_at__gte=since)
    if n := mine.filter(recognition__removed_at=None).count():
        words = ngettext("%(n)s colleague recognised you", "You were recognised %(n)s times", n)
        yield words % {"n": n}, reverse("feedback:recognitions") + "?whose=mine"
    if is_first_of_month(since, timezone.now()):
        month = last_month(organisation_day())
        words = _now("What people here were recognised for last month")
        yield words, reverse("feedback:month", args=[f"{month:%Y-%m}"])
        yield from _silent(viewer)


def _silent(viewer: Any) -> Iterator[Any]:
    """For managers, once a month and by number alone: names stay on the page."""
    if MANAGER.key in standing_of(viewer) and (n := len(silent_people(viewer))):
        words = ngettext(
            "%(n)s of your people has heard nothing for long",
            "%(n)s of your people have heard nothing for long",
            n,
        )
        yield words % {"n": n}, reverse("feedback:attention")


def is_first_of_month(since: datetime, now: datetime) -> bool:
    """Whether a month has begun between the two."""
    return (since.year, since.month) < (now.year, now.month)


def as_manager(viewer: Any) -> bool:
    return isinstance(viewer, Person) and MANAGER.key in standing_of(viewer)


home_cards.offer(HomeCard("recognition", "feedback/_home.html", todos.home, 40, column="side"))
digest_sources.offer(DigestSource("recognition", _("Recognition"), 32, news))
palette_actions.offer(
    PaletteAction("recognise", _("Recognise somebody"), "heart", "feedback:new_recognition"),
    PaletteAction(
        "attention", _("Who hears of it"), "users", "feedback:attention", visible=as_manager
    ),
)
bench_pages.offer(
    BenchPage("recognition", "ana", lambda world: "/feedback/recognition/"),
    BenchPage("recognition of my team", "ana", lambda world: "/feedback/recognition/?whose=team"),
    BenchPage("who hears of it", "bo", lambda world: "/feedback/attention/"),
)
