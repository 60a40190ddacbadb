"""How much of a review rating is the person, how much the rater? Six variances, adjusted scores.

FILE has a row for each rating of a person by a rater on a criterion. Ratings with the source
"self" are set aside and shown as a gap only. Scores stand in the order of names, never of size:
nobody is ranked. Severity is told as in `facets`: + is severe (below other raters of the same
people), − is lenient.

    fairway measure reviews ratings.csv --ratee person --rater reviewer --criterion skill \\
        --rating score
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from fairway.config.cli.measuring.reading import add_file, read_header, read_table
from fairway.config.cli.measuring.report import (
    Answer,
    columns,
    first,
    limits,
    points,
    shown,
)
from fairway.config.cli.measuring.roles import add_role, chosen, in_order
from fairway.config.cli.refusal import Refused

if TYPE_CHECKING:
    from fairway.measurement.raters.reviews_results import RateeScore, ReviewsFit, Severity

MOST_SHOWN = 30
ROLES = ("ratee", "rater", "criterion", "rating")


def arguments(parser: argparse.ArgumentParser) -> None:
    add_file(parser)
    add_role(parser, "ratee", "who was rated (or a column called ratee, person, subject …)")
    add_role(parser, "rater", "who rated (or rater, judge, reviewer …)")
    add_role(parser, "criterion", "on what (or criterion, item, competency …)", also="item")
    add_role(parser, "rating", "the rating, a number (or rating, score, y …)")
    add_role(parser, "source", "what the rater is to the ratee: manager, peer, self …")
    add_role(parser, "occasion", "where the same rater rates the same person more than once")
    parser.add_argument(
        "--same-people",
        action="store_true",
        help="ids of raters and ratees name the same people: equal ids are ratings of oneself",
    )
    parser.add_argument("--ml", action="store_true", help="maximum likelihood in place of REML")
    parser.add_argument("--method", choices=("auto", "exact", "large"), default="auto")
    parser.add_argument("--seed", type=int, default=20250101, help="of the large method's probes")
    parser.add_argument(
        "--all", action="store_true", help=f"list all people and raters, not the first {MOST_SHOWN}"
    )


def run(options: argparse.Namespace) -> Answer:
    from fairway.measurement import fit_reviews

    header = read_header(options.file)
    names = [chosen(header, getattr(options, role), role) for role in ROLES]
    about = {role: getattr(options, role) for role in ("source", "occasion")}
    table = read_table(options.file, [*names, *filter(None, about.values())])
    ratee, rater, criterion, rating = (table[name] for name in names)
    for column in (ratee, rater, criterion, *(table[name] for name in about.values() if name)):
        gone = column.missing()
        if gone.any():
            raise Refused(
                f"Line {int(gone.argmax()) + 2}, {column.name}: nothing is there. Fill it in, or "
                "leave the row out."
            )
    fit = fit_reviews(
        ratee.words(),
        rater.words(),
        criterion.words(),
        rating.numbers(),
        **{role: _about(table[name].words()) for role, name in about.items() if name},
        same_people=options.same_people,
        reml=not options.ml,
        method=options.method,
        seed=options.seed,
    )
    return Answer(_data(fit), _lines(fit, None if options.all else MOST_SHOWN), fit.cautions)


def _about(words: list[str | None]) -> list[str | None]:
    """Self and SELF are "self"; every other word stays as it is."""
    return ["self" if word and word.lower() == "self" else word for word in words]


def _data(fit: ReviewsFit) -> dict[str, Any]:
    return {
        "n": fit.n,
        "forms": fit.forms,
        "complete": fit.complete,
        "loglik": fit.loglik,
        "method": fit.method,
        "mean": fit.mean,
        "variances": {one.name: one.estimate for one in fit.variances},
        "variance_errors": {
            one.name: {"se": one.error, **limits(one.interval)} for one in fit.variances
        },
        "criteria": {
            one.name: {"estimate": one.estimate, "se": one.error, **limits(one.interval)}
            for one in fit.criteria
        },
        "fixed": {
            one.name: {"estimate": one.estimate, "se": one.error, **limits(one.interval)}
            for one in fit.fixed
        },
        "scores": [_score(one) for one in _named(fit.scores, "ratee")],
        "severities": [_severity(one) for one in _named(fit.severities, "rater")],
        "severity_sign": "positive is severe",
        "components": fit.components,
        "iterations": fit.iterations,
        "converged": fit.converged,
    }


def _named(people: Any, what: str) -> list[Any]:
    return sorted(people, key=lambda one: in_order(getattr(one, what)))


def _score(one: RateeScore) -> dict[str, Any]:
    return {
        "ratee": one.ratee,
        "raters": one.raters,
        "forms": one.forms,
        "raw_mean": one.raw_mean,
        "adjusted": one.adjusted,
        **limits(one.interval),
        "reliability": one.reliability,
        "effective_raters": one.effective_raters,
        "own_gap": one.own_gap,
        "shown": one.shown,
        "component": one.component,
        "why": one.why and one.why.in_words(),
    }


def _severity(one: Severity) -> dict[str, Any]:
    """`effect` as the model has it, + for higher ratings; `severity` turns it round."""
    low, high = limits(one.interval).values()
    return {
        "rater": one.rater,
        "ratees": one.ratees,
        "effect": one.shift,
        "severity": _turned(one.shift),
        "low": _turned(high),
        "high": _turned(low),
        "q": one.q,
        "component": one.component,
        "why": one.why and one.why.in_words(),
    }


def _turned(value: float | None) -> float | None:
    return None if value is None else -value


def _lines(fit: ReviewsFit, most: int | None) -> list[str]:
    from fairway.measurement.raters.reviews_results import MEANING

    total = sum(one.estimate or 0.0 for one in fit.variances)
    loglik = "not worked out" if fit.loglik is None else f"{fit.loglik:,.6f}"
    complete = "all complete" if fit.complete else "some incomplete"
    lines = [
        f"{fit.n:,} ratings on {fit.forms:,} forms, {complete}; {fit.method} method.",
        f"Log likelihood: {loglik}. Mean {shown(fit.mean)}.",
        "",
    ]
    lines += columns(
        ("varies with", "variance", "low", "high", "share", ""),
        [
            (
                one.name.replace("_", " × "),
                shown(one.estimate, 7),
                *limits(one.interval).values(),
                "–" if one.estimate is None else f"{100 * one.estimate / total:.0f} %",
                MEANING[one.name],
            )
            for one in fit.variances
        ],
    )
    lines += ["", "People, in the order of their names:", *first(_people(fit), most)]
    lines += [
        "",
        "Raters, + severe, − lenient, in points of the scale:",
        *first(_raters(fit), most),
    ]
    return lines


def _people(fit: ReviewsFit) -> list[str]:
    rows = []
    for one in _named(fit.scores, "ratee"):
        told = [one.raw_mean, one.adjusted, *limits(one.interval).values(), one.reliability]
        why = "" if one.shown else "fewer than 3 raters"
        said = (points(value if one.shown else None) for value in told)
        rows.append((one.ratee, one.raters, *said, why))
    return columns(
        ("ratee", "raters", "as given", "adjusted", "low", "high", "reliability", ""), rows
    )


def _raters(fit: ReviewsFit) -> list[str]:
    return columns(
        ("rater", "people", "severity", "low", "high", ""),
        [
            (
                one["rater"],
                one["ratees"],
                *(points(one[name]) for name in ("severity", "low", "high")),
                one["why"] or "",
            )
            for one in map(_severity, _named(fit.severities, "rater"))
        ],
    )
