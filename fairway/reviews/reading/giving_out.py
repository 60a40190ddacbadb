"""What giving out would do now: to how many it goes, who is passed over and why. Read before it is done,
and the same afterwards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, TextChoices, Value, When
from django.utils.translation import gettext_lazy as _

from fairway.foundation.prepared import padded
from fairway.people.models import Person
from fairway.people.relations import PreparedForViewers
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
from fairway.reviews.reading.reports_waiting import (
    Since,
    Waits,
    may_still_come,
    waits_in,
    was_asked,
    was_made,
    with_naming,
)

MANAGERS, PEOPLE, REPORTS = "managers", "people", "reports"
VERBS = {MANAGERS: "release", PEOPLE: "give", REPORTS: "release"}
SETTLED = (Review.State.SUBMITTED, Review.State.CALIBRATED)
GOES, HAD = "goes", "had"
MOST_NAMES = 50
# These stand in for the cycle, for days and for keys.
IN_CYCLE = -46
DAYS = (date(1901, 3, 1), date(1901, 3, 2), date(1901, 3, 3))
PLACES = tuple(range(-1000 - 4 * MOST_NAMES, -1000))  # of four groups, the most that there are


class Why(TextChoices):
    """Why somebody is passed over."""

    UNWRITTEN = "unwritten", _("The review is not submitted yet")
    COMPARED = "compared", _("The rating is still being compared")
    LOOKED_AT = "looked_at", _("Somebody takes a second look at it")
    NOT_WITH_AUTHOR = "not_with_author", _("Its author does not have it yet")
    ANSWERING = "answering", _("Others may still be named or may still answer")
    NOBODY_ASKED = "nobody_asked", _("Nobody was asked in confidence")


class Counts(NamedTuple):
    """`passed`: why, how many, and the keys of the first; `at` is empty where it was counted now."""

    goes: int
    had: int
    authors: int
    passed: tuple[tuple[Why, int, Sequence[int]], ...]
    at: datetime | None = None

    @property
    def people(self) -> int:
        return self.goes + self.had + sum(n for _why, n, _keys in self.passed)


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
    counted_at: datetime | None = None

    @property
    def stays(self) -> int:
        return sum(one.count for one in self.passed)


def reached(cycle: ReviewCycle | int, actor: Any, what: str) -> QuerySet[Participant]:
    rows = Participant.objects.allowed(actor, VERBS[what]).filter(cycle=cycle).in_it()
    return rows.select_related("person", "author", "cycle").order_by("pk")


def outlook(cycle: ReviewCycle, viewer: Person, what: str) -> Outlook:
    return with_names(count(cycle, viewer, what), viewer)


def count(cycle: ReviewCycle, viewer: Person, what: str) -> Counts:
    """In one query, or three for reports, whatever the number of people."""
    found: dict[str, list[int]] = defaultdict(list)
    authors = set()
    for key, author, said in _said(cycle, viewer, what):
        found[said].append(key)
        if said == GOES and what != REPORTS:
            authors.add(author)
    passed = tuple((why, len(found[why]), found[why][:MOST_NAMES]) for why in Why if why in found)
    return Counts(len(found[GOES]), len(found[HAD]), len(authors), passed)


def with_names(found: Counts, viewer: Person) -> Outlook:
    """By name, as far as the viewer may know who is in it: a holder may give out to more."""
    few = [key for _why, _n, keys in found.passed for key in keys]
    names = NAMES.find(viewer, *padded(few, PLACES)) if few else []
    passed = [Passed(why, n, _named(keys, names)) for why, n, keys in found.passed]
    return Outlook(found.goes, found.had, found.authors, passed, found.at)


def _named(keys: Sequence[int], names: Sequence[Participant]) -> list[Participant]:
    among = set(keys)
    return [one for one in names if one.pk in among]


def _said(cycle: ReviewCycle, viewer: Person, what: str) -> list[tuple[Any, ...]]:
    """Of everybody who is reached: their key, their author's, and GOES, HAD or why they stay."""
    if what == REPORTS:
        waits, since = waits_in(cycle)
        return REPORTS_OF.ask(viewer, cycle.pk, *since, given=(waits,))
    return REVIEWS.ask(viewer, cycle.pk, given=(what,))


def _reviews(viewer: Person, cycle: int, what: str) -> QuerySet[Any, Any]:
    """In SQL, which asks the next of these only where none before it is so: nine answers about each
    of ten thousand people take longer than all the rest of the page."""
    rows = reached(cycle, viewer, what).select_related(None)
    looked_at, compared = _looked_at(), _compared(cycle)
    unwritten, is_open = ~_manager_wrote(SETTLED), _manager_wrote([Review.State.OPEN])
    none_yet = _first(
        (looked_at, Why.LOOKED_AT),
        (unwritten, Why.UNWRITTEN),
        (compared, Why.COMPARED),
        otherwise=GOES if what == MANAGERS else Why.NOT_WITH_AUTHOR,
    )
    if what == MANAGERS:
        of_versions = [
            (unwritten | _newest_says_all(), HAD),
            (looked_at, Why.LOOKED_AT),
            (compared, Why.COMPARED),
        ]
    else:
        of_versions = [
            (_newest(to_subject_at__isnull=False), HAD),
            (looked_at, Why.LOOKED_AT),
            (is_open, Why.UNWRITTEN),
            (compared, Why.COMPARED),
            (~unwritten & ~_newest_says_all(), Why.NOT_WITH_AUTHOR),
        ]
    said = _first((~_newest(), none_yet), *of_versions, otherwise=GOES)
    return rows.annotate(said=said).values_list("pk", "author", "said")


def _reports(
    viewer: Person, cycle: int, named: date, owed: date, joined: date, waits: Waits
) -> QuerySet[Any, Any]:
    rows = reached(cycle, viewer, REPORTS).select_related(None)
    if waits.about_all:
        said = _first((was_made(), HAD), otherwise=Why.ANSWERING)
        return rows.annotate(said=said).values_list("pk", "author", "said")
    waited_for: tuple[tuple[Q, str], ...] = ()
    if waits.runs:
        rows = with_naming(rows) if waits.names else rows
        some = may_still_come(Since(named, owed, joined), names=waits.names)
        waited_for = ((some, Why.ANSWERING),)
    known = ((was_made(), HAD), *waited_for, (was_asked(), GOES))
    said = _first(*known, otherwise=Why.NOBODY_ASKED)
    return rows.annotate(said=said).values_list("pk", "author", "said")


def _first(*ways: tuple[Any, str | Case], otherwise: str) -> Case:
    """What the first of these that is so leads to."""
    said = [When(so, then=then if isinstance(then, Case) else Value(then)) for so, then in ways]
    return Case(*said, default=Value(otherwise))


def _newest(**given: Any) -> Q:
    """There is a version, and of the newest one this is so."""
    mine = SharedVersion.objects.filter(participant=OuterRef("pk"))
    return Q(Exists(mine.newest().filter(**given) if given else mine))


def _newest_says_all() -> Q:
    """It is not given yet, and nothing was sent or settled since it was made."""
    mine, made_at = {"participant": OuterRef("participant")}, OuterRef("made_at")
    sent = Review.objects.filter(**mine, kind__in=SPOKEN_OF, submitted_at__gt=made_at)
    settled = Placement.objects.filter(**mine, session__locked_at__gt=made_at)
    newest = SharedVersion.objects.filter(participant=OuterRef("pk")).newest()
    return Q(Exists(newest.filter(~Exists(sent), ~Exists(settled), to_subject_at=None)))


def _manager_wrote(states: Sequence[str]) -> Q:
    kind = CycleKind.Kind.MANAGER
    mine = Review.objects.filter(participant=OuterRef("pk"), kind=kind, state__in=states)
    return Q(Exists(mine))


def _compared(cycle: int) -> Q:
    """Few sessions go on: gathered once, not asked about each person."""
    going_on = CalibrationSession.objects.going_on().filter(cycle=cycle)
    return Q(pk__in=Placement.objects.filter(session__in=going_on).values("participant"))


def _looked_at() -> Q:
    return Q(pk__in=Dispute.objects.open().values("participant"))


def _names(viewer: Person, *keys: int) -> QuerySet[Participant]:
    rows = Participant.objects.allowed(viewer).filter(pk__in=keys).select_related("person")
    return rows.only("public_id", "person__name").order_by("person__sort_name", "pk")


REVIEWS = PreparedForViewers(_reviews, IN_CYCLE)
REPORTS_OF = PreparedForViewers(_reports, IN_CYCLE, *DAYS)
NAMES = PreparedForViewers(_names, *PLACES)
