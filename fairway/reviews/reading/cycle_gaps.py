"""Gaps between groups over a whole cycle: from where and how long people work, by unit.

Protected attributes are none of it: of these fairness analysts alone read, by a release of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from fairway.people.models import Assignment
from fairway.reviews.calibrating_comparing import FEWEST, Rated, compare, judged, safe_groups
from fairway.reviews.cycle_figures import Units
from fairway.reviews.models import Placement, ReviewCycle

FULL, PART = "full", "part"
REFERENCES = {"mode": str(Assignment.WorkMode.ON_SITE), "place": "", "hours": FULL}
AT = "person__assignment__"
COLUMNS = (
    "person",
    "final",
    "rater",
    f"{AT}job_profile__level",
    f"{AT}work_mode",
    f"{AT}location__name",
    f"{AT}weekly_minutes",
)
Row = tuple[str, Rated]  # by what, and somebody's rating in a group of it


def gaps_by_unit(cycle: ReviewCycle, units: Units) -> dict[int, list[dict[str, Any]]]:
    """Groups that may stand beside each other are chosen of all units and ways together."""
    by_unit: dict[int, list[Row]] = defaultdict(list)
    members: dict[str, set[int]] = defaultdict(set)
    for by, one in _rated(cycle):
        for unit in units.get(int(str(one.person)), ()):
            by_unit[unit].append((by, one))
            members[f"{unit}|{by}|{one.group}"].add(int(str(one.person)))
    safe = safe_groups(members)
    return {unit: _ways(unit, rows, safe) for unit, rows in by_unit.items()}


def _ways(unit: int, rows: list[Row], safe: set[str]) -> list[dict[str, Any]]:
    found = []
    for by, reference in REFERENCES.items():
        here = [one for way, one in rows if way == by]
        kept = [one for one in here if f"{unit}|{by}|{one.group}" in safe]
        if len({one.group for one in kept}) < 2 or len(kept) < 2 * FEWEST:
            continue
        found.append((by, compare(kept, reference=reference), len(kept) < len(here)))
    fair = judged([gaps for _by, gaps, _held in found])
    return [
        {"by": by, "gaps": [one.as_json() for one in gaps], "held_back": held}
        for (by, _gaps, held), gaps in zip(found, fair, strict=True)
    ]


def _rated(cycle: ReviewCycle) -> list[Row]:
    rows = Placement.objects.standing().filter(session__cycle=cycle, final__isnull=False)
    found = list(rows.order_by("pk").values_list(*COLUMNS))
    usual = _usual(one[-1] for one in found)
    rated = []
    for person, final, rater, level, mode, place, minutes in found:
        hours = (FULL if minutes >= usual else PART) if minutes and usual else ""
        for by, group in (("mode", mode), ("place", place), ("hours", hours)):
            if group:
                rated.append((by, Rated(person, final, rater, level or "", group)))
    return rated


def _usual(minutes: Iterable[int | None]) -> int:
    """What most are contracted for; of several such, the longest."""
    counted = Counter(one for one in minutes if one)
    return max(counted, key=lambda one: (counted[one], one), default=0)
