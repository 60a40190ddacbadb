"""What a launch would make, and what stands in its way: counted before anything happens.

In a handful of queries, however many people there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, OuterRef, QuerySet, When
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairway.foundation.policy import get
from fairway.goals.models import Goal
from fairway.people.days import organisation_day
from fairway.people.models import DottedLine, Person, ReportingChain
from fairway.reviews.models import (
    FLOOR,
    CycleKind,
    Phase,
    Question,
    ReviewCycle,
    kinds_of,
    phases_of,
)
from fairway.reviews.population import Population
from fairway.reviews.reading.counting import numbers_at
from fairway.reviews.reading.cycles import STEPS
from fairway.reviews.reading.load import NAMED, asked_upward, heaviest
from fairway.skills.models import Edition, ExpectedSkill

Kind = CycleKind.Kind


@dataclass(frozen=True)
class Found:
    """A reason; where it stops the launch, nobody launches before it is mended."""

    words: str
    stops: bool = True
    step: str = ""  # of the wizard, where it can be mended
    more: tuple[str, ...] = ()  # where several of them help

    @property
    def helps(self) -> list[tuple[str, Any]]:
        """Each with what it is called."""
        return [(step, dict(STEPS)[step]) for step in self.more]


@dataclass(frozen=True)
class Preview:
    people: int
    kinds: tuple[tuple[CycleKind, int], ...]  # each with how many reviews it makes
    phases: tuple[Phase, ...]
    found: tuple[Found, ...]

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
    found = [
        *_of_people(cycle, people, numbers, kinds),
        *_of_templates(kinds, numbers, people),
        *_of_days(phases),
        *_of_numbers(cycle, phases, set(kinds)),
        *_of_outside(phases, set(kinds)),
    ]
    found.sort(key=lambda one: not one.stops)  # what stops the launch stands first
    counted = tuple((one, numbers.get(kind, 0)) for kind, one in kinds.items())
    return Preview(numbers["people"], counted, tuple(phases.values()), tuple(found))


def how_many_fit(cycle: ReviewCycle, actor: Any) -> int:
    return Population.of(cycle.rules).rows(actor, organisation_day()).order_by().count()


def _numbers(
    cycle: ReviewCycle, kinds: Mapping[str, CycleKind], people: QuerySet[Person]
) -> dict[str, int]:
    """How many people, reviews of each kind, and people without a goal: in one query."""
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
    numbers = numbers_at(cycle, **counted)
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
    # Where people join as their time comes, nobody may be there yet.
    if not numbers["people"] and not Population.of(cycle.rules).follows_hires:
        yield Found(_("Nobody is in it. Choose other units or people."), step="people")
        return
    if Kind.MANAGER in kinds and numbers[Kind.MANAGER] < numbers["people"]:
        yield from _without_manager(people)
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
    kinds: Mapping[str, CycleKind], numbers: Mapping[str, int], people: QuerySet[Person]
) -> Iterator[Found]:
    if not kinds:
        yield Found(_("No kind of review is chosen."), step="kinds")
        return
    versions = {one.template_version_id for one in kinds.values()}
    rows = Question.objects.written().filter(section__template_version__in=versions).order_by()
    each = Case(When(kind=Question.Kind.COMPETENCY, skill=None, then=True), default=False)
    asked = set(rows.values_list("section__template_version", "kind", each).distinct())
    asking = {version for version, _kind, _each in asked}
    for one in kinds.values():
        label = one.get_kind_display()
        if one.template_version_id not in asking:
            yield Found(_("“%(kind)s” asks nothing.") % {"kind": label}, step="kinds")
        elif one.template_version.is_draft:
            words = _("What “%(kind)s” asks is not published yet.")
            yield Found(words % {"kind": label}, step="kinds")
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


def _of_days(phases: dict[str, Any]) -> Iterator[Found]:
    today = organisation_day()
    if Phase.Kind.WRITE not in phases:
        yield Found(_("No last day is chosen for writing."), step="dates")
    for one in phases.values():
        if one.due_on < today:
            words = _("“%(phase)s” was due on a day that has gone.")
            yield Found(words % {"phase": one.get_kind_display()}, step="dates")


def _of_numbers(cycle: ReviewCycle, phases: dict[str, Any], kinds: set[str]) -> Iterator[Found]:
    least = max(FLOOR, get("reviews.threshold"))
    if cycle.threshold < least:
        words = _("At least %(n)s must have answered before anything is shown.")
        yield Found(words % {"n": least}, step="visibility")
    if Kind.PEER not in kinds:
        return
    if cycle.peers_most < cycle.threshold:
        words = _(
            "With %(most)s peers at most, nothing of what they answer can be shown: it takes "
            "%(least)s. Ask more, or leave peers out."
        )
        yield Found(words % {"most": cycle.peers_most, "least": cycle.threshold}, step="peers")
    if cycle.people_nominate and Phase.Kind.NOMINATE not in phases:
        yield Found(_("No last day is chosen for naming who is asked."), step="dates")
    if not cycle.people_nominate and cycle.most_for_one < cycle.peers_most:
        words = ngettext(
            "One person is asked about %(n)s colleague at most: not everybody can have enough.",
            "One person is asked about %(n)s colleagues at most: not everybody can have enough.",
            cycle.most_for_one,
        )
        yield Found(words % {"n": cycle.most_for_one}, stops=False, step="peers")


def _of_outside(phases: dict[str, Any], kinds: set[str]) -> Iterator[Found]:
    if Kind.EXTERNAL not in kinds:
        return
    if not get("reviews.outside"):
        words = _("Nobody outside may be asked: the rules of the organisation say so.")
        yield Found(words, step="kinds")
        return
    words = _("People outside are named one by one while the cycle runs, so none is counted here.")
    yield Found(words, stops=False)
    if Phase.Kind.NOMINATE not in phases:
        words = _("Without days to choose who is asked, managers alone can name people outside.")
        yield Found(words, stops=False, step="dates")


def _some(names: list[str]) -> str:
    shown = ", ".join(names[:NAMED])
    return _("%(names)s and others") % {"names": shown} if len(names) > NAMED else shown
