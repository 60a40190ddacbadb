"""What waits for somebody in their 1:1s: to write, to answer, to say what came of it, to do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import (
    Case,
    CharField,
    DateTimeField,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairway.conversations.models import ActionItem, AgendaPoint, OneOnOne, TimeProposal, Way
from fairway.foundation.addresses import address_of
from fairway.foundation.lookups import Counted
from fairway.foundation.ports import Todo
from fairway.foundation.times import end_of, for_reader
from fairway.foundation.waiting import Waiting, by_source, united, waits
from fairway.people.availability.hours import known_zone
from fairway.people.days import organisation_day
from fairway.people.models import Person
from fairway.people.relations import PreparedForViewers

SOURCE = "one_on_ones"
MOST, MOST_ACTIONS, MOST_NEXT = 60, 20, 3
BEHIND = timedelta(days=14)
SOON, DUE_SOON = timedelta(hours=36), timedelta(days=7)
MINUTES = 3
MEETING, TIME, ACTION = "meeting", "time", "action"
GAP = Value(" ")


def rows(viewer: Person, now: datetime) -> list[QuerySet[Any, Any]]:
    """1:1s around now, other times that were proposed, and actions that are due soon. A former
    manager has none."""
    return [_meetings(viewer, now), _times(viewer, now), _actions(viewer)]


WAITING = PreparedForViewers(
    lambda viewer, now: united(rows(viewer, now)), datetime(1, 2, 4, tzinfo=UTC)
)


def waiting_for(viewer: Person) -> list[Waiting]:
    """For who asks for 1:1s alone; Home asks for all rooms at once."""
    return by_source(WAITING.ask(viewer, timezone.now())).get(SOURCE, [])


def _around(viewer: Person, now: datetime) -> QuerySet[Any, Any]:
    """One that nobody has closed in two weeks waits for nobody."""
    let_go = ExpressionWrapper(F("starts_at") + BEHIND, DateTimeField())
    open_ones = OneOnOne.objects.allowed(viewer, "close").alias(let_go_at=let_go)
    found = open_ones.filter(let_go_at__gt=now).order_by("starts_at", "pk")
    return found.values("pk")[:MOST]


def _meetings(viewer: Person, now: datetime) -> QuerySet[Any, Any]:
    """With how they are held, who the other one is and how much stands on the agenda."""
    points = AgendaPoint.objects.filter(meeting=OuterRef("pk"), talked_at=None).order_by()
    carried = Cast(Counted(points.filter(carried__gt=0).values("pk")), CharField())
    other = _of_the_other(viewer, "public_id")
    return waits(
        OneOnOne.objects.filter(pk__in=_around(viewer, now)),
        SOURCE,
        MEETING,
        key=F("public_id"),
        number=Counted(points.values("pk")),
        whose=_of_the_other(viewer, "name"),
        which=Concat("way", GAP, other, GAP, carried, output_field=CharField()),
        moment=F("until_at"),
        since=F("starts_at"),
    )


def _times(viewer: Person, now: datetime) -> QuerySet[Any, Any]:
    asked = TimeProposal.objects.filter(state=TimeProposal.State.ASKED)
    return waits(
        asked.filter(~Q(by=viewer.pk), meeting__in=_around(viewer, now)),
        SOURCE,
        TIME,
        key=F("meeting__public_id"),
        whose=F("by__name"),
    )


def _actions(viewer: Person) -> QuerySet[Any, Any]:
    due = organisation_day() + DUE_SOON
    mine = ActionItem.objects.allowed(viewer, "edit").filter(owner=viewer.pk, due_on__lte=due)
    first = mine.order_by("due_on", "pk").values("pk")[:MOST_ACTIONS]
    return waits(
        ActionItem.objects.filter(pk__in=first),
        SOURCE,
        ACTION,
        key=F("public_id"),
        whose=_of_the_other(viewer, "name"),
        which=F("title"),
        day=F("due_on"),
    )


def _of_the_other(viewer: Person, field: str) -> Case:
    mine = When(employee=viewer.pk, then=F(f"manager__{field}"))
    return Case(mine, default=F(f"employee__{field}"))


class Meeting(NamedTuple):
    """A 1:1 around now, as the rows tell of it."""

    key: str
    name: str
    other: str
    is_live: bool
    starts_at: datetime
    until_at: datetime
    points: int
    carried: int

    @property
    def url(self) -> str:
        return _page(self.key)


def meetings_in(waiting: list[Waiting]) -> list[Meeting]:
    """The soonest first."""
    found = [_meeting(one) for one in waiting if one.kind == MEETING]
    return sorted(found, key=lambda one: (one.starts_at, one.key))


def _meeting(one: Waiting) -> Meeting:
    way, other, carried = one.which.split(" ")
    assert one.since is not None, "as `_meetings` gives it"
    assert one.moment is not None, "as `_meetings` gives it"
    return Meeting(
        one.key,
        one.whose,
        other,
        way == Way.LIVE,
        one.since,
        one.moment,
        one.number,
        int(carried),
    )


def _page(key: str) -> str:
    return address_of("conversations:one_on_one", key)


def tell(waiting: list[Waiting]) -> Iterator[Todo]:
    now = timezone.now()
    for one in waiting:
        if one.kind == TIME:
            yield _of_time(one)
        elif one.kind == ACTION:
            yield _of_action(one)
    for meeting in meetings_in(waiting):
        yield from _of_meeting(meeting, now)


def next_of(viewer: Any, waiting: list[Waiting] | None = None) -> dict[str, Any] | None:
    """The card on Home: the next one, with how much stands on its agenda."""
    if not isinstance(viewer, Person):
        return None
    now = timezone.now()
    known = waiting_for(viewer) if waiting is None else waiting
    coming = [one for one in meetings_in(known) if one.until_at > now][:MOST_NEXT]
    if not coming:
        return None
    meeting, *later = coming
    begins = for_reader(meeting.starts_at, known_zone(viewer), with_zone=False)
    agenda = on_the_agenda(meeting.points, meeting.carried)
    return {"meeting": meeting, "later": later, "begins": begins, "agenda": agenda}


def _of_time(one: Waiting) -> Todo:
    return Todo(
        title=_("Answer %(name)s, who proposes another time") % {"name": one.whose},
        url=f"{_page(one.key)}#time",
        action=_("Answer"),
        minutes=1,
        key=f"one-on-one-time:{one.key}",
    )


def _of_meeting(meeting: Meeting, now: datetime) -> Iterator[Todo]:
    if meeting.is_live and meeting.until_at <= now:
        yield Todo(
            title=_("Write what came of your 1:1 with %(name)s") % {"name": meeting.name},
            url=f"{meeting.url}#outcome",
            action=_("Write"),
            minutes=MINUTES,
            key=f"one-on-one-outcome:{meeting.key}",
        )
    elif not meeting.is_live and meeting.starts_at <= now:
        yield Todo(
            title=_("Write in your 1:1 with %(name)s") % {"name": meeting.name},
            url=meeting.url,
            action=_("Write"),
            due_at=meeting.until_at,
            minutes=5,
            key=f"one-on-one:{meeting.key}",
        )
    elif meeting.is_live and meeting.starts_at - now < SOON:
        yield Todo(
            title=_("Add to the agenda of your 1:1 with %(name)s") % {"name": meeting.name},
            url=meeting.url,
            action=_("Add"),
            detail=on_the_agenda(meeting.points, meeting.carried),
            due_at=meeting.starts_at,
            minutes=MINUTES,
            key=f"one-on-one:{meeting.key}",
        )


def on_the_agenda(number: int, carried: int) -> str:
    if not number:
        return _("Nothing stands on it yet")
    words = ngettext("%(n)s point so far", "%(n)s points so far", number) % {"n": number}
    if not carried:
        return words
    over = ngettext("%(n)s carried over", "%(n)s carried over", carried) % {"n": carried}
    return f"{words}, {over}"


def _of_action(one: Waiting) -> Todo:
    """Due when its day ends by the reader's clock, which is the one that Home goes by."""
    here = timezone.get_current_timezone_name()
    return Todo(
        title=one.which,
        url=address_of("conversations:action", one.key),
        action=_("Open"),
        detail=_("Agreed with %(name)s") % {"name": one.whose},
        due_at=end_of(one.day, here) if one.day else None,
        key=f"action:{one.key}",
    )
