"""Is a gap between groups worth a review? Rates, ratings, and what is left with the work equal.

FILE has a row for each person: --group, and --selected (1 or 0, yes or no), --score, or both. Or a
row for each group with counts: --chosen of --all. Groups are held against --reference, or the one
with the highest rate (the largest where there are scores alone). A review is suggested only if the
ratio is under four fifths AND chance is unlikely (q < 0.05) AND at least two people are short AND
groups are large enough. --controls holds role, level and the like equal, by regression.

    fairway measure gap people.csv --group gender --selected promoted --reference men \\
        --score rating --controls role,level,tenure --rater manager
    fairway measure gap counts.csv --group gender --chosen promoted --all people
"""

from __future__ import annotations

import argparse
from collections import Counter
from typing import TYPE_CHECKING, Any

from fairway.config.cli.measuring.group_gaps import (
    adjusted_data,
    adjusted_lines,
    means_data,
    means_lines,
    rates_data,
    rates_lines,
)
from fairway.config.cli.measuring.reading import Column, Table, add_file, listed, read_table
from fairway.config.cli.measuring.report import Answer
from fairway.config.cli.refusal import Refused

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from fairway.measurement import AdjustedGap, Caution, MeanGap

YES, NO = {"1", "1.0", "yes", "y", "true", "t"}, {"0", "0.0", "no", "n", "false", "f"}


def arguments(parser: argparse.ArgumentParser) -> None:
    add_file(parser)
    for option, meaning in (
        ("selected", "who was chosen: 1 or 0, yes or no, true or false"),
        ("score", "a rating for each person"),
        ("chosen", "how many were chosen, in a file of counts"),
        ("all", "out of how many"),
        ("rater", "who rated: people of one rater are not independent"),
    ):
        parser.add_argument(f"--{option}", metavar="COLUMN", help=meaning)
    parser.add_argument("--group", required=True, metavar="COLUMN", help="who belongs to what")
    parser.add_argument("--reference", metavar="NAME", help="the group others are held against")
    parser.add_argument(
        "--controls",
        type=listed,
        default=[],
        metavar="COLUMNS",
        help="what is held equal: texts as categories, numbers as a straight line",
    )
    parser.add_argument(
        "--categories", type=listed, default=[], metavar="COLUMNS", help="numbers that are names"
    )


def run(options: argparse.Namespace) -> Answer:
    if options.chosen or options.all:
        return _from_counts(options)
    if not (options.selected or options.score):
        raise Refused("Say what was decided (--selected) or rated (--score), or give counts.")
    return _from_people(options)


def _from_counts(options: argparse.Namespace) -> Answer:
    from fairway.measurement import review_rates

    if not (options.chosen and options.all):
        raise Refused("Counts need both --chosen and --all.")
    if options.selected or options.score or options.controls or options.categories:
        raise Refused("A file of counts knows no single people: give --chosen and --all alone.")
    table = read_table(options.file, [options.group, options.chosen, options.all])
    groups = table[options.group].words()
    _one_each(groups, options.group)
    chosen, everyone = (_counts(table[name]) for name in (options.chosen, options.all))
    counts = dict(zip(groups, zip(chosen, everyone, strict=True), strict=True))
    _known(options.reference, counts)
    found = review_rates(counts, reference=options.reference)
    return Answer(
        {"groups": rates_data(found)}, rates_lines(found), _once(g.cautions for g in found)
    )


def _one_each(groups: list[str | None], name: str) -> None:
    twice = next((one for one, n in Counter(groups).items() if n > 1 or one is None), "")
    if twice is None:
        raise Refused(f"A row has no {name}.")
    if twice:
        raise Refused(
            f"{name} {twice} is there more than once. Counts need one row for each group."
        )


def _counts(column: Column) -> list[float]:
    if column.missing().any():
        line = int(column.missing().argmax()) + 2
        raise Refused(f"Line {line}, {column.name}: nothing is there. Fill it in.")
    found: list[float] = column.numbers().tolist()
    return found


def _from_people(options: argparse.Namespace) -> Answer:
    """Whatever was asked of the same people, one part after another."""
    names = [options.group, options.selected, options.score, options.rater, *options.controls]
    table = read_table(options.file, [name for name in [*names, *options.categories] if name])
    people = _People(table, options)
    data: dict[str, Any] = {}
    lines: list[str] = []
    cautions: list[Caution] = people.cautions
    if options.selected:
        found = people.rates()
        people.reference = str(found[0].reference)
        data["groups"] = rates_data(found)
        lines += rates_lines(found)
        cautions += _once(gap.cautions for gap in found)
    elif options.score:
        means = people.means()
        data["groups"] = means_data(means, people.reference)
        lines += means_lines(means, people.reference)
    if options.controls or options.categories:
        adjusted = people.adjusted()
        data["adjusted"] = adjusted_data(adjusted)
        lines += ["", *adjusted_lines(adjusted, people.held, options.score or options.selected)]
    data["reference"] = people.reference
    return Answer(data, lines, cautions)


class _People:
    """The rows of people that have a group, and what was decided of them."""

    def __init__(self, table: Table, options: argparse.Namespace) -> None:
        import numpy as np

        from fairway.measurement import Caution

        self.table, self.options = table, options
        needed = [options.group, *filter(None, [options.selected])]
        self.keep = ~np.any([table[name].missing() for name in needed], axis=0)
        gone = table.n - int(self.keep.sum())
        said = "%(gone)s of %(rows)s people have no group or no decision and were left out."
        facts = (("gone", gone), ("rows", table.n))
        self.cautions = [Caution("missing", said, facts)] if gone else []
        self.group = self._kept(table[options.group].words())
        counts = Counter(self.group)
        if len(counts) < 2:
            raise Refused(f"{options.group} holds one group only; two are needed to compare.")
        _known(options.reference, counts)
        # With scores alone the largest group is the steadiest to compare with.
        self.reference: str = options.reference or max(counts, key=lambda one: (counts[one], one))
        self.held = [*options.controls, *options.categories]

    def _kept(self, values: list[Any]) -> list[Any]:
        return [value for value, kept in zip(values, self.keep.tolist(), strict=True) if kept]

    def _numbers(self, name: str) -> NDArray[np.float64]:
        if name == self.options.selected:
            return _decided(self.table[name])[self.keep]
        return self.table[name].numbers()[self.keep]

    def rates(self) -> Any:
        from fairway.measurement import review_gaps

        score = self._numbers(self.options.score) if self.options.score else None
        decided = self._numbers(self.options.selected)
        return review_gaps(self.group, decided, score=score, reference=self.options.reference)

    def means(self) -> dict[str, MeanGap | str]:
        import numpy as np

        from fairway.measurement import NotEstimable, compare_means

        scores, group = self._numbers(self.options.score), np.array(self.group)
        known = ~np.isnan(scores)
        found: dict[str, MeanGap | str] = {}
        for name in dict.fromkeys(self.group):
            if name == self.reference:
                continue
            try:
                found[name] = compare_means(
                    scores[known & (group == name)], scores[known & (group == self.reference)]
                )
            except NotEstimable as why:
                found[name] = str(why)
        return found

    def adjusted(self) -> dict[str, AdjustedGap | str]:
        from fairway.measurement import NotEstimable, adjusted_gap

        rater, outcome = self.options.rater, self.options.score or self.options.selected
        # Without a rater everybody stands alone, and errors only allow for unequal spread.
        raters = self._kept(self.table[rater].words()) if rater else list(range(len(self.group)))
        names = [n for n in self.held if not self._is_amount(n)]
        lines = [n for n in self.held if self._is_amount(n)]
        found: dict[str, AdjustedGap | str] = {}
        for focal in dict.fromkeys(self.group):
            if focal == self.reference:
                continue
            try:
                found[focal] = adjusted_gap(
                    self._numbers(outcome),
                    self.group,
                    focal=focal,
                    reference=self.reference,
                    raters=raters,
                    categories={name: self._kept(self.table[name].words()) for name in names},
                    amounts={name: self._numbers(name) for name in lines},
                )
            except NotEstimable as why:
                found[focal] = str(why)
        return found

    def _is_amount(self, name: str) -> bool:
        return name not in self.options.categories and self.table[name].is_numeric()


def _known(reference: str | None, groups: Any) -> None:
    if reference is not None and reference not in groups:
        there = ", ".join(map(str, groups))
        raise Refused(f"There is no group {reference} to compare with. There are: {there}.")


def _decided(column: Column) -> NDArray[np.float64]:
    """1 for yes and 0 for no; NaN where nothing is said."""
    import numpy as np

    said = [word and word.lower() for word in column.words()]
    found = np.full(len(said), np.nan)
    for place, word in enumerate(said):
        if word in YES or word in NO:
            found[place] = float(word in YES)
        elif word is not None:
            raise Refused(
                f"Line {place + 2}, {column.name}: “{word}” is neither yes nor no (1 or 0)."
            )
    return found


def _once(several: Any) -> list[Caution]:
    return list(dict.fromkeys(caution for cautions in several for caution in cautions))
