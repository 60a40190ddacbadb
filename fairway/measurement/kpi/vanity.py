"""Does a figure earn its place? Questions to its owner, never a verdict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from fairway.measurement.given import as_count, as_numbers
from fairway.measurement.results import Caution, Say, plain

Kind = Literal["count", "rate", "amount", "completion", "score"]

_ = plain  # marks sentences here; whoever shows them translates

FINDINGS = {
    "no_response": _("Nobody has said what will be done when it moves. What would be?"),
    "no_owner": _("It has no owner. Who should be asked about it?"),
    "never_discussed": _("It has never been discussed. Would anybody miss it?"),
    "always_up": _(
        "It has only ever gone up, over %(n)s points. Is it a running total? Then show what is new "
        "in each period."
    ),
    "moves_without_action": _(
        "It showed something unusual %(signals)s times, and nothing was ever done. What would be "
        "worth acting on?"
    ),
    "completion_without_outcome": _(
        "It counts what was completed, and no outcome is linked. What should be different "
        "afterwards?"
    ),
    "count_without_quality": _("It counts, and nothing beside it says how good. What would?"),
    "definition_changed": _(
        "Its definition changed %(changes)s times, so older points may not be comparable. Where does "
        "the new series begin?"
    ),
}


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """What is known about a figure besides its values. None is "not recorded" and finds nothing."""

    kind: Kind
    has_owner: bool | None = None
    has_response: bool | None = None
    times_discussed: int | None = None
    signals: int = 0
    actions: int | None = None
    linked_outcomes: int | None = None
    quality_partners: int | None = None
    definition_changes: int = 0


@dataclass(frozen=True, slots=True)
class VanityScreen:
    """What is worth asking about a figure; `unknown` are the questions the records cannot answer."""

    findings: tuple[Caution, ...]
    unknown: tuple[str, ...]
    n: int

    @property
    def cautions(self) -> tuple[Caution, ...]:
        return self.findings

    def in_words(self, _: Say = plain) -> str:
        if not self.findings:
            return _("Nothing to ask about this figure.")
        return " ".join(finding.in_words(_) for finding in self.findings)


def screen_for_vanity(figure: KeyFigure, values: Any = ()) -> VanityScreen:
    """Eight questions that tell a figure one can act on from one that only looks good.

    Parameters
    ----------
    figure
        What is recorded about it.
    values
        In order of time; None and NaN are passed over. "Always up" is asked from 8 points, if it
        never fell and rose more often than not.

    Raises
    ------
    MeasurementError
        For negative counts or values that are no numbers.
    """
    series = as_numbers(values, "values", missing=True)
    steps = np.diff(series[~np.isnan(series)])
    n = len(steps) + 1 if len(series) else 0
    completion = figure.kind == "completion"
    asked: dict[str, bool | None] = {
        "no_response": None if figure.has_response is None else not figure.has_response,
        "no_owner": None if figure.has_owner is None else not figure.has_owner,
        "never_discussed": _is_zero(figure.times_discussed, "times_discussed"),
        "always_up": _always_up(steps) if n >= 8 else None,
        "moves_without_action": _is_zero(figure.actions, "actions") if figure.signals else False,
        "completion_without_outcome": completion
        and _is_zero(figure.linked_outcomes, "linked_outcomes"),
        "count_without_quality": figure.kind == "count"
        and _is_zero(figure.quality_partners, "quality_partners"),
        "definition_changed": as_count(figure.definition_changes, "definition_changes") > 0,
    }
    facts = (
        ("n", n),
        ("signals", as_count(figure.signals, "signals")),
        ("changes", figure.definition_changes),
    )
    return VanityScreen(
        findings=tuple(Caution(code, FINDINGS[code], facts) for code in _those(asked, True)),
        unknown=tuple(_those(asked, None)),
        n=n,
    )


def _those(asked: dict[str, bool | None], answer: bool | None) -> Iterable[str]:
    return (code for code, found in asked.items() if found is answer)


def _is_zero(count: int | None, name: str) -> bool | None:
    return None if count is None else as_count(count, name) == 0


def _always_up(steps: Any) -> bool:
    return bool((steps >= 0).all() and (steps > 0).mean() > 0.5)
