"""“Did this help?”: counted so that no answer can be laid beside a person.

Nothing of an answer goes on record: neither an event, nor an instant, nor an order.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F

from fairway.conversations.actions.meetings_refused import AlreadySaid
from fairway.conversations.models import HelpGiven, HelpResult, HelpTally, OneOnOne, Said
from fairway.conversations.models.meetings import month_of
from fairway.conversations.models.meetings_help import LEAST
from fairway.foundation.access import claim
from fairway.foundation.locks import hold
from fairway.people.days import organisation_day
from fairway.people.models import OrgUnit, Person

Counts = tuple[int, int, int]  # yes, somewhat, no
ORDER = (Said.YES, Said.SOMEWHAT, Said.NO)
NONE: Counts = (0, 0, 0)


@dataclass
class Group:
    """A unit with those of its parts that were too few by themselves."""

    counts: Counts = NONE
    units: set[int] = field(default_factory=set)

    @property
    def people(self) -> int:
        return sum(self.counts)


@transaction.atomic
def say_whether_it_helped(meeting: OneOnOne, *, actor: Person, said: str) -> None:
    """Once a month, whatever 1:1 it is about: so each answer is another person's, and none of them
    speaks for many."""
    meeting = claim(meeting, actor=actor, verb="view")
    if meeting.employee_id != actor.pk or meeting.closed_at is None:
        raise PermissionDenied  # whoever led it is not asked, nor anybody before it was held
    month, assigned = month_of(organisation_day()), actor.assignment
    _given, first = HelpGiven.objects.get_or_create(person=actor, month=month)
    if not first:
        raise AlreadySaid
    if assigned is None or assigned.unit_id is None:
        return  # in no unit, nobody could be counted with them
    tally, _new = HelpTally.objects.get_or_create(
        unit_id=assigned.unit_id, month=month, said=Said(said)
    )
    HelpTally.objects.filter(pk=tally.pk).update(count=F("count") + 1)


def may_say(meeting: OneOnOne, person: Person) -> bool:
    """The employee of a 1:1 that was held, who has said nothing yet this month."""
    if meeting.employee_id != person.pk or meeting.closed_at is None:
        return False
    month = month_of(organisation_day())
    return not HelpGiven.objects.filter(person=person, month=month).exists()


@transaction.atomic
def settle_months() -> int:
    """Every month that is over, once: what may be said of it is kept, the counts are gone."""
    hold("conversations.help")
    month = month_of(organisation_day())
    over = HelpTally.objects.filter(month__lt=month).order_by("month")
    made = 0
    for one in list(over.values_list("month", flat=True).distinct()):
        made += _settle(one)
    HelpGiven.objects.filter(month__lt=month).delete()
    return made


def _settle(month: date) -> int:
    counted: dict[int, list[int]] = {}
    for unit, said, count in HelpTally.objects.filter(month=month).values_list(
        "unit", "said", "count"
    ):
        counted.setdefault(unit, [0, 0, 0])[ORDER.index(Said(said))] += count
    parents = dict(OrgUnit.objects.values_list("pk", "parent"))
    shown = groups({unit: _three(said) for unit, said in counted.items()}, parents)
    HelpResult.objects.bulk_create(
        HelpResult(
            unit_id=unit,
            month=month,
            yes=group.counts[0],
            somewhat=group.counts[1],
            no=group.counts[2],
            people=group.people,
            with_parts=group.units != {unit},
        )
        for unit, group in shown.items()
    )
    HelpTally.objects.filter(month=month).delete()
    return len(shown)


def groups(
    counted: Mapping[int, Counts], parents: Mapping[int, int | None], least: int = LEAST
) -> dict[int, Group]:
    """Each answer in one group of at least `least` people, or in none that is shown.

    From the smallest units upwards: one with enough stands for itself; what is too few goes to the
    unit above, and is counted there. Groups share nobody, so that nothing is left to be found by
    taking one from another, whoever sees which of them.
    """
    below = {unit: Group(_three(said), {unit}) for unit, said in counted.items() if any(said)}
    for unit in _deepest_first(set(below), parents):
        group = below.get(unit)
        if group is None or group.people >= least:
            continue
        above, lifted = parents.get(unit), below.pop(unit)
        if above is not None:
            over = below.setdefault(above, Group())
            over.counts = _three([a + b for a, b in zip(over.counts, lifted.counts, strict=True)])
            over.units |= lifted.units
    return below


def _deepest_first(units: Collection[int], parents: Mapping[int, int | None]) -> list[int]:
    """These units and all above them, each before whatever lies over it."""
    depths: dict[int, int] = {}
    for unit in units:
        depths.setdefault(unit, _depth(unit, parents))
        above = parents.get(unit)
        while above is not None and above not in depths:
            depths[above] = _depth(above, parents)
            above = parents.get(above)
    return sorted(depths, key=lambda unit: (-depths[unit], unit))


def _depth(unit: int, parents: Mapping[int, int | None]) -> int:
    depth, above = 0, parents.get(unit)
    while above is not None:
        depth, above = depth + 1, parents.get(above)
    return depth


def _three(said: Collection[int]) -> Counts:
    yes, somewhat, no = said
    return yes, somewhat, no
