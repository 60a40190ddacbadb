"""Did it help? Difference-in-differences where units start at different times.

FILE has a row for each unit and time, with the time at which the unit was first treated (empty, NA
or 0 for never). Callaway and Sant'Anna's group-time effects with influence-function errors where
there are at least 5 treated and 10 comparison units; below that one change for each unit, judged
by permutation; with nobody to compare, the change alone.

    fairway measure effect counties.csv --unit county --time year --first-treated start \\
        --outcome employment
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from fairway.config.cli.measuring.reading import Column, add_file, read_table
from fairway.config.cli.measuring.report import Answer, columns, limits, shown

if TYPE_CHECKING:
    from fairway.measurement.effects import Change, FewUnitsEffect, StaggeredEffect
    from fairway.measurement.effects.group_time import Estimated


def arguments(parser: argparse.ArgumentParser) -> None:
    add_file(parser)
    for option, meaning in (
        ("unit", "who or what is observed"),
        ("time", "when: a number, a month (2026-03) or a date"),
        ("first-treated", "when the unit was first treated"),
        ("outcome", "what is measured"),
    ):
        parser.add_argument(f"--{option}", required=True, metavar="COLUMN", help=meaning)
    parser.add_argument(
        "--controls",
        choices=("auto", "never", "not-yet"),
        default="auto",
        help="compare with units never treated, or also with those not treated yet",
    )
    parser.add_argument("--seed", type=int, default=20250101, help="of bootstrap and permutation")


def run(options: argparse.Namespace) -> Answer:
    from fairway.measurement.effects import FewUnitsEffect, StaggeredEffect, estimate_effect

    names = (options.unit, options.time, options.first_treated, options.outcome)
    table = read_table(options.file, names)
    unit, time, first, outcome = (table[name] for name in names)
    effect = estimate_effect(
        unit.words(),
        *_moments(time, first),
        outcome.numbers(),
        controls=options.controls,
        seed=options.seed,
    )
    if isinstance(effect, StaggeredEffect):
        return _staggered(effect, _as_dates if time.is_dates() else _as_numbers)
    if isinstance(effect, FewUnitsEffect):
        return _few(effect)
    return _change(effect)


def _part(part: Estimated) -> dict[str, Any]:
    return {"estimate": part.estimate, "se": part.se, **limits(part.interval)}


def _moments(time: Column, first: Column) -> tuple[Any, Any]:
    """Numbers as they are; dates and months as days, which keeps their order."""
    if time.is_dates():
        return time.days(), first.days(zero_is_missing=True)
    return time.numbers(), first.numbers()


def _as_numbers(time: float) -> str:
    return f"{time:.12g}"


def _as_dates(day: float) -> str:
    return date.fromordinal(int(day)).isoformat()


def _staggered(effect: StaggeredEffect, named: Callable[[float], str]) -> Answer:
    averages, test = effect.averages, effect.pretest
    data = {
        "method": "staggered",
        "controls": effect.controls,
        "simple": _part(averages.simple),
        "group_overall": _part(averages.cohorts),
        "dynamic_overall": _part(averages.exposures),
        "group": {named(cohort): _part(part) for cohort, part in averages.by_cohort},
        "dynamic": {
            str(exposure): {**_part(part), "band": limits(band)}
            for (exposure, part), band in zip(
                averages.by_exposure, effect.exposure_bands(), strict=True
            )
        },
        "group_time": {
            f"{named(cell.cohort)},{named(cell.time)}": {
                **_part(cell.estimated),
                "band": limits(band),
                "n_treated": cell.n_treated,
                "n_controls": cell.n_controls,
            }
            for cell, band in zip(effect.cells, effect.bands(), strict=True)
        },
        "pretest": test and {"statistic": test.statistic, "p": test.p, "df": test.df},
        "n_units": effect.n_units,
        "n_treated": effect.n_treated,
        "n_controls": effect.n_controls,
    }
    return Answer(data, _lines(effect, named), effect.cautions)


def _lines(effect: StaggeredEffect, named: Callable[[float], str]) -> list[str]:
    averages = effect.averages
    rows = [
        ("all treated periods", averages.simple),
        ("groups alike", averages.cohorts),
        ("times since alike", averages.exposures),
        *((f"first treated {named(one)}", part) for one, part in averages.by_cohort),
        *((f"{one:+d} periods since", part) for one, part in averages.by_exposure),
    ]
    lines = [effect.in_words(), ""]
    lines += columns(
        ("average over", "effect", "se", "low", "high"),
        [
            (name, part.estimate, part.se, part.interval.low, part.interval.high)
            for name, part in rows
        ],
    )
    if effect.pretest:
        test = effect.pretest
        lines += [
            "",
            f"Before treatment: W = {shown(test.statistic)} on {test.df} degrees of freedom, "
            f"p = {shown(test.p)}.",
        ]
    return lines


def _few(effect: FewUnitsEffect) -> Answer:
    data = {
        "method": "permutation",
        "estimate": effect.estimate,
        **limits(effect.interval),
        "p": effect.p,
        "smallest_p": effect.smallest_p,
        "exact": effect.exact,
        "n_treated": effect.n_treated,
        "n_controls": effect.n_controls,
    }
    return Answer(data, [effect.in_words()], effect.cautions)


def _change(change: Change) -> Answer:
    data = {
        "method": "change",
        "estimate": change.estimate,
        **limits(change.interval),
        "n_treated": change.n_treated,
        "n_controls": 0,
    }
    return Answer(data, [change.in_words()], change.cautions)
