"""1:1s for their pages: what waits for somebody, the rhythms they keep, and one of them in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, Max, OuterRef, QuerySet, Subquery
from django.utils import timezone

from fairway.conversations.meetings_forms import (
    GOALS,
    GUIDES,
    Guide,
    Part,
    is_first_of_month,
    parts_of,
)
from fairway.conversations.meetings_rhythm import EVERY
from fairway.conversations.models import (
    ActionItem,
    AgendaPoint,
    OneOnOne,
    OneOnOneSeries,
    PrivateNote,
    SharedNote,
    TimeProposal,
)
from fairway.conversations.models.meetings_talk import NOTES
from fairway.conversations.reading.meetings_asking import (
    ACTIONS,
    FOUND,
    NOTES_OF,
    POINTS,
    PROPOSED,
)
from fairway.foundation.times import day_of
from fairway.people.models import Person

MOST = 100
LATELY = timedelta(days=35)


@dataclass(frozen=True)
class Row:
    """A rhythm, with when the two last met and when they meet next."""

    series: OneOnOneSeries
    other: Person
    last_at: datetime | None
    next_at: datetime | None
    next_id: str | None
    now: datetime

    @property
    def is_quiet(self) -> bool:
        """Twice as long as agreed without one; leave counts as well, so it only asks."""
        since = self.last_at or self.series.created_at
        return self.series.is_open and self.now - since > 2 * EVERY[self.series.cadence]


def rows_of(viewer: Person) -> list[Row]:
    """The running ones first, in the order in which they come next."""
    now = timezone.now()
    meetings = OneOnOne.objects.filter(series=OuterRef("pk")).order_by()
    held = meetings.exclude(closed_at=None).values("series").annotate(last=Max("starts_at"))
    coming = meetings.open().filter(until_at__gt=now).order_by("starts_at", "pk")
    found = (
        OneOnOneSeries.objects.allowed(viewer)
        .for_display()
        .annotate(
            last_at=Subquery(held.values("last")),
            next_at=Subquery(coming.values("starts_at")[:1]),
            next_id=Subquery(coming.values("public_id")[:1]),
        )
        .order_by(F("ended_on").desc(nulls_first=True), "-created_at", "-pk")[:MOST]
    )
    listed: Sequence[Any] = list(found)
    rows = [
        Row(one, one.other(viewer), one.last_at, one.next_at, one.next_id, now) for one in listed
    ]
    far = datetime.max.replace(tzinfo=now.tzinfo)
    return sorted(rows, key=lambda row: (not row.series.is_open, row.next_at or far))


@dataclass(frozen=True)
class Voice:
    """What one of the two wrote in one part."""

    name: str
    words: str
    at: datetime


@dataclass(frozen=True)
class Written:
    """One part, with what stands in it; `field` is the reader's own line in a form."""

    part: Part
    voices: Sequence[Voice]
    field: Any = None


@dataclass(frozen=True)
class Sheet:
    """All of one 1:1 that its reader may see."""

    meeting: OneOnOne
    guide: Guide
    parts: Sequence[Part]
    points: Sequence[AgendaPoint]
    notes: Sequence[SharedNote]
    actions: Sequence[ActionItem]
    proposal: TimeProposal | None
    private: PrivateNote | None

    def own(self, viewer: Person) -> dict[str, SharedNote]:
        return {one.part: one for one in self.notes if one.by_id == viewer.pk}

    def voices(self, part: str, *, but: Person | None = None) -> list[Voice]:
        """Of the other one, where the reader's own lines stand in a form."""
        apart = but.pk if but else None
        return [
            Voice(one.by.name, one.words, one.at)
            for one in self.notes
            if one.part == part and one.words and one.by_id != apart
        ]

    @property
    def open_points(self) -> list[AgendaPoint]:
        return [one for one in self.points if not one.is_talked_about]

    @property
    def talked_points(self) -> list[AgendaPoint]:
        return [one for one in self.points if one.is_talked_about and one.words]

    @property
    def talked_about_goals(self) -> bool:
        return any(one.kind == AgendaPoint.Kind.GOALS for one in self.points)

    @property
    def has_goals(self) -> bool:
        """How the goals stand is a point of this agenda; once it is over, if it was talked about."""
        asked = any(one.key == GOALS for one in self.parts)
        return self.talked_about_goals or (asked and self.meeting.is_open)

    @property
    def private_words(self) -> str:
        return (self.private.read_body() or "") if self.private else ""


def find_meeting(viewer: Person, public_id: str) -> Any | None:
    found = FOUND.find(viewer, public_id)
    return found[0] if found else None


def sheet_of(meeting: Any, viewer: Person) -> Sheet:
    """What the two wrote and do; of actions what is open, and what was settled since they met."""
    since = (getattr(meeting, "last_at", None) or meeting.starts_at) - timedelta(days=1)
    pair = (meeting.employee_id, meeting.manager_id)
    return Sheet(
        meeting,
        GUIDES[meeting.form],
        _parts(meeting),
        POINTS.find(viewer, meeting.pk),
        NOTES_OF.find(viewer, meeting.pk),
        ACTIONS.find(viewer, *pair, since),
        next(iter(PROPOSED.find(viewer, meeting.pk)), None),
        PrivateNote.objects.filter(meeting=meeting, author=viewer).first(),
    )


def _parts(meeting: Any) -> list[Part]:
    zone, last = meeting.series.zone, meeting.last_at
    day: date | None = day_of(last, zone) if last else None
    first = is_first_of_month(day_of(meeting.starts_at, zone), day)
    return parts_of(meeting.form, first_of_month=first)


def asked_of(sheet: Sheet, form: Any, viewer: Person) -> list[Written]:
    """Each part with what the other one wrote, and the reader's own field where they may write."""
    parts = [*sheet.parts, *_left_over(sheet)]
    if form is None:
        return [Written(one, sheet.voices(one.key)) for one in parts]
    return [
        Written(
            one,
            sheet.voices(one.key, but=viewer if one.key in form.fields else None),
            form[one.key] if one.key in form.fields else None,
        )
        for one in parts
    ]


def _left_over(sheet: Sheet) -> list[Part]:
    """Parts of a form chosen before, in which somebody wrote."""
    here = {one.key for one in sheet.parts} | {NOTES}
    wrote = {one.part for one in sheet.notes if one.words} - here
    every = {part.key: part for guide in GUIDES.values() for part in guide.parts}
    return [every[key] for key in sorted(wrote) if key in every]


def held_before(series: OneOnOneSeries, viewer: Person) -> QuerySet[OneOnOne]:
    """What was held, for the history at the side; the latest first."""
    rows = OneOnOne.objects.allowed(viewer).filter(series=series).exclude(closed_at=None)
    return rows.select_related("closed_by")
