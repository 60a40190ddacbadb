"""Keep the unit chain true: every unit with everything above it, each with itself at depth 0."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction

from fairway.foundation.locks import hold
from fairway.people.models import OrgUnit, UnitChain


def unit_pairs_above(unit: OrgUnit) -> Iterator[UnitChain]:
    """The pairs of a unit with itself and with everything above it, from its parent's pairs."""
    yield UnitChain(above=unit, below=unit, depth=0)
    for above, depth in UnitChain.objects.filter(below=unit.parent_id).values_list(
        "above_id", "depth"
    ):
        yield UnitChain(above_id=above, below=unit, depth=depth + 1)


def rehang_unit(unit: OrgUnit) -> None:
    """Keep the chain true after `unit.parent` changed: everything inside moves along."""
    inside = UnitChain.objects.filter(above=unit).values("below")
    UnitChain.objects.filter(below__in=inside).exclude(above__in=inside).delete()
    above = list(UnitChain.objects.filter(below=unit.parent_id).values_list("above_id", "depth"))
    tree = UnitChain.objects.filter(above=unit).values_list("below_id", "depth")
    UnitChain.objects.bulk_create(
        (
            UnitChain(above_id=high, below_id=low, depth=up + down + 1)
            for low, down in tree
            for high, up in above
        ),
        batch_size=2000,
    )


@transaction.atomic
def rebuild_unit_chains() -> int:
    """Make all unit chains anew from the parents, after a bulk change; gives the pairs."""
    hold("units")
    parents = dict(OrgUnit.objects.values_list("pk", "parent_id"))
    pairs = []
    for unit in parents:
        above: int | None = unit
        depth = 0
        while above is not None and depth <= len(parents):
            pairs.append(UnitChain(above_id=above, below_id=unit, depth=depth))
            above, depth = parents[above], depth + 1
    UnitChain.objects.all().delete()
    UnitChain.objects.bulk_create(pairs, batch_size=2000)
    return len(pairs)
