"""What a comparison warns of."""

from __future__ import annotations

from fairway.measurement.effects.group_time import GroupTime
from fairway.measurement.effects.joint import Pretest
from fairway.measurement.effects.panel import Panel
from fairway.measurement.results import Caution

FEWEST_TREATED = 5
FEWEST_CONTROLS = 10
LOW_START = 0.2


def design_cautions(panel: Panel, estimated_cohorts: set[float]) -> list[Caution]:
    said = []
    sizes = {float(one): int((panel.first == one).sum()) for one in panel.cohorts}
    small = [one for one in estimated_cohorts if sizes[one] < FEWEST_TREATED]
    if small:
        said.append(
            Caution(
                "small_cohorts",
                "%(n)s of the groups treated together have fewer than %(few)s units; what is said "
                "about them alone is very uncertain.",
                (("n", len(small)), ("few", FEWEST_TREATED)),
            )
        )
    missing = [one for one in sizes if one not in estimated_cohorts]
    if missing:
        said.append(
            Caution(
                "cohorts_left_out",
                "%(n)s treated units have nobody to be compared with, or are alone in their "
                "group, and are not in the average.",
                (("n", sum(sizes[one] for one in missing)),),
            )
        )
    return said


def control_cautions(cells: list[GroupTime]) -> list[Caution]:
    few = [cell for cell in cells if not cell.is_before and cell.n_controls < FEWEST_CONTROLS]
    if not few:
        return []
    said = "%(n)s of the compared periods have fewer than %(few)s units to compare with."
    return [Caution("few_controls", said, (("n", len(few)), ("few", FEWEST_CONTROLS)))]


def trend_cautions(test: Pretest | None) -> list[Caution]:
    if test is None:
        said = "Whether both groups moved alike before cannot be said from these data."
        return [Caution("no_pretest", said)]
    if test.p >= 0.05:
        return []
    said = "Both groups already moved apart before (p %(p)s); the comparison is doubtful."
    return [Caution("moved_before", said, (("p", f"{test.p:.2g}"),))]


def start_cautions(panel: Panel) -> list[Caution]:
    start = panel.outcome[:, 0]
    spread = float(start.std())
    gap = float(start[panel.never].mean() - start[~panel.never].mean()) if panel.never.any() else 0
    if not spread > 0 or gap <= LOW_START * spread:
        return []
    return [
        Caution(
            "assigned_because_low",
            "The treated started %(gap)s lower. If they were assigned because low, part of a rise "
            "would have come by itself.",
            (("gap", f"{gap:.3g}"),),
        )
    ]
