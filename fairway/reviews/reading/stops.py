"""What stops a launch, each with the step of the wizard where it is mended.

Of the cycle's own rows alone, so that every step can say which others are done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, QuerySet, When
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairway.foundation.models import Event
from fairway.foundation.policy import get
from fairway.people.days import organisation_day
from fairway.people.models import Person
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

Kind = CycleKind.Kind
FIRST, *KEPT_LATER, _LAST = (key for key, _label in STEPS)


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
class Standing:
    """How far the shaping of a cycle is."""

    people: int  # one stands for several where nobody asked how many
    done: frozenset[str]


def standing_of(cycle: ReviewCycle, actor: Any, *, count: bool = False) -> Standing:
    people = Population.of(cycle.rules).rows(actor, organisation_day()).order_by()
    if not count:
        people = Person.objects.filter(pk__in=people.values("pk")[:1])
    numbers = numbers_at(cycle, people=people, **kept_in(cycle))
    kinds, phases = kinds_of(cycle), phases_of(cycle)
    found = what_stops(cycle, numbers["people"], kinds, phases, asked_of(kinds))
    return Standing(numbers["people"], done_of(cycle, numbers, found))


def done_of(
    cycle: ReviewCycle, numbers: Mapping[str, int], found: Iterable[Found]
) -> frozenset[str]:
    """Steps that were kept and have nothing missing; the first was, as the cycle is there. What
    another cycle was set up with was kept there."""
    kept = {FIRST, *(step for step in KEPT_LATER if cycle.cloned_from_id or numbers[_kept(step)])}
    return frozenset(kept - {one.step for one in found if one.stops})


def kept_in(cycle: ReviewCycle) -> dict[str, QuerySet[Event]]:
    """For each step how often it was kept, to be counted beside other things."""
    edited = Event.objects.filter(
        subject_type=cycle._meta.label_lower, subject_id=cycle.pk, kind="reviews.cycle_edited"
    )
    return {_kept(step): edited.filter(data__step=step) for step in KEPT_LATER}


def _kept(step: str) -> str:
    return f"kept_{step}"


def asked_of(kinds: Mapping[str, CycleKind]) -> set[tuple[int, str, bool]]:
    """Of each version the kinds of its questions, and whether one is asked about each skill."""
    versions = {one.template_version_id for one in kinds.values()}
    rows = Question.objects.written().filter(section__template_version__in=versions).order_by()
    each = Case(When(kind=Question.Kind.COMPETENCY, skill=None, then=True), default=False)
    return set(rows.values_list("section__template_version", "kind", each).distinct())


def what_stops(
    cycle: ReviewCycle,
    people: int,
    kinds: Mapping[str, CycleKind],
    phases: Mapping[str, Phase],
    asked: Set[tuple[int, str, bool]],
) -> Iterator[Found]:
    """And what one better knows, as far as it costs nothing more."""
    yield from _of_nobody(cycle, people)
    yield from _of_asking(kinds, asked)
    yield from _of_days(phases)
    yield from _of_numbers(cycle, phases, set(kinds))
    yield from _of_outside(phases, set(kinds))


def _of_nobody(cycle: ReviewCycle, people: int) -> Iterator[Found]:
    # Where people join as their time comes, nobody may be there yet.
    if not people and not Population.of(cycle.rules).follows_hires:
        yield Found(_("Nobody is in it. Choose other units or people."), step="people")


def _of_asking(
    kinds: Mapping[str, CycleKind], asked: Set[tuple[int, str, bool]]
) -> Iterator[Found]:
    if not kinds:
        yield Found(_("No kind of review is chosen."), step="kinds")
    asking = {version for version, _kind, _each in asked}
    for one in kinds.values():
        label = one.get_kind_display()
        if one.template_version_id not in asking:
            yield Found(_("“%(kind)s” asks nothing.") % {"kind": label}, step="kinds")
        elif one.template_version.is_draft:
            words = _("What “%(kind)s” asks is not published yet.")
            yield Found(words % {"kind": label}, step="kinds")


def _of_days(phases: Mapping[str, Phase]) -> Iterator[Found]:
    today = organisation_day()
    if Phase.Kind.WRITE not in phases:
        yield Found(_("No last day is chosen for writing."), step="dates")
    for one in phases.values():
        if one.due_on < today:
            words = _("“%(phase)s” was due on a day that has gone.")
            yield Found(words % {"phase": one.get_kind_display()}, step="dates")


def _of_numbers(
    cycle: ReviewCycle, phases: Mapping[str, Phase], kinds: set[str]
) -> Iterator[Found]:
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
    elif cycle.people_nominate and cycle.peers_least < cycle.threshold:
        words = _(
            "Naming %(few)s peers is enough, but it takes %(least)s answers before anything is "
            "shown: of whoever names fewer, there may be nothing. Ask for at least %(least)s."
        )
        said = {"few": cycle.peers_least, "least": cycle.threshold}
        yield Found(words % said, stops=False, step="peers")
    if cycle.people_nominate and Phase.Kind.NOMINATE not in phases:
        yield Found(_("No last day is chosen for naming who is asked."), step="dates")
    if not cycle.people_nominate and cycle.most_for_one < cycle.peers_most:
        words = ngettext(
            "One person is asked about %(n)s colleague at most: not everybody can have enough.",
            "One person is asked about %(n)s colleagues at most: not everybody can have enough.",
            cycle.most_for_one,
        )
        yield Found(words % {"n": cycle.most_for_one}, stops=False, step="peers")


def _of_outside(phases: Mapping[str, Phase], kinds: set[str]) -> Iterator[Found]:
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
