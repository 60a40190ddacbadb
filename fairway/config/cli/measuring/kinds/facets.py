"""Are ratings in categories fair? A many-facet Rasch model: people, raters, items and their steps.

FILE has a row for each rating (--item and --rating name the columns), or a row for each person and
rater with a column for each item (--items, or all columns that are not named otherwise). Marginal
maximum likelihood, people being normal around 0. Severity in logits: + is severe, − is lenient.

    fairway measure facets ratings.csv --person student --rater rater --items k1,k2,k3
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from fairway.config.cli.measuring.reading import Table, add_file, listed, read_header, read_table
from fairway.config.cli.measuring.report import Answer, columns, first, limits, shown
from fairway.config.cli.measuring.roles import add_role, chosen, in_order, likely
from fairway.config.cli.refusal import Refused

if TYPE_CHECKING:
    from fairway.measurement.raters.facets_results import FacetsFit

MOST_SHOWN = 30


def arguments(parser: argparse.ArgumentParser) -> None:
    add_file(parser)
    add_role(parser, "ratee", "who was rated (or person, student, id …)", also="person")
    add_role(parser, "rater", "who rated (or rater, judge, reviewer …)")
    add_role(parser, "criterion", "on what, if each rating has its row", also="item")
    add_role(parser, "rating", "the rating, if each has its row")
    parser.add_argument(
        "--items", type=listed, default=[], metavar="COLUMNS", help="items, if they are columns"
    )
    parser.add_argument(
        "--all", action="store_true", help=f"list all raters, not the first {MOST_SHOWN}"
    )


def run(options: argparse.Namespace) -> Answer:
    from fairway.measurement import fit_facets

    fit = fit_facets(*_ratings(options))
    return Answer(_data(fit), _lines(fit, None if options.all else MOST_SHOWN), fit.cautions)


def _ratings(options: argparse.Namespace) -> tuple[list[Any], list[Any], list[Any], Any]:
    """Person, rater, item and rating in rows, however the file has them."""
    import numpy as np

    header = read_header(options.file)
    person = chosen(header, options.ratee, "ratee", option="person")
    rater = chosen(header, options.rater, "rater")
    item = likely(header, options.criterion, "criterion")
    rating = likely(header, options.rating, "rating")
    if not options.items and item and rating:
        table = read_table(options.file, [person, rater, item, rating])
        _refuse_nobody(table, (person, rater, item))
        ids = [table[name].words() for name in (person, rater, item)]
        return *ids, table[rating].numbers()  # type: ignore[return-value]
    items = options.items or [name for name in header if name and name not in {person, rater}]
    if not items:
        raise Refused("No column is left that could be an item. Name them with --items.")
    table = read_table(options.file, [person, rater, *items])
    _refuse_nobody(table, (person, rater))
    who, by = table[person].words(), table[rater].words()
    values = np.concatenate([_item(table, name) for name in items])
    return who * len(items), by * len(items), [n for n in items for _row in who], values


def _item(table: Table, name: str) -> Any:
    if not table[name].is_numeric():
        raise Refused(
            f"The column {name} does not hold ratings. Name those that do with --items a,b,c."
        )
    return table[name].numbers()


def _refuse_nobody(table: Table, names: tuple[str, ...]) -> None:
    for name in names:
        gone = table[name].missing()
        if gone.any():
            raise Refused(
                f"Line {int(gone.argmax()) + 2}, {name}: nothing is there. Fill it in, or leave "
                "the row out."
            )


def _data(fit: FacetsFit) -> dict[str, Any]:
    return {
        "n": fit.n,
        "deviance": fit.deviance,
        "loglik": -fit.deviance / 2,
        "variance": fit.variance,
        "variance_se": fit.variance_error,
        "reliability": fit.reliability,
        "severities": [
            {
                "rater": one.rater,
                "n": one.n,
                "severity": one.severity,
                "se": one.error,
                **limits(one.interval),
                "infit": one.infit,
                "outfit": one.outfit,
            }
            for one in sorted(fit.raters, key=lambda one: in_order(one.rater))
        ],
        "severity_sign": "positive is severe",
        "items": [
            {
                "item": one.item,
                "n": one.n,
                "difficulty": one.difficulty,
                "steps": one.steps,
                "ses": one.errors,
                "ordered": one.ordered,
            }
            for one in fit.items
        ],
        "categories": [
            {
                "category": one.category,
                "n": one.n,
                "share": one.share,
                "measure": one.measure,
                "outfit": one.outfit,
            }
            for one in fit.categories
        ],
        "persons": [
            {"person": one.person, "n": one.n, "ability": one.ability, "se": one.error}
            for one in sorted(fit.persons, key=lambda one: in_order(one.person))
        ],
        "components": fit.components,
        "iterations": fit.iterations,
        "converged": fit.converged,
    }


def _lines(fit: FacetsFit, most: int | None) -> list[str]:
    data = _data(fit)
    raters = columns(
        ("rater", "ratings", "severity", "se", "low", "high", "infit", "outfit"),
        [tuple(one.values()) for one in data["severities"]],
    )
    steps = columns(
        ("item", "ratings", "difficulty", ""),
        [
            (one.item, one.n, one.difficulty, "steps " + "  ".join(shown(s) for s in one.steps))
            for one in fit.items
        ],
    )
    categories = columns(
        ("category", "ratings", "share", "mean ability", "outfit"),
        [tuple(one.values()) for one in data["categories"]],
    )
    return [
        f"{len(fit.persons):,} people, {len(fit.raters):,} raters, {fit.n:,} ratings.",
        f"Deviance: {fit.deviance:,.4f}. Reliability {shown(fit.reliability)}.",
        f"Spread of people: {shown(fit.variance**0.5)} logits (variance {shown(fit.variance, 7)}, "
        f"se {shown(fit.variance_error)}).",
        "",
        "Raters in logits, + severe, − lenient, 0 on average:",
        *first(raters, most),
        "",
        "Items, and where each next category becomes the likelier one:",
        *steps,
        "",
        *categories,
    ]
