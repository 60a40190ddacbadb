"""Is a figure telling us something, or moving as it always does? An XmR chart.

FILE has a row for each point in time. Limits lie 3/1.128 mean moving ranges around the mean; none
under 8 points, provisional to 19, firm from 20. An empty cell is a point that was not measured.

    fairway measure xmr tickets.csv --value open_tickets --time month --baseline 20
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from fairway.config.cli.measuring.reading import add_file, listed, read_header, read_table
from fairway.config.cli.measuring.report import Answer, columns, shown
from fairway.config.cli.measuring.series import Order, add_time, as_they_stand, by_time
from fairway.config.cli.refusal import Refused

if TYPE_CHECKING:
    from fairway.measurement import ControlChart


def arguments(parser: argparse.ArgumentParser) -> None:
    add_file(parser)
    parser.add_argument("--value", metavar="COLUMN", help="the figure (if there are more columns)")
    add_time(parser)
    parser.add_argument(
        "--baseline", type=int, metavar="N", help="the first N points make the limits (default all)"
    )
    parser.add_argument(
        "--rules",
        type=listed,
        metavar="NAMES",
        help="beyond_limits,run_of_8 (default), or all, or others by name; more rules give more "
        "false alarms",
    )


def run(options: argparse.Namespace) -> Answer:
    from fairway.measurement import xmr
    from fairway.measurement.kpi.engine import DEFAULT_RULES, RULES

    header = [name for name in read_header(options.file) if name != options.time]
    if options.value is None and len(header) > 1:
        raise Refused(
            f"Which column is the figure? Say it with --value. There are: {', '.join(header)}."
        )
    value = options.value or header[0]
    table = read_table(options.file, [value, *filter(None, [options.time])])
    order = by_time(table[options.time]) if options.time else as_they_stand(table.n)
    figures = table[value].numbers()[order.places]
    rules = RULES if options.rules == ["all"] else options.rules or DEFAULT_RULES
    chart = xmr(figures, baseline=options.baseline, rules=rules)
    return Answer(
        _data(chart, figures.tolist(), order),
        _lines(chart, figures.tolist(), order),
        (*order.cautions, *(chart.cautions if chart.limits else ())),
    )


def _data(chart: ControlChart, figures: list[float], order: Order) -> dict[str, Any]:
    limits = chart.limits
    return {
        "n": chart.n,
        "n_baseline": limits and limits.n,
        "firmness": chart.firmness,
        "centre": limits and limits.centre,
        "mean_range": limits and limits.mean_range,
        "sigma": limits and limits.sigma,
        "lower": limits and limits.lower,
        "upper": limits and limits.upper,
        "range_limit": limits and limits.range_limit,
        "autocorrelation": chart.autocorrelation,
        "signals": [
            {
                "rule": one.rule,
                "at": one.at + 1,
                "time": order.names[one.at],
                "value": figures[one.at],
            }
            for one in chart.signals
        ],
        "said": chart.in_words(),
    }


def _lines(chart: ControlChart, figures: list[float], order: Order) -> list[str]:
    from fairway.measurement.kpi.xmr import WHAT_FIRED

    limits = chart.limits
    if limits is None:
        return [chart.in_words()]
    lines = [
        chart.in_words(),
        "",
        *columns(
            ("points", "centre", "lower", "upper", "mean range", "range limit", "limits are"),
            [
                (
                    chart.n,
                    *(shown(value, 7) for value in (limits.centre, limits.lower, limits.upper)),
                    shown(limits.mean_range, 7),
                    shown(limits.range_limit, 7),
                    limits.firmness,
                )
            ],
        ),
    ]
    if chart.signals:
        rows = [
            (order.names[one.at], figures[one.at], WHAT_FIRED[one.rule]) for one in chart.signals
        ]
        lines += ["", *columns(("at", "value", ""), rows)]
    return lines
