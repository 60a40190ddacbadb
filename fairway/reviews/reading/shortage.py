"""About whom too few would answer for anything to be shown: said before the launch, stops nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import ngettext

from fairway.foundation.policy import get
from fairway.people.models import Person
from fairway.reviews.models import FLOOR, CycleKind, ReviewCycle
from fairway.reviews.reading.load import leading
from fairway.reviews.reading.stops import Found

Kind = CycleKind.Kind
LEADING, ENOUGH, TO_SPARE = "leading", "leading_enough", "leading_to_spare"


def counted_for(
    cycle: ReviewCycle, kinds: Mapping[str, CycleKind], people: QuerySet[Person]
) -> dict[str, QuerySet[Any, Any]]:
    """To be counted beside other things, where reports answer in confidence: who has reports at all,
    enough of them, and more than just enough."""
    if not (Kind.UPWARD in kinds and kinds[Kind.UPWARD].anonymous):
        return {}
    least = {LEADING: 1, ENOUGH: cycle.threshold, TO_SPARE: cycle.threshold + 1}
    return {name: people.filter(pk__in=leading(number)) for name, number in least.items()}


def short_of_reports(
    cycle: ReviewCycle, kinds: Mapping[str, CycleKind], numbers: Mapping[str, int]
) -> Iterator[Found]:
    """Where others are asked too, whoever leads nobody is not missing anything."""
    if ENOUGH not in numbers:
        return
    alone = set(kinds) <= {Kind.UPWARD, Kind.SELF}
    of = numbers["people"] if alone else numbers[LEADING]
    without, just = of - numbers[ENOUGH], numbers[ENOUGH] - numbers[TO_SPARE]
    least, floor = cycle.threshold, max(FLOOR, get("reviews.threshold"))
    more = ("people", "visibility") if least > floor else ("people",)
    if without:
        words = _without(alone, without) % {"n": without, "of": of, "least": least}
        yield Found(words, stops=False, more=more)
    if just and not {Kind.PEER, Kind.EXTERNAL} & set(kinds):  # these are shown together with them
        words = ngettext(
            "%(n)s person has just %(least)s reports: nothing is shown unless all of them answer.",
            "%(n)s people have just %(least)s reports each: nothing is shown about one of them "
            "unless all of theirs answer.",
            just,
        )
        yield Found(words % {"n": just, "least": least}, stops=False, more=more)


def _without(alone: bool, number: int) -> str:
    if alone:
        return ngettext(
            "About %(n)s of %(of)s people no reports are asked, so nothing will be shown: fewer "
            "than %(least)s report to them.",
            "About %(n)s of %(of)s people no reports are asked, so nothing will be shown: fewer "
            "than %(least)s report to each.",
            number,
        )
    return ngettext(
        "About %(n)s of %(of)s people who lead others no reports are asked: fewer than %(least)s "
        "report to them, and nothing of what these say could be shown.",
        "About %(n)s of %(of)s people who lead others no reports are asked: fewer than %(least)s "
        "report to each, and nothing of what these say could be shown.",
        number,
    )
