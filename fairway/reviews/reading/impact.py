"""Whom a change of a cycle that runs concerns: counted before it is made, in a few queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from fairway.people.models import Person
from fairway.reviews.models import (
    CalibrationSession,
    Calibrator,
    CycleKind,
    Participant,
    Phase,
    Review,
    ReviewCycle,
    SharedVersion,
    Signature,
    kinds_of,
    phases_of,
)
from fairway.reviews.models.writing import CONFIDENTIAL
from fairway.reviews.reading.counting import numbers_at

Kind = CycleKind.Kind
NAME, WRITE, COMPARE, GIVE, READ = Phase.Kind.values
SIGN, SILENT, IN_CONFIDENCE, NOTICE = "author_signs", "threshold", "in_confidence", "notice"


@dataclass(frozen=True)
class Impact:
    """Shown before a change is made. `reviews` are those whose day it moves; `people` says by part
    of the change how many it concerns."""

    reviews: int
    people: Mapping[str, int]
    begins: frozenset[str] = frozenset()  # phases of which only the first day moves
    threshold: int | None = None


def impact_of(
    cycle: ReviewCycle,
    moved: Mapping[str, Any],
    *,
    threshold: int | None = None,
    notice: bool = False,
) -> Impact:
    """Of what differs: stretches by phase, the new threshold, and whether the notice is another."""
    known, kinds = phases_of(cycle), set(kinds_of(cycle))
    begins = {
        kind for kind, one in moved.items() if kind in known and known[kind].due_on == one.due_on
    }
    reviews, people = reviews_moved(cycle, moved, known), dict.fromkeys(begins, 0)
    if WRITE in moved:
        people[WRITE] = reviews["people"]
    counted: dict[str, QuerySet[Any, Any]] = {}
    for kind in moved.keys() - begins - {WRITE}:
        counted |= _of_phase(cycle, kinds, kind)
    if threshold is not None:
        counted |= _of_threshold(cycle, kinds, threshold)
    if counted:
        people |= {key: one or 0 for key, one in numbers_at(cycle, **counted).items()}
    if notice:
        people[NOTICE] = 0
    return Impact(reviews["reviews"], people, frozenset(begins), threshold)


def reviews_moved(
    cycle: ReviewCycle, moved: Mapping[str, Any], known: Mapping[str, Any]
) -> dict[str, int]:
    """What is not written yet, without what has as long already; and by how many people.

    Where the first day alone moves, whoever is left too few days gets more: that is known when
    everybody's own days are gone through, so all are counted."""
    if WRITE not in moved:
        return {"reviews": 0, "people": 0}
    rows = open_reviews(cycle.pk).order_by()
    if known[WRITE].due_on != moved[WRITE].due_on:
        rows = _due_before(rows, moved[WRITE].due_on)
    outside = "outside_invitation__nomination__external_email"
    found = rows.aggregate(
        reviews=Count("pk"),
        inside=Count("reviewer", distinct=True),
        outside=Count(outside, distinct=True),
    )
    return {"reviews": found["reviews"], "people": found["inside"] + found["outside"]}


def open_reviews(cycle: int) -> QuerySet[Review]:
    return Review.objects.to_write().filter(cycle=cycle).order_by("pk")


def _due_before(rows: QuerySet[Review], day: date) -> QuerySet[Review]:
    last = Greatest("due_on", Coalesce("extended_until", "due_on"))
    return rows.annotate(last=last).filter(last__lt=day)


def _of_phase(cycle: ReviewCycle, kinds: set[str], kind: str) -> dict[str, QuerySet[Any, Any]]:
    """Who owes something by the end of it, as far as one can tell today."""
    mine = _in_it(cycle)
    if kind == NAME:
        names = kinds & {Kind.PEER, Kind.EXTERNAL}
        return {NAME: mine if names else mine.none()}
    if kind == COMPARE:
        sessions = CalibrationSession.objects.going_on().filter(cycle=cycle).order_by()
        taking_part = Calibrator.objects.filter(session__in=sessions.values("pk"))
        called = Person.objects.filter(pk__in=sessions.values("facilitator"))
        return {COMPARE: _people(taking_part, "person") | called}
    if Kind.MANAGER not in kinds:  # what goes to the person is what their manager wrote
        mine = mine.none()
    if kind == GIVE:
        given = SharedVersion.objects.newest().given().filter(participant=OuterRef("pk"))
        return {GIVE: _people(mine.filter(~Exists(given)), "author")}
    held = SharedVersion.objects.latest_given().filter(participant=OuterRef("pk"))
    received = held.filter(acknowledgement__isnull=False)
    signed = held.filter(signatures__signed_as=Signature.As.AUTHOR)
    return {
        READ: mine.filter(~Exists(received)),
        SIGN: _people(mine.filter(~Exists(signed)), "author"),
    }


def _of_threshold(
    cycle: ReviewCycle, kinds: set[str], threshold: int
) -> dict[str, QuerySet[Any, Any]]:
    """About whom fewer are asked; a report that was made already stays as it is."""
    mine = _in_it(cycle).filter(report_of_360=None)
    if not kinds & set(CONFIDENTIAL):
        return {SILENT: mine.none(), IN_CONFIDENCE: mine.none()}
    asked = Review.objects.filter(participant=OuterRef("pk"), kind__in=CONFIDENTIAL)
    of_each = asked.exclude(state=Review.State.CLOSED).order_by().values("participant")
    number = Coalesce(Subquery(of_each.annotate(n=Count("pk")).values("n")), 0)
    few = Q(asked__lt=threshold)
    return {SILENT: mine.annotate(asked=number).filter(few), IN_CONFIDENCE: mine}


def _in_it(cycle: ReviewCycle) -> QuerySet[Participant]:
    return Participant.objects.in_it().filter(cycle=cycle).order_by()


def _people(rows: QuerySet[Any, Any], field: str) -> QuerySet[Person]:
    """Each once, however many rows lead to them."""
    return Person.objects.filter(pk__in=rows.order_by().values(field))
