"""What waits for somebody in their 1:1s: to write, to answer, to say what came of it, to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import (
    Case,
    CharField,
    DateTimeField,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairway.conversations.models import ActionItem, AgendaPoint, OneOnOne, TimeProposal, Way
from fairway.foundation.lookups import Counted
from fairway.foundation.ports import Todo
from fairway.foundation.remembering import remember
from fairway.foundation.times import end_of, for_reader
from fairway.people.availability.hours import known_zone
from fairway.people.days import organisation_day
from fairway.people.models import Person
from fairway.people.relations import PreparedForViewers

MOST, MOST_ACTIONS = 60, 20
BEHIND, AHEAD = timedelta(days=14), timedelta(days=49)
SOON, DUE_SOON = timedelta(hours=36), timedelta(days=7)
MINUTES = 3
MEETING, ACTION = "meeting", "action"
COLUMNS = (
    "as_what", "as_key", "as_name", "as_other", "as_words", "as_from", "as_until", "as_points",
    "as_carried", "as_proposed",
)  # fmt: skip
NONE, NEVER = Cast(Value(0), IntegerField()), Cast(Value(None), DateTimeField())


class Waiting(NamedTuple):
    """A 1:1 around now or an action that is due soon, as one query finds both."""

    what: str
    key: str
    name: str
    other: str
    words: str  # how a 1:1 is held; what is to be done
    starts_at: datetime
    until_at: datetime
    points: int
    carried: int
    proposed_at: datetime | None

    @property
    def is_live(self) -> bool:
        return self.words == Way.LIVE

    @property
    def url(self) -> str:
        name = "one_on_one" if self.what == MEETING else "action"
        return reverse(f"conversations:{name}", args=[self.key])


def _rows(viewer: Person, behind: datetime, ahead: datetime, due: date) -> Any:
    """Home asks it of everybody, many times a day. A former manager has none."""
    around = OneOnOne.objects.allowed(viewer, "close")
    around = around.filter(starts_at__gte=behind, starts_at__lt=ahead)
    soonest = around.order_by("starts_at", "pk").values("pk")[:MOST]
    mine = ActionItem.objects.allowed(viewer, "edit").filter(owner=viewer.pk, due_on__lte=due)
    first = mine.order_by("due_on", "pk").values("pk")[:MOST_ACTIONS]
    actions = _alike(
        ActionItem.objects.filter(pk__in=first),
        viewer,
        ACTION,
        F("title"),
        Cast(F("due_on"), DateTimeField()),
        Cast(F("due_on"), DateTimeField()),
    )
    meetings = OneOnOne.objects.filter(pk__in=soonest)
    spans = F("starts_at"), F("until_at")
    return _alike(meetings, viewer, MEETING, F("way"), *spans, **_agenda(viewer)).union(
        actions, all=True
    )


def _agenda(viewer: Person) -> dict[str, Any]:
    asked = TimeProposal.objects.filter(meeting=OuterRef("pk"), state=TimeProposal.State.ASKED)
    open_points = AgendaPoint.objects.filter(meeting=OuterRef("pk"), talked_at=None).order_by()
    return {
        "points": Counted(open_points.values("pk")),
        "carried": Counted(open_points.filter(carried__gt=0).values("pk")),
        "proposed": Subquery(asked.filter(~Q(by=viewer.pk)).values("starts_at")[:1]),
    }


def _alike(
    rows: Any,
    viewer: Person,
    what: str,
    words: Any,
    start: Any,
    until: Any,
    *,
    points: Any = NONE,
    carried: Any = NONE,
    proposed: Any = NEVER,
) -> Any:
    said = (
        Cast(Value(what), CharField()),
        F("public_id"),
        _of_the_other(viewer, "name"),
        _of_the_other(viewer, "public_id"),
        Cast(words, CharField()),
        start,
        until,
        points,
        carried,
        proposed,
    )
    named = dict(zip(COLUMNS, said, strict=True))
    return rows.order_by().annotate(**named).values_list(*COLUMNS)


def _of_the_other(viewer: Person, field: str) -> Case:
    mine = When(employee=viewer.pk, then=F(f"manager__{field}"))
    return Case(mine, default=F(f"employee__{field}"))


STAND_INS = datetime(1, 2, 11, tzinfo=UTC), datetime(1, 2, 12, tzinfo=UTC), date(1, 2, 13)
WAITING = PreparedForViewers(_rows, *STAND_INS)


def waiting_for(viewer: Person) -> list[Waiting]:
    """One query for the to-dos and the card on Home, the soonest first."""

    def ask() -> list[Waiting]:
        now = timezone.now()
        due = organisation_day() + DUE_SOON
        found = [Waiting(*row) for row in WAITING.rows(viewer, now - BEHIND, now + AHEAD, due)]
        return sorted(found, key=lambda one: (one.starts_at, one.key))

    return remember(("one-on-ones", viewer.pk), ask)


def meetings_for(viewer: Person) -> list[Waiting]:
    return [one for one in waiting_for(viewer) if one.what == MEETING]


def found(viewer: Any) -> Iterable[Todo]:
    if not isinstance(viewer, Person):
        return
    now = timezone.now()
    for one in waiting_for(viewer):
        if one.what == MEETING:
            yield from _of_meeting(one, now)
        else:
            yield _of_action(one, viewer)


def next_of(viewer: Any) -> dict[str, Any] | None:
    """The card on Home: the next one, with how much stands on its agenda."""
    if not isinstance(viewer, Person):
        return None
    now = timezone.now()
    coming = [one for one in meetings_for(viewer) if one.until_at > now]
    if not coming:
        return None
    meeting = coming[0]
    begins = for_reader(meeting.starts_at, known_zone(viewer), with_zone=False)
    agenda = on_the_agenda(meeting.points, meeting.carried)
    return {"meeting": meeting, "later": coming[1:3], "begins": begins, "agenda": agenda}


def _of_meeting(meeting: Waiting, now: datetime) -> Iterator[Todo]:
    if meeting.proposed_at:
        yield Todo(
            title=_("Answer %(name)s, who proposes another time") % {"name": meeting.name},
            url=f"{meeting.url}#time",
            action=_("Answer"),
            minutes=1,
            key=f"one-on-one-time:{meeting.key}",
        )
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


def _of_action(action: Waiting, viewer: Person) -> Todo:
    return Todo(
        title=action.words,
        url=action.url,
        action=_("Open"),
        detail=_("Agreed with %(name)s") % {"name": action.name},
        due_at=end_of(action.until_at.date(), known_zone(viewer)),
        key=f"action:{action.key}",
    )
