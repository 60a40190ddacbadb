"""How far do raters agree? Intraclass correlations and Krippendorff's alpha.

FILE has a row for each that was rated and a column for each rater (--id names columns that are no
raters; --raters-in-rows turns the table round), or a row for each rating (--unit, --rater,
--rating). Intraclass correlations need every rater on every row: incomplete rows are left out for
them and counted. Alpha takes all rows with two ratings or more.

    fairway measure agreement table.csv --id essay
    fairway measure agreement ratings.csv --unit essay --rater judge --rating mark --level ordinal
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from fairway.config.cli.measuring.reading import add_file, listed, read_header, read_table
from fairway.config.cli.measuring.report import Answer, columns, limits
from fairway.config.cli.measuring.roles import USUAL, add_role, chosen, likely
from fairway.config.cli.refusal import Refused

if TYPE_CHECKING:
    from fairway.measurement import Caution

MOST_CELLS = 5_000_000
LEVELS = ("nominal", "ordinal", "interval", "ratio")
NO_RATERS = {"", "id", "unit", "units", "subject", "person", "ratee", "target", "case"}
MEANING = {
    "1": "one rating, other raters for each",
    "2": "one rating, raters a sample of many",
    "3": "one rating, these raters, severity left out",
    "1k": "their mean, other raters for each",
    "2k": "their mean, raters a sample of many",
    "3k": "their mean, these raters, severity left out",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    add_file(parser)
    parser.add_argument(
        "--id", type=listed, default=[], metavar="COLUMNS", help="columns that are no raters"
    )
    parser.add_argument(
        "--raters-in-rows", action="store_true", help="a row for each rater, a column for each unit"
    )
    add_role(
        parser,
        "unit",
        "what was rated, if each rating has its row; several with commas between",
        also="ratee",
    )
    add_role(parser, "rater", "who rated, if each rating has its row")
    add_role(parser, "rating", "the rating, if each has its row")
    parser.add_argument(
        "--level", choices=LEVELS, help="of alpha's distances (default: all that fit the ratings)"
    )


def run(options: argparse.Namespace) -> Answer:
    from fairway.measurement import MeasurementError, krippendorff_alpha

    rows, numeric = _table(options)
    levels = [options.level] if options.level else list(LEVELS if numeric else LEVELS[:1])
    alphas: dict[str, Any] = {}
    for level in levels:
        try:
            alphas[level] = krippendorff_alpha(rows, level)
        except MeasurementError as why:
            alphas[level] = str(why)
    correlations, cautions = _correlations(rows, numeric=numeric)
    told = [alpha for alpha in alphas.values() if not isinstance(alpha, str)]
    if not told and isinstance(correlations, str):
        raise Refused(*dict.fromkeys([*alphas.values(), correlations]))
    cautions += _shared(told)
    return Answer(_data(alphas, correlations), _lines(alphas, correlations), cautions)


def _shared(told: list[Any]) -> list[Caution]:
    """What holds at every level; what is odd about one stands beside it."""
    return [one for one in told[0].cautions if all(one in a.cautions for a in told)] if told else []


def _own(alpha: Any, shared: list[Caution]) -> str:
    return " ".join(one.in_words() for one in alpha.cautions if one not in shared)


def _table(options: argparse.Namespace) -> tuple[Any, bool]:
    """Rated × raters, and whether the ratings are numbers."""
    header = read_header(options.file)
    if options.unit or options.rater or options.rating or _has_all_roles(header):
        return _from_rows(options, header)
    return _from_columns(options)


def _has_all_roles(header: list[str]) -> bool:
    return None not in {likely(header, None, role) for role in ("unit", "rater", "rating")}


def _from_rows(options: argparse.Namespace, header: list[str]) -> tuple[Any, bool]:
    import numpy as np

    units = listed(chosen(header, options.unit, "unit"))
    rater, rating = (chosen(header, getattr(options, role), role) for role in ("rater", "rating"))
    table = read_table(options.file, [*units, rater, rating])
    parts = [table[name].words() for name in units]
    ids = parts[0] if len(parts) == 1 else [_joined(row) for row in zip(*parts, strict=True)]
    if table[rating].is_numeric():
        return _placed(ids, table[rater].words(), table[rating].numbers()), True
    codes, levels = table[rating].ids()
    coded = np.where(codes < 0, np.nan, codes.astype(np.float64))
    placed = _placed(ids, table[rater].words(), coded)
    return _named(placed, levels), False


def _placed(ids: list[Any], raters: list[Any], ratings: Any) -> Any:
    """Rated × raters; where that would be mostly gaps, each one's ratings side by side.

    Alpha does not ask who gave a rating. Correlations do, so a column without anything keeps the
    rows of a packed table incomplete.
    """
    import numpy as np

    from fairway.measurement import table_of

    if len(set(ids)) * len(set(raters)) <= MOST_CELLS:
        return table_of(ids, raters, ratings)
    seen: set[tuple[Any, Any]] = set()
    rows: dict[Any, list[float]] = {}
    for one, rater, rating in zip(ids, raters, ratings.tolist(), strict=True):
        if one is None or rater is None:
            raise Refused("A rating names nobody: fill in who rated, and what.")
        if (one, rater) in seen:
            raise Refused(f"{rater} rated {one} more than once. Keep one.")
        seen.add((one, rater))
        if rating == rating:  # noqa: PLR0124 NaN is a rating that was not given
            rows.setdefault(one, []).append(rating)
    packed = np.full((len(rows), 1 + max(map(len, rows.values()), default=0)), np.nan)
    for place, given in enumerate(rows.values()):
        packed[place, : len(given)] = given
    return packed


def _joined(parts: tuple[str | None, ...]) -> str | None:
    there = [part for part in parts if part is not None]
    return " × ".join(there) if len(there) == len(parts) else None


def _from_columns(options: argparse.Namespace) -> tuple[Any, bool]:
    import numpy as np

    table = read_table(options.file)
    for name in options.id:
        if name not in table.names:
            raise Refused(f"The column {name} is missing. There are: {', '.join(table.names)}.")
    # An id is nearly always the first column, and then named like one.
    usual = NO_RATERS | set(USUAL["rater"] if options.raters_in_rows else ())
    out = options.id or [name for name in table.names[:1] if name.lower() in usual]
    raters = [table[name] for name in table.names if name not in out]
    if not raters:
        raise Refused("No column is left that could be a rater.")
    if all(one.is_numeric() for one in raters):
        numbers = np.column_stack([one.numbers() for one in raters])
        return (numbers.T if options.raters_in_rows else numbers), True
    words = [one.words() for one in raters]
    found = words if options.raters_in_rows else [list(row) for row in zip(*words, strict=True)]
    return found, False


def _named(placed: Any, levels: tuple[str, ...]) -> list[list[str | None]]:
    return [
        [None if value != value else levels[int(value)] for value in row]  # noqa: PLR0124 NaN
        for row in placed.tolist()
    ]


def _correlations(rows: Any, *, numeric: bool) -> tuple[Any, list[Caution]]:
    """All six, or why there are none."""
    import numpy as np

    from fairway.measurement import Caution, MeasurementError, intraclass_correlations

    if not numeric:
        return "Intraclass correlations need numbers.", []
    complete = ~np.isnan(rows).any(axis=1)
    gone = int((~complete).sum())
    if not complete.any():
        return "No row has a rating by every rater; intraclass correlations need some.", []
    said = "%(gone)s of %(rows)s rows lack a rating and were left out of intraclass correlations."
    facts = (("gone", gone), ("rows", len(rows)))
    try:
        found = intraclass_correlations(rows[complete])
    except MeasurementError as why:
        return str(why), []
    return found, [Caution("incomplete", said, facts)] if gone else []


def _data(alphas: dict[str, Any], correlations: Any) -> dict[str, Any]:
    return {
        "alpha": {
            level: {"refused": one}
            if isinstance(one, str)
            else {
                "estimate": one.estimate,
                **limits(one.interval),
                "n": one.n,
                "ratings": one.ratings,
                "cautions": [caution.in_words() for caution in one.cautions],
            }
            for level, one in alphas.items()
        },
        "icc": {"refused": correlations}
        if isinstance(correlations, str)
        else {
            "n": correlations.n,
            "raters": correlations.raters,
            **{
                one.form: {"estimate": one.estimate, **limits(one.interval)}
                for one in correlations.forms
            },
        },
    }


def _lines(alphas: dict[str, Any], correlations: Any) -> list[str]:
    lines = ["Krippendorff's alpha (1 agreed, 0 as by chance):"]
    shared = _shared([one for one in alphas.values() if not isinstance(one, str)])
    rows = [
        (level, one.n, one.estimate, *limits(one.interval).values(), _own(one, shared))
        if not isinstance(one, str)
        else (level, None, None, None, None, one)
        for level, one in alphas.items()
    ]
    lines += columns(("level", "units", "alpha", "low", "high", ""), rows)
    if isinstance(correlations, str):
        return [*lines, "", correlations]
    lines += ["", f"Intraclass correlations, {correlations.n:,} rated by {correlations.raters:,}:"]
    return lines + columns(
        ("form", "icc", "low", "high", ""),
        [
            (one.form, one.estimate, *limits(one.interval).values(), MEANING[one.form])
            for one in correlations.forms
        ],
    )
