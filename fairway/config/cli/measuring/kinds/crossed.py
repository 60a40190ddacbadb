"""How much of what varies lies with whom? A linear mixed model with crossed random intercepts.

FORMULA is written as in lme4: the outcome, ~, fixed effects, and (1|group) for each group that
differs by chance; (1|a:b) groups by the pairs of two columns. Texts and factor(x) become one
effect for each level but the first. Restricted likelihood, unless --ml. Rows with an empty cell in
a column of the formula are left out and counted.

    fairway measure crossed ratings.csv.gz 'y ~ service + (1|s) + (1|d) + (1|dept)'
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from fairway.config.cli.measuring.formula import Formula, parse
from fairway.config.cli.measuring.reading import Column, Table, add_file, read_table
from fairway.config.cli.measuring.report import Answer, columns, limits, shown
from fairway.config.cli.measuring.roles import in_order
from fairway.config.cli.refusal import Refused

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from fairway.measurement import Caution
    from fairway.measurement.raters.crossed_results import CrossedFit

MOST_LEVELS = 500


def arguments(parser: argparse.ArgumentParser) -> None:
    add_file(parser)
    parser.add_argument("formula", metavar="FORMULA", help="such as 'y ~ x + (1|rater)', quoted")
    parser.add_argument("--ml", action="store_true", help="maximum likelihood in place of REML")
    parser.add_argument(
        "--effects", action="store_true", help="also the effect of each level (BLUP)"
    )
    parser.add_argument(
        "--method",
        choices=("auto", "exact", "large"),
        default="auto",
        help="exact, or for large data by random probes without likelihood (default: by size)",
    )
    parser.add_argument("--seed", type=int, default=20250101, help="of the random probes")


def run(options: argparse.Namespace) -> Answer:
    from fairway.measurement import fit_crossed

    formula = parse(options.formula)
    table = read_table(options.file, formula.columns)
    outcome = table[formula.outcome].numbers()
    keep, left_out = _complete(table, formula)
    groups, labels = _groups(table, formula, keep)
    fit = fit_crossed(
        outcome[keep],
        _fixed(table, formula, keep),
        groups,
        reml=not options.ml,
        intercept=formula.intercept,
        method=options.method,
        seed=options.seed,
    )
    data = _data(fit, options.formula)
    lines = _lines(fit, options.formula)
    if options.effects:
        data["effects"] = _effects(fit, labels)
        for name, effects in data["effects"].items():
            rows = [(label, *effect.values()) for label, effect in effects.items()]
            lines += ["", *columns((name, "effect", "se", "low", "high"), rows)]
    return Answer(data, lines, (*left_out, *fit.cautions))


def _complete(table: Table, formula: Formula) -> tuple[NDArray[np.bool_], list[Caution]]:
    import numpy as np

    from fairway.measurement import Caution

    missing = np.zeros(table.n, dtype=bool)
    for name in formula.columns:
        missing |= table[name].missing()
    gone = int(missing.sum())
    if gone == table.n:
        raise Refused("No row has something in every column of the formula.")
    said = "%(missing)s of %(rows)s rows have an empty cell and were left out."
    facts = (("missing", gone), ("rows", table.n))
    return ~missing, [Caution("missing", said, facts)] if gone else []


def _fixed(table: Table, formula: Formula, keep: NDArray[np.bool_]) -> dict[str, Any]:
    """Numbers as they are; names as words, which the model spells out."""
    import numpy as np

    found: dict[str, Any] = {}
    whole = not formula.intercept
    for name in formula.fixed:
        if not _counts_as_names(table[name], named=name in formula.categories):
            found[name] = table[name].numbers()[keep]
            continue
        words = np.array(table[name].words(), dtype=object)[keep]
        levels = sorted(set(words.tolist()), key=in_order)
        if len(levels) > MOST_LEVELS:
            raise Refused(
                f"{name} has {len(levels):,} different values, too many for fixed effects. "
                f"Write (1|{name}) to let it differ by chance."
            )
        # The first level is what the others are held against, unless nothing else stands for it.
        for level in levels if whole else levels[1:]:
            found[f"{name}[{level}]"] = (words == level).astype(np.float64)
        whole = False
    return found


def _counts_as_names(column: Column, *, named: bool) -> bool:
    share = column.share_of_numbers()
    if named or share == 1:
        return named
    if share > 0.5:
        # Most are numbers: what is not is a slip, or the column is meant as names.
        try:
            column.numbers()
        except Refused as slip:
            raise Refused(
                f"{slip.reasons[0]} If {column.name} holds names, write factor({column.name})."
            ) from None
    return True


def _groups(
    table: Table, formula: Formula, keep: NDArray[np.bool_]
) -> tuple[dict[str, NDArray[np.intp]], dict[str, list[str]]]:
    """For each group the place of each row's level, and what the levels are called."""
    import numpy as np

    places, labels = {}, {}
    for name, parts in formula.groups.items():
        codes, called = table[parts[0]].ids()
        codes, names = codes[keep], list(called)
        for part in parts[1:]:
            others, more = table[part].ids()
            pairs, codes = np.unique(codes * len(more) + others[keep], return_inverse=True)
            names = [f"{names[p // len(more)]}:{more[p % len(more)]}" for p in pairs.tolist()]
        places[name], labels[name] = codes, names
    return places, labels


def _data(fit: CrossedFit, formula: str) -> dict[str, Any]:
    return {
        "formula": formula,
        "loglik": fit.loglik,
        "reml": fit.reml,
        "n": fit.n,
        "groups": {one.name: one.levels for one in fit.variances[:-1]},
        "variances": {one.name: one.estimate for one in fit.variances},
        "variance_errors": {
            one.name: {"se": one.error, **limits(one.interval)} for one in fit.variances
        },
        "fixed": {
            one.name: {"estimate": one.estimate, "se": one.error, **limits(one.interval)}
            for one in fit.fixed
        },
        "components": fit.components,
        "iterations": fit.iterations,
        "converged": fit.converged,
        "method": fit.method,
    }


def _effects(fit: CrossedFit, labels: dict[str, list[str]]) -> dict[str, Any]:
    from fairway.measurement.raters.crossed_results import NORMAL_95

    found: dict[str, Any] = {}
    for name, effects in fit.effects.items():
        called = [labels[name][place] for place in effects.labels]  # type: ignore[call-overload]
        rows = sorted(
            zip(called, effects.values.tolist(), (effects.variances**0.5).tolist(), strict=True),
            key=lambda row: in_order(row[0]),
        )
        found[name] = {
            label: {
                "estimate": value,
                "se": error,
                "low": value - NORMAL_95 * error,
                "high": value + NORMAL_95 * error,
            }
            for label, value, error in rows
        }
    return found


def _lines(fit: CrossedFit, formula: str) -> list[str]:
    by = "restricted maximum likelihood" if fit.reml else "maximum likelihood"
    total = sum(one.estimate or 0.0 for one in fit.variances)
    settled = f"settled in {fit.iterations} steps" if fit.converged else "not settled"
    loglik = "not worked out" if fit.loglik is None else f"{fit.loglik:,.6f}"
    lines = [
        formula,
        f"{fit.n:,} rows, {by}, {fit.method} method, {settled}.",
        f"Log likelihood: {loglik}.",
        "",
    ]
    lines += columns(
        ("varies by chance", "levels", "variance", "sd", "low", "high", "share"),
        [
            (
                one.name,
                one.levels,
                *(_seven(value) for value in (one.estimate, _root(one.estimate))),
                *limits(one.interval).values(),
                "–" if one.estimate is None else f"{100 * one.estimate / total:.1f} %",
            )
            for one in fit.variances
        ],
    )
    if fit.fixed:
        rows = [
            (one.name, _seven(one.estimate), _seven(one.error), *limits(one.interval).values())
            for one in fit.fixed
        ]
        lines += ["", *columns(("fixed effect", "estimate", "se", "low", "high"), rows)]
    if fit.components > 1 and len(fit.variances) > 2:
        said = "sets that no row ties together: effects of different sets cannot be compared."
        lines += ["", f"The groups fall into {fit.components:,} {said}"]
    return lines


def _seven(value: float | None) -> str:
    return shown(value, 7)


def _root(value: float | None) -> float | None:
    return None if value is None else value**0.5
