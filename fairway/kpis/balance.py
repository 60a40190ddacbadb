"""Is a stack of KPIs balanced? Suggestions, never a refusal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from fairway.kpis.models import Kpi
from fairway.kpis.screening import FOUND

MOST, MOST_LEADING = 5, 2


@dataclass(frozen=True)
class Finding:
    code: str
    text: Any


def weigh(kpis: Sequence[Kpi]) -> list[Finding]:
    """One outcome, one or two that lead, one of quality, perhaps one of development."""
    kinds = [kpi.kind for kpi in kpis]
    leading = sum(kpi.timing == Kpi.Timing.LEADING for kpi in kpis)
    asked = (
        ("no_outcome", Kpi.Kind.OUTCOME not in kinds, _("No outcome: what is it all for?")),
        (
            "many_outcomes",
            kinds.count(Kpi.Kind.OUTCOME) > 1,
            _("More than one outcome: which of them decides?"),
        ),
        (
            "all_lagging",
            bool(kpis) and not leading,
            _("All of them lag: when they move, it has already happened. Which one moves first?"),
        ),
        (
            "many_leading",
            leading > MOST_LEADING,
            _("More than two that lead: people can watch one or two."),
        ),
        (
            "no_quality",
            Kpi.Kind.QUALITY not in kinds,
            _("No quality measure: more of it could be done worse, and nobody would see."),
        ),
        ("too_many", len(kpis) > MOST, _("More than five: which would nobody miss?")),
        (
            "no_response",
            any(kpi.is_vanity for kpi in kpis),
            _("One has no response: nobody has said what is done when it moves."),
        ),
    )
    found = [Finding(code, text) for code, found, text in asked if found]
    return [*found, *_doubted(kpis)]


def _doubted(kpis: Sequence[Kpi]) -> Iterator[Finding]:
    """What whoever keeps it said against it; without a response it is asked about already."""
    for kpi in kpis:
        for code in kpi.doubts:
            if code in FOUND and code != "no_response":
                words = {"kpi": kpi.name, "found": FOUND[code]}
                yield Finding(code, _("%(kpi)s: %(found)s") % words)
