"""Tell once whether a cycle rated groups of protected attributes apart; for fairness analysts."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db import transaction
from django.utils import timezone

from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.sealing import Erased, with_keys
from fairway.people.models import SensitiveAttribute, SensitiveOptIn
from fairway.reviews.actions.calibrating_refused import GapsTold, SessionsGoOn
from fairway.reviews.calibrating_comparing import FEWEST, Gap, Rated, compare, judged, safe_groups
from fairway.reviews.models import CalibrationSession, GapRelease, ReviewCycle
from fairway.reviews.reading.calibrating_gaps import ratings_of_cycle

Groups = dict[str, dict[int, str]]  # kind → person → group


@transaction.atomic
def reckon_gaps(cycle: ReviewCycle, *, actor: Any) -> GapRelease:
    """When all sessions are locked. That the attributes were read is on record."""
    cycle = claim(cycle, actor=actor, verb="reckon_gaps")
    if GapRelease.objects.filter(cycle=cycle).exists():
        raise GapsTold
    sessions = CalibrationSession.objects.filter(cycle=cycle)
    if not sessions.exists() or sessions.going_on().exists():
        raise SessionsGoOn
    told = GapRelease.objects.create(
        cycle=cycle, made_at=timezone.now(), made_by=actor, content=_content(cycle)
    )
    kinds = [one["kind"] for one in told.content]
    record("reviews.gaps_reckoned", actor=actor, subject=told, kinds=kinds)
    return told


def _content(cycle: ReviewCycle) -> list[dict[str, Any]]:
    ratings = ratings_of_cycle(cycle.pk)
    groups = _groups(set(ratings))
    kept = _kept(groups)
    kinds = sorted(groups)
    ways = judged([_gaps(kind, groups[kind], kept, ratings) for kind in kinds])
    return [
        {"kind": kind, "gaps": [one.as_json() for one in gaps]}
        for kind, gaps in zip(kinds, ways, strict=True)
    ]


def _groups(people: set[int]) -> Groups:
    """Of the kinds that the organisation has chosen to keep; whoever said nothing is in none."""
    kinds = SensitiveOptIn.objects.values("kind")
    rows = SensitiveAttribute.objects.filter(kind__in=kinds, person__in=people)
    found: Groups = defaultdict(dict)
    for row in with_keys(rows.order_by("pk"), "value"):
        try:
            value = row.read_value()
        except Erased:
            continue
        if value:
            found[row.kind][row.person_id] = value
    return found


def _kept(groups: Groups) -> set[str]:
    """Which groups may stand side by side: of all kinds together, since a person is in several, and
    what one leaves out the other may tell."""
    members: dict[str, list[int]] = defaultdict(list)
    for kind, of in groups.items():
        for person, group in of.items():
            members[f"{kind}\n{group}"].append(person)
    return safe_groups(members)


def _gaps(
    kind: str, of: dict[int, str], kept: set[str], ratings: dict[int, tuple[int, int, str]]
) -> list[Gap]:
    rows = [
        Rated(person, *ratings[person], group)
        for person, group in of.items()
        if f"{kind}\n{group}" in kept
    ]
    gaps = compare(rows) if len(rows) >= 2 * FEWEST else []
    # Without their names: that somebody belongs to a small group is told by its name already.
    held_back = len(rows) < len(of)
    return [*gaps, Gap("", "", 0, 0, hidden=True)] if held_back else gaps
