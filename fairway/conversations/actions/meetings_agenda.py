"""What the two want to talk about: both write it, and what was not talked about is carried over."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from fairway.conversations.actions.meetings_refused import IsOver, NothingSaid, TooLong
from fairway.conversations.models import AgendaPoint, OneOnOne, OneOnOneSeries
from fairway.conversations.models.meetings_talk import LONGEST_POINT
from fairway.foundation.access import claim, lock
from fairway.foundation.events import record
from fairway.foundation.locks import hold
from fairway.foundation.text import clean_text
from fairway.people.models import Person

MOST_CARRIED = 30000


@transaction.atomic
def add_point(
    meeting: OneOnOne, *, actor: Person, words: str, kind: str = AgendaPoint.Kind.POINT
) -> AgendaPoint:
    meeting = claim_open(meeting, actor=actor, verb="write")
    words = said("words", words, LONGEST_POINT)
    point = meeting.points.create(
        by=actor, words=words, kind=AgendaPoint.Kind(kind), at=timezone.now()
    )
    record(
        "conversations.agenda_written",
        actor=actor,
        subject=meeting,
        about=meeting.employee,
        point=point.pk,
        sort=point.kind,
    )
    return point


@transaction.atomic
def put_on_next(
    employee: Person,
    manager: Person,
    *,
    actor: Person,
    words: str,
    kind: str = AgendaPoint.Kind.POINT,
) -> AgendaPoint | None:
    """On the agenda of the next 1:1 of these two, as from a check-in; None where there is none."""
    series = OneOnOneSeries.objects.open().of_pair(employee, manager).first()
    meeting = next_open(series.pk) if series else None
    return add_point(meeting, actor=actor, words=words, kind=kind) if meeting else None


@transaction.atomic
def tick_point(point: AgendaPoint, *, actor: Person, talked: bool) -> AgendaPoint:
    """Talked about, or not after all."""
    claim_open(point.meeting, actor=actor, verb="write")
    point = claim(point, actor=actor, verb="tick")
    if point.kind == AgendaPoint.Kind.GOALS:
        talk_about_goals(point.meeting, actor=actor, talked=talked)
        return point
    if talked == point.is_talked_about:
        return point
    point.talked_at = timezone.now() if talked else None
    point.save(update_fields=["talked_at"])
    _ticked(point, actor, talked)
    return point


@transaction.atomic
def talk_about_goals(meeting: OneOnOne, *, actor: Person, talked: bool) -> None:
    """How the goals stand comes up each time: that it was talked about is kept, and there is
    nothing to carry over."""
    meeting = claim_open(meeting, actor=actor, verb="write")
    known = meeting.points.filter(kind=AgendaPoint.Kind.GOALS).first()
    if talked == (known is not None):
        return
    now = timezone.now()
    point = known or meeting.points.create(
        by=actor, kind=AgendaPoint.Kind.GOALS, at=now, talked_at=now
    )
    _ticked(point, actor, talked)
    if not talked:
        point.delete()


def _ticked(point: AgendaPoint, actor: Person, talked: bool) -> None:
    record(
        "conversations.agenda_ticked",
        actor=actor,
        subject=point.meeting,
        about=point.meeting.employee,
        point=point.pk,
        talked=talked,
    )


@transaction.atomic
def remove_point(point: AgendaPoint, *, actor: Person) -> None:
    """One's own. What it was carried over from stays where it was written, and is not carried on."""
    meeting = claim_open(point.meeting, actor=actor, verb="write")
    point = claim(point, actor=actor, verb="remove")
    if (before := point.carried_from_id) is not None:
        AgendaPoint.objects.filter(pk=before).update(talked_at=timezone.now())
    key = point.pk
    point.delete()
    record(
        "conversations.agenda_point_removed",
        actor=actor,
        subject=meeting,
        about=meeting.employee,
        point=key,
    )


def carry_over(series: int) -> int:
    """What was not talked about goes on to the next 1:1 of this series, each point once.

    For whoever has just closed, called off or planned one; gives how many.
    """
    hold(f"conversations.agenda:{series}")  # one of them is closed while others are planned
    to = next_open(series)
    if to is None:
        return 0
    over = OneOnOne.objects.filter(series=series).exclude(closed_at=None, called_off_at=None)
    left = AgendaPoint.objects.filter(meeting__in=over, talked_at=None, carried_to=None)
    made = AgendaPoint.objects.bulk_create(
        [
            AgendaPoint(
                meeting=to,
                by_id=one.by_id,
                kind=one.kind,
                words=one.words,
                at=one.at,
                carried=min(one.carried + 1, MOST_CARRIED),
                carried_from=one,
            )
            for one in left.order_by("at", "pk")
        ]
    )
    return len(made)


def next_open(series: int) -> OneOnOne | None:
    """The first that is still to be closed and not over: also one that runs."""
    rows = OneOnOne.objects.open().filter(series=series, until_at__gt=timezone.now())
    return rows.select_related("employee", "manager").order_by("starts_at", "pk").first()


def claim_open(meeting: OneOnOne, *, actor: Any, verb: str) -> OneOnOne:
    """Whoever writes while the other one closes it is told so, and keeps what they typed."""
    now = lock(meeting)
    if not now.is_open:
        raise IsOver(now)
    return claim(now, actor=actor, verb=verb)


def said(field: str, words: str, most: int) -> str:
    cleaned = clean_text(words).strip()
    if not cleaned:
        raise NothingSaid(field)
    return fitting(field, cleaned, most)


def fitting(field: str, words: str, most: int) -> str:
    if len(words) > most:
        raise TooLong(field, most)
    return words
