"""What a launch would make, and what stands in its way: counted before anything happens.

In a handful of queries, however many people there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairway.goals.models import Goal
from fairway.people.days import organisation_day
from fairway.people.models import DottedLine, Person, ReportingChain
from fairway.reviews.models import (
    CycleKind,
    Phase,
    Question,
    ReviewCycle,
    kinds_of,
    phases_of,
)
from fairway.reviews.population import Population
from fairway.reviews.reading.counting import numbers_at
from fairway.reviews.reading.load import NAMED, asked_upward, heaviest
from fairway.reviews.reading.shortage import counted_for, short_of_reports
from fairway.reviews.reading.stops import Found, asked_of, done_of, kept_in, what_stops
from fairway.skills.models import Edition, ExpectedSkill

Kind = CycleKind.Kind


@dataclass(frozen=True)
class Preview:
    people: int
    kinds: tuple[tuple[CycleKind, int], ...]  # each with how many reviews it makes
    phases: tuple[Phase, ...]
    found: tuple[Found, ...]
    done: frozenset[str]  # steps of the wizard

    @property
    def reviews(self) -> int:
        return sum(number for _kind, number in self.kinds)

    @property
    def stops(self) -> list[str]:
        return [one.words for one in self.found if one.stops]


def preview(cycle: ReviewCycle, actor: Any) -> Preview:
    people = Population.of(cycle.rules).rows(actor, organisation_day()).order_by()
    kinds, phases = kinds_of(cycle), phases_of(cycle)
    numbers = _numbers(cycle, kinds, people)
    asked = asked_of(kinds)
    found = [
        *_of_people(cycle, people, numbers, kinds),
        *_of_templates(asked, numbers, people),
        *what_stops(cycle, numbers["people"], kinds, phases, asked),
    ]
    found.sort(key=lambda one: not one.stops)  # what stops the launch stands first
    counted = tuple((one, numbers.get(kind, 0)) for kind, one in kinds.items())
    done = done_of(cycle, numbers, found)
    return Preview(numbers["people"], counted, tuple(phases.values()), tuple(found), done)


def _numbers(
    cycle: ReviewCycle, kinds: Mapping[str, CycleKind], people: QuerySet[Person]
) -> dict[str, int]:
    """How many people, reviews of each kind, people without a goal, and how often each step was
    kept: in one query."""
    keys, chain = people.values("pk"), ReportingChain.objects.filter(above__active=True)
    counted: dict[str, QuerySet[Any, Any]] = {
        "people": people,
        Kind.SELF: people,
        Kind.MANAGER: chain.filter(below__in=keys, depth=1),
        Kind.SKIP: chain.filter(below__in=keys, depth=2),
        Kind.DOTTED: DottedLine.objects.on(organisation_day()).filter(person__in=keys),
        "without_goals": people.exclude(Exists(_goals_in(cycle))),
    }
    if Kind.UPWARD in kinds:
        counted[Kind.UPWARD] = asked_upward(cycle, kinds[Kind.UPWARD].anonymous, people)
    counted |= counted_for(cycle, kinds, people)
    numbers = numbers_at(cycle, **counted, **kept_in(cycle))
    return {**numbers, Kind.PEER: numbers["people"] * cycle.peers_most}


def _goals_in(cycle: ReviewCycle) -> QuerySet[Goal]:
    within = Goal.objects.filter(starts_on__lt=cycle.period_until, until_on__gt=cycle.period_from)
    return within.filter(owner=OuterRef("pk"))


def _of_people(
    cycle: ReviewCycle,
    people: QuerySet[Person],
    numbers: Mapping[str, int],
    kinds: Mapping[str, CycleKind],
) -> Iterator[Found]:
    if Kind.MANAGER in kinds and numbers[Kind.MANAGER] < numbers["people"]:
        yield from _without_manager(people)
    yield from short_of_reports(cycle, kinds, numbers)
    yield from _with_many(cycle, kinds, people)


def _without_manager(people: QuerySet[Person]) -> Iterator[Found]:
    managed = ReportingChain.objects.filter(below=OuterRef("pk"), depth=1)
    alone = people.exclude(Exists(managed)).order_by("sort_name", "pk")
    names = list(alone.values_list("name", flat=True)[: NAMED + 1])
    if names:
        yield Found(
            _("No manager: %(names)s. They get every other kind of review.")
            % {"names": _some(names)},
            stops=False,
            step="people",
        )


def _with_many(
    cycle: ReviewCycle, kinds: Mapping[str, CycleKind], people: QuerySet[Person]
) -> Iterator[Found]:
    """All that one person would write, with what helps before the launch and after it."""
    several = {Kind.SKIP, Kind.DOTTED} & set(kinds)
    for one in heaviest(cycle, kinds, people):
        said = {"name": one.name, "n": one.number, "hours": one.hours}
        words = _("%(name)s would write %(n)s reviews, about %(hours)s hours of work.") % said
        if Kind.PEER in kinds:
            words += " " + ngettext(
                "With those of colleagues it can be %(most)s more.",
                "With those of colleagues it can be up to %(most)s more.",
                cycle.most_for_one,
            ) % {"most": cycle.most_for_one}
        words += " " + _("Allow enough days, or let somebody else write some after the launch.")
        others = {"dates": True, "kinds": several, "peers": Kind.PEER in kinds}
        more = tuple(step for step, helps in others.items() if helps)
        yield Found(words, stops=False, more=more)


def _of_templates(
    asked: Set[tuple[int, str, bool]], numbers: Mapping[str, int], people: QuerySet[Person]
) -> Iterator[Found]:
    without = numbers["without_goals"]
    if without and any(kind == Question.Kind.GOAL_RESULT for _version, kind, _each in asked):
        words = ngettext(
            "%(n)s person has no goal in the period, and is asked what became of it.",
            "%(n)s people have no goals in the period, and are asked what became of them.",
            without,
        )
        yield Found(words % {"n": without}, stops=False, step="kinds")
    if any(each for _version, _kind, each in asked):
        yield from _without_skills(people)


def _without_skills(people: QuerySet[Person]) -> Iterator[Found]:
    """Where each skill of the role is asked about."""
    expected = ExpectedSkill.objects.filter(
        edition__expectation__profile=OuterRef("assignment__job_profile"),
        edition__in=Edition.objects.holding().order_by().values("pk"),
    )
    without = people.exclude(Exists(expected)).count()
    if without:
        words = ngettext(
            "%(n)s person has no role that expects skills, and is asked about none.",
            "%(n)s people have no role that expects skills, and are asked about none.",
            without,
        )
        yield Found(words % {"n": without}, stops=False, step="kinds")


def _some(names: list[str]) -> str:
    shown = ", ".join(names[:NAMED])
    return _("%(names)s and others") % {"names": shown} if len(names) > NAMED else shown
