"""Keep the reporting chain true: every ancestor–descendant pair, each person with themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from fairway.foundation.bulk import insert_rows, update_rows
from fairway.foundation.locks import hold
from fairway.foundation.ready_rows import Making, Ready
from fairway.foundation.refusal import Refusal
from fairway.people.models import Person, ReportingChain

DELETE_AT_ONCE = 2000
_ROW = ("above", "below", "depth", "at_top", "people_below")


class ReportingCycle(Refusal):
    """Somebody would end up above themselves."""

    code = "reporting_cycle"
    field = "manager"

    def __init__(self, person: Person, manager: Person) -> None:
        super().__init__(
            _("%(manager)s reports to %(person)s, directly or through others."),
            manager=manager.name,
            person=person.name,
        )


@transaction.atomic
def begin_chain(person: Person) -> None:
    """Everybody stands above themselves at depth 0."""
    own = {"depth": 0, "at_top": True, "people_below": 0}
    ReportingChain.objects.get_or_create(above=person, below=person, defaults=own)


@transaction.atomic
def end_chain(person: Person) -> None:
    """Nobody is above or below somebody who has left; whoever was below hangs under nobody."""
    hold("reporting")
    _count_off(person)
    reports = ReportingChain.objects.filter(above=person, depth=1).values("below")
    ReportingChain.objects.filter(depth=0, above__in=reports).update(at_top=True)
    above = ReportingChain.objects.filter(below=person).values("above")
    ReportingChain.objects.filter(above__in=above, below__in=_below(person)).delete()


@transaction.atomic
def move_under(person: Person, manager: Person | None) -> None:
    """Hang the person, with all below them, under another manager or under nobody.

    Raises ReportingCycle when the manager is below the person.
    """
    hold("reporting")  # two moves at once could make a circle that neither sees
    if manager is not None and (
        manager.pk == person.pk
        or ReportingChain.objects.filter(above=person, below=manager).exists()
    ):
        raise ReportingCycle(person, manager)
    _count_off(person)
    below = _below(person)
    ReportingChain.objects.filter(below__in=below).exclude(above__in=below).delete()
    ReportingChain.objects.filter(above=person, depth=0).update(at_top=manager is None)
    if manager is not None:
        _hang_under(person, manager)


def _hang_under(person: Person, manager: Person) -> None:
    above = ReportingChain.objects.filter(below=manager).values_list("above_id", "depth")
    tree = ReportingChain.objects.filter(above=person).values_list("below_id", "depth")
    higher = ReportingChain.objects.filter(depth=0, above__in=[high for high, _up in above])
    higher.update(people_below=F("people_below") + len(tree))
    ReportingChain.objects.bulk_create(
        (
            ReportingChain(above_id=high, below_id=low, depth=up + down + 1)
            for low, down in tree
            for high, up in above
        ),
        batch_size=2000,
    )


def _count_off(person: Person) -> None:
    """Take the person, and all below them, off the numbers of everybody above."""
    above = ReportingChain.objects.filter(below=person, depth__gt=0).values("above")
    higher = ReportingChain.objects.filter(depth=0, above__in=above)
    higher.update(people_below=F("people_below") - _below(person).count())


def _below(person: Person) -> QuerySet:
    """Them and everybody under them; stays in the database, where no list is too long."""
    return ReportingChain.objects.filter(above=person).values("below")


def manager_of(person: Person) -> int | None:
    """Who is directly above, as the chain has it."""
    above = ReportingChain.objects.filter(below=person, depth=1)
    return above.values_list("above_id", flat=True).first()


@dataclass(frozen=True)
class Foreseen:
    """The lines of people who are about to come, if then these are the managers of all."""

    managers: Mapping[int, int | None]
    lines: Ready
    more_below: Mapping[int, int]  # of people who are here


def foresee_chains(new: Mapping[int, int | None], making: Making) -> Foreseen:
    """Made ready before anything is written; `new` gives the manager of each who comes."""
    here = _managers({})
    managers = _managers(new)
    lines = _by_person((below, above) for above, below, _depth in chain_pairs(managers, people=new))
    numbers = Counter(above for line in lines.values() for above in line[1:])
    rows = making.keep(ReportingChain, _ROW, _rows(lines, numbers), order=("above", "below"))
    more = {person: number for person, number in numbers.items() if person in here}
    return Foreseen(managers, rows, more)


@transaction.atomic(savepoint=False)
def rebuild_chains(foreseen: Foreseen | None = None) -> int:
    """Make all chains true to today's assignments, after a bulk change; gives the pairs.

    Writes only the lines that differ: a small change to a large organisation is brief. What was
    foreseen is written as it stands ready, if it came so; then only those pairs are given.
    """
    hold("reporting")
    managers = _managers({})
    if foreseen is not None and managers == foreseen.managers:
        return _write_foreseen(foreseen)
    true = _by_person((below, above) for above, below, _depth in chain_pairs(managers))
    there = _by_person(
        ReportingChain.objects.order_by("below", "depth")
        .values_list("below", "above")
        .iterator(chunk_size=20_000)
    )
    wrong = [person for person, line in there.items() if true.get(person) != line]
    for at in range(0, len(wrong), DELETE_AT_ONCE):
        ReportingChain.objects.filter(below__in=wrong[at : at + DELETE_AT_ONCE]).delete()
    numbers = Counter(above for line in true.values() for above in line[1:])
    kept = there.keys() - wrong
    new = {person: line for person, line in true.items() if person not in kept}
    insert_rows(ReportingChain, _ROW, _rows(new, numbers))
    if kept:
        _count_anew(true, numbers)
    return sum(map(len, true.values()))


def _managers(new: Mapping[int, int | None]) -> dict[int, int | None]:
    """Of everybody here, and of those who are about to come."""
    here = Person.objects.filter(active=True).values_list("pk", "assignment__manager")
    rows: dict[int, int | None] = {**dict(here), **new}
    return {person: above if above in rows else None for person, above in rows.items()}


def _write_foreseen(foreseen: Foreseen) -> int:
    foreseen.lines.write()
    more = foreseen.more_below
    own = ReportingChain.objects.filter(depth=0).values_list("pk", "above_id", "people_below")
    if more:
        grown = [((was or 0) + more[person], pk) for pk, person, was in own if person in more]
        update_rows(ReportingChain, ("people_below",), grown)
    return foreseen.lines.number


def _rows(
    lines: Mapping[int, tuple[int, ...]], numbers: Mapping[int, int]
) -> Iterator[tuple[int, int, int, bool, int | None]]:
    for person, line in lines.items():
        yield person, person, 0, len(line) == 1, numbers[person]
        for depth, above in enumerate(line[1:], start=1):
            yield above, person, depth, False, None


def _count_anew(lines: Mapping[int, tuple[int, ...]], numbers: Mapping[int, int]) -> None:
    """Who is at the top and how many are below each, written where it differs."""
    own = ReportingChain.objects.filter(depth=0)
    update_rows(
        ReportingChain,
        ("at_top", "people_below"),
        [
            (is_at_top, number, pk)
            for pk, person, was_at_top, was in own.values_list(
                "pk", "above_id", "at_top", "people_below"
            )
            if (is_at_top := len(lines[person]) == 1, number := numbers[person])
            != (was_at_top, was)
        ],
    )


def _by_person(pairs: Iterable[tuple[int, int]]) -> dict[int, tuple[int, ...]]:
    """(person, above) pairs, nearest first, as one line for each person."""
    return {
        person: tuple(above for _person, above in line)
        for person, line in groupby(pairs, key=itemgetter(0))
    }


def chain_pairs(
    managers: Mapping[int, int | None], *, people: Iterable[int] | None = None
) -> Iterator[tuple[int, int, int]]:
    """(above, below, depth) of everybody or of these people, given each one's manager.

    Raises ValidationError naming nobody when the managers go in a circle: the caller, who knows
    the rows, says whom.
    """
    for person in managers if people is None else people:
        above: int | None = person
        seen: set[int] = set()
        while above is not None:
            if above in seen:
                raise ValidationError(_("These managers report to each other in a circle."))
            yield above, person, len(seen)
            seen.add(above)
            above = managers.get(above)
