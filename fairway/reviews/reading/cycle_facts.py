"""What is so of the people of a cycle, fact by fact, for the figures of its report.

Only the background asks for it. What was answered in confidence is not opened here, neither to be
counted nor to be measured.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Q

from fairway.foundation.times import day_of
from fairway.foundation.times.zones import zone_names
from fairway.measurement.errors import MeasurementError
from fairway.measurement.wording.reading import read_wording
from fairway.people.days import organisation_day, organisation_zone
from fairway.people.models import Appointment
from fairway.reviews.cycle_figures import Fact
from fairway.reviews.models import (
    Answer,
    Citation,
    CriticalStatement,
    CycleKind,
    Dispute,
    Participant,
    Placement,
    Question,
    Review,
    ReviewCycle,
)
from fairway.reviews.models.writing import SPOKEN_OF
from fairway.reviews.reading.expected_levels import levels_expected

NAMED = (Review.Kind.SELF, *SPOKEN_OF)  # whose words are no secret to HR
RULES = {  # of each text by itself: the hints that are counted as one
    "no_example": {"no_example", "short"},
    "no_reason": {"no_reason"},
    "person_not_task": {"person_not_task"},
}
NEXT_OPEN = "next_open"  # of a whole review: what comes next is asked for once in it
SAY_NOTHING_OF_NEXT = {"no_next_step", "no_time", "short"}
MOST_READ = 8000
AT_ONCE = 2000
ABOUT = "participant__person"
HOLDERS = (Appointment.Role.HR_PARTNER, Appointment.Role.EXECUTIVE)


class Whole(NamedTuple):
    """All that a review says of one person."""

    kind: str
    review: int
    person: int


def people_of(cycle: ReviewCycle) -> dict[int, int | None]:
    """Who is in it, with their unit."""
    rows = Participant.objects.in_it().filter(cycle=cycle)
    return dict(rows.order_by("pk").values_list("person", "person__assignment__unit"))


def held_units() -> set[int]:
    """Units that somebody is HR of, or executive over."""
    held = Appointment.objects.on(organisation_day()).filter(role__in=HOLDERS, unit__isnull=False)
    return set(held.values_list("unit", flat=True))


def completion(cycle: ReviewCycle) -> dict[str, list[Fact]]:
    """By kind whether each review was written."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for kind, state, person in _reviews(cycle).values_list("kind", "state", ABOUT):
        found[kind].append(Fact("open" if state == Review.State.OPEN else "written", person))
    return dict(found)


def timeliness(cycle: ReviewCycle) -> dict[str, list[Fact]]:
    """By kind when each review was sent, by the calendar where its writer is."""
    zones, here = zone_names(), organisation_zone()
    found: dict[str, list[Fact]] = defaultdict(list)
    rows = _reviews(cycle).filter(submitted_at__isnull=False)
    own, place = "reviewer__time_zone", "reviewer__assignment__location__time_zone"
    columns = ("kind", ABOUT, "submitted_at", "due_on", "extended_until", own, place)
    for kind, person, at, due_on, longer, own_zone, placed in rows.values_list(*columns):
        zone = own_zone or placed or here
        day = day_of(at, zone if zone in zones else here)
        found[kind].append(Fact(_when(day, due_on, longer), person))
    return dict(found)


def _when(day: date, due_on: date, longer: date | None) -> str:
    if day < due_on:
        return "before"
    if day == due_on:
        return "on_day"
    return "extended" if longer is not None and day <= longer else "after"


def statements(cycle: ReviewCycle) -> list[Fact]:
    """Critical statements: told before, or new to the person."""
    rows = CriticalStatement.objects.filter(review__in=_spoken_of(cycle))
    columns = (f"review__{ABOUT}", "is_new", "said_before")
    return [
        Fact("new" if is_new else "told", person)
        for person, is_new, before in rows.order_by("pk").values_list(*columns)
        if is_new or before is not None
    ]


def surprises(cycle: ReviewCycle) -> list[Fact]:
    """Reviews with something new in them, and those without."""
    new = CriticalStatement.objects.filter(is_new=True, review__cycle=cycle)
    surprising = set(new.order_by().values_list("review", flat=True))
    rows = _spoken_of(cycle).values_list("pk", ABOUT)
    return [Fact("some" if pk in surprising else "none", person) for pk, person in rows]


def coverage(cycle: ReviewCycle) -> list[Fact]:
    """Of each review that cites anything: the share of the period's months that it cites."""
    months = _months(cycle)
    cited: dict[int, set[date]] = defaultdict(set)
    rows = Citation.objects.filter(review__cycle=cycle, day__isnull=False)
    for review, day in rows.order_by().values_list("review", "day"):
        if day is not None and (month := day.replace(day=1)) in months:
            cited[review].add(month)
    return [
        Fact("cited", person, 100 * len(cited[pk]) / len(months))
        if cited.get(pk)
        else Fact("uncited", person)
        for pk, person in _spoken_of(cycle).values_list("pk", ABOUT)
    ]


def _months(cycle: ReviewCycle) -> set[date]:
    found, first = set(), cycle.period_from.replace(day=1)
    while first < cycle.period_until:
        found.add(first)
        first = (first + timedelta(days=32)).replace(day=1)
    return found


def wording(cycle: ReviewCycle) -> tuple[list[Fact], dict[str, list[Fact]]]:
    """How many words each named review has, by kind; and by rule what it would have something to
    say to: a text by itself, or, of what comes next, all texts of a review about somebody together.
    Which of them, and whose, is forgotten here."""
    words: dict[Whole, int] = defaultdict(int)
    open_next: dict[Whole, bool] = {}
    hinted: dict[str, list[Fact]] = {rule: [] for rule in (*RULES, NEXT_OPEN)}
    for whole, text, language in _texts(cycle):
        words[whole] += len(text.split())
        codes = _codes(text, language or "en")
        if codes is None:
            continue
        for rule, counted in RULES.items():
            hinted[rule].append(_hinted(codes & counted, whole))
        says_nothing = bool(codes & SAY_NOTHING_OF_NEXT)
        open_next[whole] = open_next.get(whole, True) and says_nothing
    hinted[NEXT_OPEN] = [_hinted(is_open, whole) for whole, is_open in open_next.items()]
    return [Fact(one.kind, one.person, count) for one, count in words.items()], hinted


def _texts(cycle: ReviewCycle) -> Iterator[tuple[Whole, str, str]]:
    rows = Answer.objects.filter(
        review__in=_reviews(cycle).filter(kind__in=NAMED, submitted_at__isnull=False),
        sealed=None,
    ).exclude(text="")
    columns = ("review__kind", "review", "subject", "text", "review__reviewer__language")
    for kind, review, person, text, language in (
        rows.order_by("pk").values_list(*columns).iterator(AT_ONCE)
    ):
        yield Whole(kind, review, person), text, language


def _codes(text: str, language: str) -> set[str] | None:
    """None of a language that has no word lists."""
    try:
        reading = read_wording(text[:MOST_READ], language_code=language)
    except MeasurementError:
        return None
    return {one.code for one in reading.hints}


def _hinted(is_hinted: object, whole: Whole) -> Fact:
    return Fact("hinted" if is_hinted else "fine", whole.person)


def moves(cycle: ReviewCycle) -> list[Fact]:
    """How far comparing moved each rating."""
    return [
        Fact("same" if after == before else "up" if after > before else "down", person)
        for person, before, after in _compared(cycle)
    ]


def far_moves(cycle: ReviewCycle) -> list[Fact]:
    """Of those that were moved: by one point, or by more."""
    return [
        Fact("one" if abs(after - before) == 1 else "more", person)
        for person, before, after in _compared(cycle)
        if after != before
    ]


def spread(cycle: ReviewCycle, *, after: bool) -> list[Fact]:
    return [
        Fact(str(final if after else proposed), person)
        for person, proposed, final in _compared(cycle)
    ]


def _compared(cycle: ReviewCycle) -> list[tuple[int, int, int]]:
    rows = Placement.objects.standing().filter(
        session__cycle=cycle, proposed__isnull=False, final__isnull=False
    )
    compared: Iterable[Any] = rows.order_by("pk").values_list("person", "proposed", "final")
    return list(compared)


def skills(cycle: ReviewCycle) -> dict[int, list[Fact]]:
    """By skill how each person stands against what their role expected when they came into it, as
    their manager sees it. Who was expected to have nothing of it is in no group."""
    asked = {one.pk: one.skill_id for one in _rated_skills(cycle) if one.is_of_levels}
    about = Participant.objects.filter(cycle=cycle).order_by()
    expected = levels_expected(about.values_list("edition", flat=True).distinct())
    found: dict[int, dict[int, Fact]] = defaultdict(dict)
    rows = Answer.objects.filter(
        review__in=_spoken_of(cycle).filter(kind=Review.Kind.MANAGER),
        question__in=list(asked),
        value__isnull=False,
    )
    columns = ("question", "subject", "value", "review__participant__edition")
    for question, person, value, edition in rows.order_by("pk").values_list(*columns):
        skill = asked[question]
        wanted = expected.get((edition, skill))
        if wanted is not None and value is not None:
            cell = "below" if value < wanted else "above" if value > wanted else "at"
            found[skill or 0].setdefault(person, Fact(cell, person))
    return {skill: list(facts.values()) for skill, facts in found.items()}


def skills_left_out(cycle: ReviewCycle) -> list[str]:
    """Those that were rated on a scale of its own, on which no role expects anything."""
    asked = {one.skill.name for one in _rated_skills(cycle) if one.skill and not one.is_of_levels}
    return sorted(asked, key=str.casefold)


def _rated_skills(cycle: ReviewCycle) -> Any:
    used = CycleKind.objects.filter(cycle=cycle, kind=Review.Kind.MANAGER)
    rows = Question.objects.filter(
        section__template_version__in=used.values("template_version"),
        kind=Question.Kind.COMPETENCY,
        skill__isnull=False,
    )
    return rows.filter(Q(of=None) | Q(cycle=cycle)).select_related("skill").order_by("pk")


def second_looks(cycle: ReviewCycle) -> list[Fact]:
    """What became of each, and the days that it took."""
    rows = Dispute.objects.filter(participant__cycle=cycle).order_by("pk")
    columns = ("person", "state", "decision", "opened_at", "decided_at")
    return [
        Fact(decision, person, (decided_at - opened_at).days)
        if decided_at is not None
        else Fact(state, person)
        for person, state, decision, opened_at, decided_at in rows.values_list(*columns)
    ]


def _reviews(cycle: ReviewCycle) -> Any:
    rows = Review.objects.filter(cycle=cycle, participant__state=Participant.State.OPEN)
    return rows.exclude(state=Review.State.CLOSED).order_by("pk")


def _spoken_of(cycle: ReviewCycle) -> Any:
    """Written ones that the person reads by their writer's name."""
    return _reviews(cycle).filter(Q(kind__in=SPOKEN_OF), submitted_at__isnull=False)
