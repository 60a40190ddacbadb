"""Does one KPI run ahead of another? Looked at only where there is enough history to tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from fairway.kpis.calendar import Cadence
from fairway.kpis.judging import Series, load
from fairway.kpis.models import Kpi
from fairway.kpis.saying import count_words
from fairway.measurement import LeadLag, check_leads

MOST, LOOK = 6, 36


@dataclass(frozen=True)
class Ahead:
    """What was found between a KPI and one that may run ahead of it. `state` is supported, hint,
    together, none_seen or cannot_be_said."""

    leads: Kpi
    state: str
    text: str
    n: int


def what_runs_ahead(kpi: Kpi, others: Sequence[Kpi]) -> list[Ahead]:
    """Give others of the same rhythm; the clearest comes first."""
    follower, found = load(kpi), []
    pairs: dict[int, tuple[Any, Any]] = {}
    for other in others[:MOST]:
        x, y = common(kpi, load(other), follower)
        pairs[other.pk] = x, y
    results = _check(pairs)
    for other in others[:MOST]:
        n = len(pairs[other.pk][0])
        result = results.get(other.pk)
        state = result.verdict if result else "cannot_be_said"
        found.append(Ahead(other, state, _words(kpi, other, result, n), n))
    order = ("supported", "hint", "together", "none_seen", "cannot_be_said")
    return sorted(found, key=lambda one: order.index(one.state))


def common(kpi: Kpi, one: Series, other: Series) -> tuple[Any, Any]:
    """The values of both in the last unbroken stretch of days that both have."""
    first, second = (dict(zip(s.days, s.values, strict=True)) for s in (one, other))
    days, cadence = sorted(first.keys() & second.keys()), Cadence(kpi.cadence)
    breaks = [at for at in range(1, len(days)) if cadence.next(days[at - 1]) != days[at]]
    shared = days[breaks[-1] if breaks else 0 :]
    return np.array([first[day] for day in shared]), np.array([second[day] for day in shared])


def _check(pairs: dict[int, tuple[Any, Any]]) -> dict[int, LeadLag]:
    """Together, so that looking at many pairs finds no more by chance than looking at one."""
    by_follower: dict[int, LeadLag] = {}
    groups: dict[int, dict[int, tuple[Any, Any]]] = {}
    for key, (x, y) in pairs.items():
        if len(x) >= LOOK:
            groups.setdefault(len(y), {})[key] = x, y
    for members in groups.values():
        y = next(iter(members.values()))[1]
        found = check_leads({key: x for key, (x, _y) in members.items()}, {"y": y})
        by_follower |= {int(str(pair[0])): result for pair, result in found.items()}
    return by_follower


def _words(kpi: Kpi, other: Kpi, result: LeadLag | None, n: int) -> str:
    if result is None or result.verdict == "cannot_be_said":
        return _(
            "Not enough data: %(n)s in common without a gap, and %(least)s are needed to look."
        ) % {
            "n": count_words(kpi.cadence, n),
            "least": LOOK,
        }
    lead = count_words(kpi.cadence, result.lead or 0)
    facts = {"lead": lead, "other": other.name, "most": count_words(kpi.cadence, 6), "n": n}
    if result.verdict == "none_seen":
        return _("It was not seen to run ahead, by up to %(most)s.") % facts
    if result.verdict == "together":
        return _("Both move at the same time; neither runs ahead.")
    if result.verdict == "supported":
        said = _(
            "It tends to move %(lead)s ahead, and knowing it made forecasts better on values that "
            "were kept aside. Worth a trial: going first is not yet being the cause."
        )
        return f"{said % facts} {_way(result)}"
    return (
        _(
            "A hint that it moves %(lead)s ahead, no more than that: too few values, or it did not help "
            "to forecast."
        )
        % facts
    )


def _way(result: LeadLag) -> str:
    if result.estimate is None:
        return ""
    if result.estimate > 0:
        return _("When it goes up, this goes up later.")
    return _("When it goes up, this goes down later.")
