"""Are the quiz items good? Shares right, link with the others, reliability, Rasch model.

FILE has a row for each person and a column for each item: 1 right, 0 wrong, empty or NA where the
person did not meet it. Nothing is said of an item under 30 responses, and no Rasch model is fitted
under 200 people.

    fairway measure items quiz.csv --id person
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from fairway.config.cli.measuring.reading import Table, add_file, listed, read_table
from fairway.config.cli.measuring.report import Answer, columns, limits, shown
from fairway.config.cli.refusal import Refused

if TYPE_CHECKING:
    from fairway.measurement.items import QuizStatistics, Rasch


def arguments(parser: argparse.ArgumentParser) -> None:
    add_file(parser)
    parser.add_argument(
        "--id", type=listed, default=[], metavar="COLUMNS", help="columns that are no items"
    )
    parser.add_argument(
        "--items", type=listed, default=[], metavar="COLUMNS", help="the items, if not all others"
    )


def run(options: argparse.Namespace) -> Answer:
    import numpy as np

    from fairway.measurement.items import item_statistics, rasch_cml, rasch_mml

    table = read_table(options.file, options.items or None)
    names = [name for name in table.names if name not in options.id]
    _refuse_others(table, names)
    responses = np.column_stack([table[name].numbers() for name in names])
    quiz = item_statistics(responses, names)
    cml, mml = (_fit(fit, responses, names) for fit in (rasch_cml, rasch_mml))
    data = {**_quiz(quiz), "rasch": {"cml": _rasch(cml), "mml": _rasch(mml)}}
    cautions = list(quiz.cautions)
    for fitted in (cml, mml):
        cautions += getattr(fitted, "cautions", ())
    return Answer(data, _lines(quiz, cml, mml), cautions)


def _refuse_others(table: Table, names: list[str]) -> None:
    if not names:
        raise Refused("No column is left that could be an item.")
    for name in names:
        if not table[name].is_numeric():
            raise Refused(f"The column {name} is no item; leave it out with --id {name}.")


def _fit(fit: Any, responses: Any, names: list[str]) -> Any:
    from fairway.measurement import MeasurementError

    try:
        return fit(responses, names)
    except MeasurementError as why:
        return why


def _quiz(quiz: QuizStatistics) -> dict[str, Any]:
    return {
        "n": quiz.n,
        "n_complete": quiz.n_complete,
        "alpha": quiz.alpha,
        "alpha_interval": limits(quiz.alpha_interval),
        "items": [
            {
                "name": item.name,
                "n": item.n,
                "p": item.p,
                "p_interval": limits(item.p_interval),
                "corrected_r": item.corrected_r,
                "r_interval": limits(item.r_interval),
                "flags": [caution.code for caution in item.cautions],
            }
            for item in quiz.items
        ],
    }


def _rasch(fitted: Any) -> dict[str, Any]:
    if isinstance(fitted, Exception):
        return {"refused": str(fitted)}
    found: Rasch = fitted
    return {
        "loglik": found.loglik,
        "n": found.n,
        "iterations": found.iterations,
        "sd": found.sd,
        "sd_se": found.sd_se,
        "reliability": found.reliability,
        "items": [
            {
                "name": item.name,
                "easiness": item.easiness,
                "se": item.se,
                **limits(item.interval),
                "n": item.n,
                "infit": item.infit,
                "outfit": item.outfit,
                "infit_z": item.infit_z,
            }
            for item in found.items
        ],
    }


def _lines(quiz: QuizStatistics, cml: Any, mml: Any) -> list[str]:
    lines = [quiz.in_words(), ""]
    lines += columns(
        ("item", "n", "share right", "corrected r", "worth a look"),
        [
            (item.name, item.n, item.p, item.corrected_r, ", ".join(c.code for c in item.cautions))
            for item in quiz.items
        ],
    )
    lines.append("")
    if isinstance(cml, Exception):
        return [*lines, f"No Rasch model: {cml}"]
    lines += ["Rasch model, conditional (easiness in logits, sums to 0):"]
    lines += columns(
        ("item", "easiness", "se", "infit", "outfit"),
        [(item.name, item.easiness, item.se, item.infit, item.outfit) for item in cml.items],
    )
    if not isinstance(mml, Exception):
        lines += [
            "",
            f"Marginal: ability has standard deviation {shown(mml.sd)} (se {shown(mml.sd_se)}); "
            f"reliability {shown(mml.reliability)}.",
        ]
    return lines
