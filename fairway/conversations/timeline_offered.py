"""What the timeline of a person's evidence offers the house: a tab, and what is noted of reading it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fairway.foundation import reading
from fairway.foundation.ports import BenchPage, PersonTab, bench_pages, person_tabs

OF_TIMELINE = "conversations.timeline"


def has_timeline(viewer: Any, person: Any) -> bool:
    return bool(person.may_view_timeline)


def page_of_timeline(world: Any) -> str:
    return reverse("conversations:timeline", args=[world.people["ana"].public_id])


person_tabs.offer(
    PersonTab(
        "timeline",
        _("Timeline"),
        "conversations:timeline",
        35,
        has_timeline,
        verb="view_timeline",
    )
)
reading.pages.offer(reading.Page(OF_TIMELINE, _("Your timeline")))
bench_pages.offer(
    BenchPage("timeline of oneself", "ana", page_of_timeline),
    BenchPage("timeline of a report", "bo", page_of_timeline),
)
