"""Averages of ATT(g, t): over everything, by cohort, by time since treatment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fairway.measurement.effects.group_time import Estimated, GroupTime, estimated
from fairway.measurement.effects.panel import Floats, Panel


@dataclass(frozen=True, slots=True)
class Averages:
    simple: Estimated
    by_cohort: tuple[tuple[float, Estimated], ...]
    cohorts: Estimated
    by_exposure: tuple[tuple[int, Estimated], ...]
    exposures: Estimated


def average(cells: Sequence[GroupTime], panel: Panel) -> Averages:
    """Weights are the shares of the cohorts; that these are estimated too adds to the error."""
    after = [cell for cell in cells if not cell.is_before]
    by_cohort = [(cohort, _equal(_of(after, cohort), panel)) for cohort in _cohorts(after)]
    by_exposure = [
        (
            exposure,
            _weighted([_pair(cell) for cell in cells if _exposure(cell, panel) == exposure], panel),
        )
        for exposure in sorted({_exposure(cell, panel) for cell in cells})
    ]
    return Averages(
        simple=_weighted([_pair(cell) for cell in after], panel),
        by_cohort=tuple(by_cohort),
        cohorts=_weighted(by_cohort, panel),
        by_exposure=tuple(by_exposure),
        exposures=_equal([one for exposure, one in by_exposure if exposure >= 0], panel),
    )


def _exposure(cell: GroupTime, panel: Panel) -> int:
    """Periods since treatment: 0 in the first treated one, −1 in the one before."""
    return panel.before(cell.time) - panel.before(cell.cohort)


def _cohorts(cells: Sequence[GroupTime]) -> list[float]:
    return sorted({cell.cohort for cell in cells})


def _of(cells: Sequence[GroupTime], cohort: float) -> list[Estimated]:
    return [cell.estimated for cell in cells if cell.cohort == cohort]


def _pair(cell: GroupTime) -> tuple[float, Estimated]:
    return cell.cohort, cell.estimated


def _equal(parts: Sequence[Estimated], panel: Panel) -> Estimated:
    influence = np.mean([part.influence for part in parts], axis=0)
    return estimated(float(np.mean([part.estimate for part in parts])), influence, panel)


def _weighted(parts: Sequence[tuple[float, Estimated]], panel: Panel) -> Estimated:
    """Σ w_k ATT_k with w_k = p_k/Σp; ψ = Σ w_k ψ_k + Σ ATT_k ∂w_k."""
    member: Floats = np.column_stack([panel.first == cohort for cohort, _ in parts]).astype(float)
    values = np.array([part.estimate for _, part in parts])
    influences = np.column_stack([part.influence for _, part in parts])
    shares = member.mean(axis=0)
    total = shares.sum()
    weights = shares / total
    off = member - shares
    moved = off / total - off.sum(axis=1)[:, None] * shares / total**2
    return estimated(float(weights @ values), influences @ weights + moved @ values, panel)
