"""What a launch would make, and what stands in its way: counted before anything happens.

All in a handful of queries, however many people there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairway.foundation.policy import get
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

Kind = CycleKind.Kind
MANY_FOR_A_MANAGER = 20
NAMED = 5


@dataclass(frozen=True)
class Found:
    """A reason; where it stops the launch, nobody launches before it is mended."""

    words: str
    stops: bool = True
    step: str = ""  # of the wizard, where it can be mended


@dataclass(frozen=True)
class Preview:
    people: int
    counts: dict[str, int]  # reviews by kind
    found: tuple[Found, ...]

    @property
    def reviews(self) -> int:
        return sum(self.counts.values())

    @property
    def stops(self) -> list[str]:
        return [one.words for one in self.found if one.stops]


def preview(cycle: ReviewCycle, actor: Any) -> Preview:
    people = Population.of(cycle.rules).rows(actor, organisation_day())
    kinds, phases = kinds_of(cycle), phases_of(cycle)
    number = people.order_by().count()
    counts = {kind: _count(one, cycle, people, number) for kind, one in kinds.items()}
    found = (
        *_of_people(cycle, people, number, set(kinds)),
        *_of_templates(kinds),
        *_of_days(phases),
        *_of_numbers(cycle, phases, set(kinds)),
    )
    return Preview(number, counts, found)


def _count(one: CycleKind, cycle: ReviewCycle, people: QuerySet[Person], number: int) -> int:
    keys = people.order_by().values("pk")
    chain = ReportingChain.objects.all()
    counts: dict[str, Callable[[], int]] = {
        Kind.SELF: lambda: number,
        Kind.MANAGER: chain.filter(below__in=keys, depth=1).count,
        Kind.SKIP: chain.filter(below__in=keys, depth=2).count,
        Kind.UPWARD: lambda: _upward(cycle, one.anonymous, chain.filter(above__in=keys, depth=1)),
        Kind.DOTTED: DottedLine.objects.on(organisation_day()).filter(person__in=keys).count,
        Kind.PEER: lambda: number * cycle.peers_most,
    }
    # People from outside are named one by one.
    return counts[one.kind]() if one.kind in counts else 0


def _upward(cycle: ReviewCycle, confidential: bool, reports: QuerySet[ReportingChain]) -> int:
    """Whose reports are too few to stay unnamed is not asked about at all."""
    of_each = reports.order_by().values("above").annotate(n=Count("pk"))
    least = cycle.threshold if confidential else 1
    return sum(of_each.filter(n__gte=least).values_list("n", flat=True))


def _of_people(
    cycle: ReviewCycle, people: QuerySet[Person], number: int, kinds: set[str]
) -> Iterator[Found]:
    # Where people join as their time comes, nobody may be there yet.
    if not number and not Population.of(cycle.rules).follows_hires:
        yield Found(_("Nobody is in it. Choose other units or people."), step="people")
        return
    if Kind.MANAGER in kinds:
        yield from _without_manager(people)
        yield from _with_many(people)


def _without_manager(people: QuerySet[Person]) -> Iterator[Found]:
    managed = ReportingChain.objects.filter(depth=1).values("below")
    alone = people.exclude(pk__in=managed).order_by("sort_name", "pk")
    names = list(alone.values_list("name", flat=True)[: NAMED + 1])
    if names:
        yield Found(
            _("No manager: %(names)s. They get every other kind of review.")
            % {"names": _some(names)},
            stops=False,
            step="people",
        )


def _with_many(people: QuerySet[Person]) -> Iterator[Found]:
    keys = people.order_by().values("pk")
    rows = (
        ReportingChain.objects.filter(depth=1, below__in=keys)
        .values("above__name")
        .annotate(reports=Count("pk"))
        .filter(reports__gt=MANY_FOR_A_MANAGER)
        .order_by("-reports")
    )
    for row in rows[:NAMED]:
        yield Found(
            _("%(name)s would write %(n)s reviews of their people. Allow enough days.")
            % {"name": row["above__name"], "n": row["reports"]},
            stops=False,
            step="dates",
        )


def _of_templates(kinds: Any) -> Iterator[Found]:
    if not kinds:
        yield Found(_("No kind of review is chosen."), step="kinds")
        return
    versions = {one.template_version_id for one in kinds.values()}
    asking = set(
        Question.objects.filter(section__template_version__in=versions)
        .values_list("section__template_version", flat=True)
        .distinct()
    )
    for one in kinds.values():
        label = one.get_kind_display()
        if one.template_version_id not in asking:
            yield Found(_("“%(kind)s” asks nothing.") % {"kind": label}, step="kinds")
        elif one.template_version.is_draft:
            words = _("What “%(kind)s” asks is not published yet.")
            yield Found(words % {"kind": label}, step="kinds")


def _of_days(phases: dict[str, Any]) -> Iterator[Found]:
    today = organisation_day()
    if Phase.Kind.WRITE not in phases:
        yield Found(_("Until when people write is not chosen."), step="dates")
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
        yield Found(_("Until when people choose whom to ask is not chosen."), step="dates")
    if not cycle.people_nominate and cycle.most_for_one < cycle.peers_most:
        words = ngettext(
            "One person is asked about %(n)s colleague at most: not everybody can have enough.",
            "One person is asked about %(n)s colleagues at most: not everybody can have enough.",
            cycle.most_for_one,
        )
        yield Found(words % {"n": cycle.most_for_one}, stops=False, step="peers")


def _some(names: list[str]) -> str:
    shown = ", ".join(names[:NAMED])
    return _("%(names)s and others") % {"names": shown} if len(names) > NAMED else shown
