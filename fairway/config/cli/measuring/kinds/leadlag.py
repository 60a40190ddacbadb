"""Does one figure run ahead of another? Cross-correlations by lead, and Granger tests by order.

FILE has a row for each point in time, evenly spaced and without gaps. Steps between neighbours are
taken first, and both figures pass through the autoregression that suits the leading one. Nothing is
said under 36 points, nothing claimed under 52. Going first is not yet being the cause.

    fairway measure leadlag sales.csv --lead enquiries --lag sales
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from fairway.config.cli.measuring.reading import Column, add_file, read_table
from fairway.config.cli.measuring.report import Answer, columns, limits, shown
from fairway.config.cli.measuring.series import add_time, as_they_stand, by_time
from fairway.config.cli.refusal import Refused

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from fairway.measurement import CrossCorrelation, GrangerTest, LeadLag

    Figures = NDArray[np.float64]


def arguments(parser: argparse.ArgumentParser) -> None:
    add_file(parser)
    parser.add_argument("--lead", required=True, metavar="COLUMN", help="what may run ahead")
    parser.add_argument("--lag", required=True, metavar="COLUMN", help="what may follow")
    add_time(parser)
    parser.add_argument("--lags", type=int, default=6, help="the longest lead to look at (6)")
    parser.add_argument(
        "--orders", type=int, default=6, help="Granger tests of order 1 to this (6)"
    )
    parser.add_argument(
        "--levels", action="store_true", help="take the figures themselves, not their steps"
    )
    for name in ("ar", "ma"):
        parser.add_argument(
            f"--{name}",
            type=_weights,
            default=[],
            metavar="W,…",
            help="prewhiten by (1 − ar B − …) x = (1 − ma B − …) a, not by the model that is found",
        )


def _weights(text: str) -> list[float]:
    return [float(weight) for weight in text.split(",")]


def run(options: argparse.Namespace) -> Answer:
    from fairway.measurement import check_lead, cross_correlations

    names = [options.lead, options.lag, *filter(None, [options.time])]
    table = read_table(options.file, names)
    order = by_time(table[options.time]) if options.time else as_they_stand(table.n)
    x, y = (_complete(table[name])[order.places] for name in (options.lead, options.lag))
    checked = check_lead(x, y, lags=options.lags)
    steps = not options.levels
    plain = _tried(lambda: cross_correlations(x, y, lags=options.lags, difference=steps))
    white: Any = checked.correlations
    if options.ar or options.ma:
        model = {"ar": options.ar, "ma": options.ma}
        white = _tried(
            lambda: cross_correlations(x, y, lags=options.lags, difference=steps, **model)
        )
    tests = {"forwards": _tests(x, y, options), "backwards": _tests(y, x, options)}
    return Answer(
        _data(checked, plain, white, tests),
        _lines(options, checked, plain, white, tests),
        # The verdict says its own cautions already.
        order.cautions,
    )


def _complete(column: Column) -> Figures:
    gone = column.missing()
    if gone.any():
        raise Refused(
            f"Line {int(gone.argmax()) + 2}, {column.name}: nothing is there. Leads are counted in "
            "points, so none may be missing; fill it in, or use a stretch without gaps."
        )
    return column.numbers()


def _tried(ask: Any) -> Any:
    from fairway.measurement import NotEstimable

    try:
        return ask()
    except NotEstimable as why:
        return str(why)


def _tests(x: Figures, y: Figures, options: argparse.Namespace) -> Any:
    from fairway.measurement import granger

    orders = range(1, options.orders + 1)
    return _tried(lambda: granger(x, y, orders=orders, difference=not options.levels))


def _data(checked: LeadLag, plain: Any, white: Any, tests: dict[str, Any]) -> dict[str, Any]:
    return {
        "verdict": checked.verdict,
        "said": checked.in_words(),
        "n": checked.n,
        "lead": checked.lead,
        "r": checked.estimate,
        **limits(checked.interval),
        "p": checked.p,
        "forecast_gain": checked.forecast_gain,
        "correlations": _correlations(plain),
        "prewhitened": _correlations(white),
        "granger": {name: _granger(found) for name, found in tests.items()},
        "reasons": [one.code for one in checked.cautions],
    }


def _correlations(found: tuple[CrossCorrelation, ...] | str) -> Any:
    if isinstance(found, str):
        return {"refused": found}
    return [{"lag": one.lag, "r": one.r, "p": one.p} for one in found]


def _granger(found: tuple[GrangerTest, ...] | str) -> Any:
    if isinstance(found, str):
        return {"refused": found}
    return {
        str(one.order): {"f": one.f, "p": one.p, "df": one.freedom, "n": one.n} for one in found
    }


def _lines(
    options: argparse.Namespace, checked: LeadLag, plain: Any, white: Any, tests: dict[str, Any]
) -> list[str]:
    lines = [f"{options.lead} before {options.lag}: {checked.in_words()}", ""]
    lines += _told("steps" if not options.levels else "figures", plain, white)
    for name, ways in (
        ("forwards", (options.lead, options.lag)),
        ("backwards", (options.lag, options.lead)),
    ):
        found = tests[name]
        lines += ["", f"Does the past of {ways[0]} add to what {ways[1]} says of itself (Granger)?"]
        if isinstance(found, str):
            lines.append(found)
            continue
        rows = [
            (f"{one.order}", shown(one.f, 7), f"{one.freedom[0]}, {one.freedom[1]}", shown(one.p))
            for one in found
        ]
        lines += columns(("past points", "F", "df", "p"), rows)
    return lines


def _told(what: str, plain: Any, white: Any) -> list[str]:
    if isinstance(plain, str):
        return [plain]
    if isinstance(white, str):
        return [white]
    beside = {one.lag: (one.r, one.p) for one in white}
    rows = [(str(one.lag), shown(one.r, 6), *beside.get(one.lag, (None, None))) for one in plain]
    return columns(("points ahead", f"r of {what}", "r prewhitened", "p of it"), rows)
