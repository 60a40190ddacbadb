"""From ratings in rows to forms: one rater's ratings of one person on all criteria."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from fairway.measurement.errors import MeasurementError, NotEstimable
from fairway.measurement.raters.coding import Coded, Flags, Floats, coded, numbers, same_length
from fairway.measurement.results import Caution
from fairway.measurement.results import plain as _

SELF = "self"  # the source that marks ratings of oneself
_EMPTY = _("%(missing)s of %(rows)s ratings are empty and were left out.")
_OWN = _("%(own)s ratings of oneself were set aside: they count for nobody's score.")
_ALIKE = _(
    "%(alike)s ratings name the same id as ratee and rater and count as ratings by others. "
    "If they are ratings of oneself, say that the ids name the same people."
)
_NO_CRITERION = _("%(criterion)s was rated by nobody and was left out.")


@dataclass(frozen=True)
class Forms:
    """Forms × criteria; NaN where a criterion was not rated.

    `about` are facts of each form (source, occasion), as factors over the forms. `own` is the
    mean of each ratee's ratings of oneself, by label.
    """

    ratee: Coded
    rater: Coded
    criteria: tuple[Hashable, ...]
    table: Floats
    about: Mapping[str, Coded]
    own: Mapping[Hashable, float]
    cautions: tuple[Caution, ...]

    @property
    def rated(self) -> Flags:
        return ~np.isnan(self.table)

    @property
    def is_complete(self) -> bool:
        return not np.isnan(self.table).any()


def forms_of(
    ratee: Any,
    rater: Any,
    criterion: Any,
    rating: Any,
    about: Mapping[str, Any],
    *,
    same_people: bool = False,
) -> Forms:
    """Sort ratings into forms: one for each ratee, rater and occasion."""
    ratings = numbers(rating, "rating")
    who, by, what = coded(ratee, "ratee"), coded(rater, "rater"), coded(criterion, "criterion")
    facts = {name: coded(ids, name) for name, ids in about.items() if ids is not None}
    same_length(len(ratings), (who, by, what, *facts.values()))
    cautions = []
    keep = ~np.isnan(ratings)
    if len(keep) and not keep.any():
        raise NotEstimable(f"All {len(keep)} ratings are empty: there is no rating to read.")
    if not keep.all():
        counted = (("missing", int((~keep).sum())), ("rows", len(keep)))
        cautions.append(Caution("missing", _EMPTY, counted))
    alike = _about_oneself(who, by)
    own = _own(alike, facts.get("source"), same_people=same_people) & keep
    own_means = _means_of_own(who, ratings, own)
    if own.any():
        cautions.append(Caution("own", _OWN, (("own", int(own.sum())),)))
    elif (alike & keep).any():
        cautions.append(Caution("alike", _ALIKE, (("alike", int((alike & keep).sum())),)))
    keep &= ~own
    if not keep.any():
        raise NotEstimable("There is no rating by anybody else. At least two raters are needed.")
    for place in np.flatnonzero(np.bincount(what.codes[keep], minlength=what.size) == 0):
        gone = (("criterion", str(what.labels[place])),)
        cautions.append(Caution("empty_criterion", _NO_CRITERION, gone))
    kept = [factor.kept(keep) for factor in (who, by, what, *facts.values())]
    facts = dict(zip(facts, kept[3:], strict=True))
    return _sorted(kept[0], kept[1], kept[2], facts, ratings[keep], own_means, tuple(cautions))


def _own(alike: Flags, source: Coded | None, *, same_people: bool) -> Flags:
    """Ids may be numbered apart, so that equal ones prove nothing unless it is said."""
    own = alike.copy() if same_people else np.zeros(len(alike), dtype=bool)
    if source is not None and SELF in source.labels:
        own |= source.codes == source.labels.index(SELF)
    return own


def _about_oneself(who: Coded, by: Coded) -> Flags:
    place_of = {label: place for place, label in enumerate(by.labels)}
    same = np.array([place_of.get(label, -1) for label in who.labels], dtype=np.intp)
    return np.asarray(same[who.codes] == by.codes)


def _means_of_own(who: Coded, ratings: Floats, own: Flags) -> dict[Hashable, float]:
    counts = np.bincount(who.codes[own], minlength=who.size)
    sums = np.bincount(who.codes[own], weights=ratings[own], minlength=who.size)
    return {who.labels[i]: float(sums[i] / counts[i]) for i in np.flatnonzero(counts)}


def _sorted(
    who: Coded,
    by: Coded,
    what: Coded,
    facts: Mapping[str, Coded],
    ratings: Floats,
    own: Mapping[Hashable, float],
    cautions: tuple[Caution, ...],
) -> Forms:
    key = who.codes * by.size + by.codes
    occasion = facts.get("occasion")
    if occasion is not None:
        key = key * occasion.size + occasion.codes
    __, first, form = np.unique(key, return_index=True, return_inverse=True)
    cell = form * what.size + what.codes
    _never_twice(cell, len(first) * what.size, who, by, what)
    table = np.full(len(first) * what.size, np.nan)
    table[cell] = ratings
    for name, fact in facts.items():
        differs = fact.codes != fact.codes[first][form]
        if differs.any():
            row = int(np.flatnonzero(differs)[0])
            raise MeasurementError(
                f"{name} changes within one form: {by.labels[by.codes[row]]} on "
                f"{who.labels[who.codes[row]]}. Give one for each form."
            )
    return Forms(
        ratee=Coded("ratee", who.codes[first], who.labels),
        rater=Coded("rater", by.codes[first], by.labels),
        criteria=what.labels,
        table=table.reshape(len(first), what.size),
        about={name: Coded(name, fact.codes[first], fact.labels) for name, fact in facts.items()},
        own=own,
        cautions=cautions,
    )


def _never_twice(cell: Any, cells: int, who: Coded, by: Coded, what: Coded) -> None:
    counts = np.bincount(cell, minlength=cells)
    if counts.max() < 2:
        return
    rows = np.flatnonzero(cell == int(np.argmax(counts)))
    one, two = int(rows[0]), int(rows[1])
    raise MeasurementError(
        f"{by.labels[by.codes[one]]} rated {who.labels[who.codes[one]]} on "
        f"{what.labels[what.codes[one]]} more than once (kept rows {one} and {two}, and "
        f"{int((counts > 1).sum())} such cells in all). Keep one, or name the occasion."
    )
