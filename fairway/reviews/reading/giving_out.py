"""What giving out would do now: to how many it goes, who is passed over and why. Read before it is done,
and the same afterwards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Exists, Max, OuterRef, QuerySet, Subquery, TextChoices
from django.utils.translation import gettext_lazy as _

from fairway.people.models import Person
from fairway.reviews.models import (
    CalibrationSession,
    CycleKind,
    Dispute,
    Participant,
    Placement,
    Review,
    ReviewCycle,
    SharedVersion,
)
from fairway.reviews.models.writing import SPOKEN_OF
from fairway.reviews.reading.reports_waiting import Answers, answers_about

MANAGERS, PEOPLE, REPORTS = "managers", "people", "reports"
VERBS = {MANAGERS: "release", PEOPLE: "give", REPORTS: "release"}
SETTLED = (Review.State.SUBMITTED, Review.State.CALIBRATED)
GOES, HAD = "goes", "had"
MOST_NAMES = 50


class Why(TextChoices):
    """Why somebody is passed over."""

    UNWRITTEN = "unwritten", _("The review is not submitted yet")
    COMPARED = "compared", _("The rating is still being compared")
    LOOKED_AT = "looked_at", _("Somebody takes a second look at it")
    NOT_WITH_AUTHOR = "not_with_author", _("Its author does not have it yet")
    ANSWERING = "answering", _("Others may still be named or may still answer")
    NOBODY_ASKED = "nobody_asked", _("Nobody was asked in confidence")


class Stand(NamedTuple):
    """Of one person: the newest version, and what has happened since it was made."""

    pk: int
    author: int | None
    made_at: datetime | None
    given_at: datetime | None
    written: bool
    is_open: bool
    sent_at: datetime | None
    compared: bool
    locked_at: datetime | None
    looked_at: bool

    @property
    def has_news(self) -> bool:
        """Something is settled that is in no version yet."""
        if not self.written or self.made_at is None or self.given_at is not None:
            return self.written
        return any(at is not None and at > self.made_at for at in (self.sent_at, self.locked_at))


@dataclass(frozen=True)
class Passed:
    why: Why
    count: int
    some: Sequence[Participant]

    @property
    def more(self) -> int:
        return self.count - len(self.some)


@dataclass(frozen=True)
class Outlook:
    """`authors` are those of the reviews that go out."""

    goes: int
    had: int
    authors: int
    passed: Sequence[Passed]

    @property
    def stays(self) -> int:
        return sum(one.count for one in self.passed)


def reached(cycle: ReviewCycle, actor: Any, what: str) -> QuerySet[Participant]:
    rows = Participant.objects.allowed(actor, VERBS[what]).filter(cycle=cycle).in_it()
    return rows.select_related("person", "author", "cycle").order_by("pk")


def outlook(cycle: ReviewCycle, viewer: Person, what: str) -> Outlook:
    """In a handful of queries, whatever the number of people."""
    rows = reached(cycle, viewer, what).select_related(None)
    found: dict[str, list[int]] = defaultdict(list)
    authors = set()
    if what == REPORTS:
        for key, one in answers_about(cycle, rows).items():
            found[of_report(one)].append(key)
    else:
        says = TELLS[what]
        for stand in stands(rows):
            found[said := says(stand)].append(stand.pk)
            if said == GOES:
                authors.add(stand.author)
    passed = {why: found[why] for why in Why if why in found}
    names = _some(viewer, passed.values())
    told = [Passed(why, len(keys), _named(keys, names)) for why, keys in passed.items()]
    return Outlook(len(found[GOES]), len(found[HAD]), len(authors), told)


def to_author(one: Stand) -> str:
    if one.made_at is not None and not one.has_news:
        return HAD
    return _stopped(one, not one.written) or GOES


def to_person(one: Stand) -> str:
    if one.made_at is None:
        return _stopped(one, not one.written) or Why.NOT_WITH_AUTHOR
    if one.given_at is not None:
        return HAD
    return _stopped(one, one.is_open) or (Why.NOT_WITH_AUTHOR if one.has_news else GOES)


TELLS: dict[str, Callable[[Stand], str]] = {MANAGERS: to_author, PEOPLE: to_person}


def of_report(one: Answers) -> str:
    if one.made:
        return HAD
    if one.may_still_come:
        return Why.ANSWERING
    return GOES if one.asked else Why.NOBODY_ASKED


def _stopped(one: Stand, unwritten: bool) -> str:
    if one.looked_at:
        return Why.LOOKED_AT
    if unwritten:
        return Why.UNWRITTEN
    return Why.COMPARED if one.compared else ""


def stands(rows: QuerySet[Participant]) -> Iterable[Stand]:
    mine = {"participant": OuterRef("pk")}
    newest = SharedVersion.objects.filter(**mine).order_by("-number")
    reviews = Review.objects.filter(**mine, kind__in=SPOKEN_OF).order_by()
    managers = reviews.filter(kind=CycleKind.Kind.MANAGER)
    placed = Placement.objects.filter(**mine).order_by()
    sent = reviews.values("participant").annotate(last=Max("submitted_at")).values("last")
    locked = placed.values("participant").annotate(last=Max("session__locked_at")).values("last")
    going_on = placed.exclude(session__state=CalibrationSession.State.LOCKED)
    asked = rows.order_by("pk").annotate(
        made=Subquery(newest.values("made_at")[:1]),
        given=Subquery(newest.values("to_subject_at")[:1]),
        written=Exists(managers.filter(state__in=SETTLED)),
        is_open=Exists(managers.filter(state=Review.State.OPEN)),
        sent=Subquery(sent[:1]),
        compared=Exists(going_on),
        locked=Subquery(locked[:1]),
        looked=Exists(Dispute.objects.filter(**mine, state__in=Dispute.OPEN)),
    )
    names = ("pk", "author", "made", "given", "written", "is_open", "sent", "compared")
    return [Stand(*one) for one in asked.values_list(*names, "locked", "looked")]


def _some(viewer: Person, groups: Iterable[Sequence[int]]) -> Sequence[Participant]:
    """By name, as far as the viewer may know who is in it: a holder may give out to more."""
    few = [key for keys in groups for key in keys[:MOST_NAMES]]
    rows = Participant.objects.allowed(viewer).filter(pk__in=few).select_related("person")
    return list(rows.order_by("person__sort_name", "pk")) if few else []


def _named(keys: Sequence[int], names: Iterable[Participant]) -> list[Participant]:
    among = set(keys)
    return [one for one in names if one.pk in among]
