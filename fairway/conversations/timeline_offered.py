"""What the timeline of a person's evidence offers the house: a tab, and what is noted of reading it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fairway.foundation import reading
from fairway.foundation.access import can
from fairway.foundation.ports import BenchPage, PersonTab, bench_pages, person_tabs
from fairway.people.models import Person
from fairway.people.relations import ABOVE, DOTTED, FORMER, HR_PARTNER, PEOPLE_LEAD, standing_of

OF_TIMELINE = "conversations.timeline"
FURTHER = {way.key for way in (ABOVE, DOTTED, FORMER, HR_PARTNER, PEOPLE_LEAD)}


def has_timeline(viewer: Any, person: Person) -> bool:
    """Most people are a colleague to most others: only who might be more asks the database."""
    if not isinstance(viewer, Person):
        return False
    at = person.assignment
    if viewer.pk == person.pk or (person.active and at and at.manager_id == viewer.pk):
        return True
    return bool(standing_of(viewer) & FURTHER) and can(viewer, "view_timeline", person)


def page_of_timeline(world: Any) -> str:
    return reverse("conversations:timeline", args=[world.people["ana"].public_id])


person_tabs.offer(PersonTab("timeline", _("Timeline"), "conversations:timeline", 35, has_timeline))
reading.pages.offer(reading.Page(OF_TIMELINE, _("Your timeline")))
bench_pages.offer(
    BenchPage("timeline of oneself", "ana", page_of_timeline),
    BenchPage("timeline of a report", "bo", page_of_timeline),
)
