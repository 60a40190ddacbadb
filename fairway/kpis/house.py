"""Figures that rooms count of themselves for units: of which of them something may be said.

A small group is never shown, and neither is what would be left of a larger one when the smaller
ones within it are taken away: from 40 people and 38 of them, one could work out the other two.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from fairway.foundation import policy
from fairway.people.models import UnitChain

# A unit by its key, or None for the whole organisation.
Unit = int | None
LEAST = "kpis.least_people"


def publishable(
    people: Mapping[Unit, int], above: Mapping[Unit, Sequence[Unit]], known: Collection[Unit] = ()
) -> set[Unit]:
    """The units a figure may be shown of. `people` stand behind it in each of them, everybody once;
    `above` are the wanted units over each, the nearest first. What is known already comes first,
    then the larger before what lies within."""
    least = int(policy.get(LEAST))
    shown: set[Unit] = set()
    order = sorted(people, key=lambda unit: (unit not in known, len(above[unit]), unit or 0))
    for unit in order:
        trial = shown | {unit}
        if people[unit] >= least and _nobody_left_alone(trial, people, above, least):
            shown = trial
    return shown


def _nobody_left_alone(
    shown: set[Unit],
    people: Mapping[Unit, int],
    above: Mapping[Unit, Sequence[Unit]],
    least: int,
) -> bool:
    """Of each unit, what lies in none of those within it is empty or large enough."""
    left = {unit: people[unit] for unit in shown}
    for unit in shown:
        nearest = next((one for one in above[unit] if one in shown), unit)
        if nearest != unit:
            left[nearest] -= people[unit]
    return all(rest == 0 or rest >= least for rest in left.values())


def units_above(units: Collection[Unit]) -> dict[Unit, list[Unit]]:
    """Of these, which lie over which, the nearest first; over all of them lies the whole."""
    keys = [unit for unit in units if unit is not None]
    chain = UnitChain.objects.filter(above__in=keys, below__in=keys, depth__gt=0)
    found: dict[Unit, list[Unit]] = {unit: [] for unit in units}
    for below, over in chain.order_by("depth").values_list("below", "above"):
        found[below].append(over)
    if None in found:
        for unit in keys:
            found[unit].append(None)
    return found


def percent(share: Any, decimals: int) -> int | None:
    """In the KPI's own units; nothing of nothing is not 0 %."""
    return round(100 * 10**decimals * share.having / share.of) if share.of else None
