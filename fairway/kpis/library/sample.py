"""One measure of the library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fairway.kpis.models import Kpi

WHOLE = {"number", "money"}


@dataclass(frozen=True)
class Sample:
    """`label` is the currency of money, and what stands behind any other number."""

    key: str
    name: Any
    meaning: Any
    response: Any
    measure: str
    label: str
    direction: str
    timing: str
    kind: str
    cadence: str

    def initial(self) -> dict[str, Any]:
        """What a form begins with; all of it can be changed."""
        money = self.measure == Kpi.Measure.MONEY
        return {
            "name": str(self.name),
            "meaning": str(self.meaning),
            "response": str(self.response).replace(". Down", ".\nDown"),
            "measure": self.measure,
            "label": "" if money else self.label,
            "currency": self.label if money else "",
            "decimals": 0 if self.measure in WHOLE else 1,
            "direction": self.direction,
            "timing": self.timing,
            "kind": self.kind,
            "cadence": self.cadence,
        }

    @property
    def timing_words(self) -> str:
        return str(Kpi.Timing(self.timing).label)

    @property
    def kind_words(self) -> str:
        return str(Kpi.Kind(self.kind).label)
