"""Ratings as categories: a many-facet Rasch model beside the model of equal steps."""

from __future__ import annotations

from typing import Any

import numpy as np

from fairway.measurement.errors import MeasurementError, NotEstimable
from fairway.measurement.raters.coding import Coded, Codes, Floats, coded, numbers, same_length
from fairway.measurement.raters.crossed_results import NORMAL_95
from fairway.measurement.raters.facets_likelihood import Likelihood, Parameters, Ratings
from fairway.measurement.raters.facets_results import (
    Category,
    FacetItem,
    FacetPerson,
    FacetRater,
    FacetsFit,
)
from fairway.measurement.raters.linked import components
from fairway.measurement.raters.threads import one_thread
from fairway.measurement.results import Caution, Interval
from fairway.measurement.results import plain as _

_MOST_CATEGORIES = 20
_NO_SPREAD = 0.02  # logits
_RARE = 10  # ratings of a category below which its step is rough
_MISSING = _("%(missing)s ratings are empty and were left out.")
_UNUSED = _("%(item)s never uses %(category)s: its categories were counted without it.")
_DISORDERED = _("The steps of %(item)s are out of order: some category is never the likeliest one.")
_FALLING = _(
    "People given category %(category)s are on average no better than those given the one below."
)
_SPARSE = _("Category %(category)s was given %(n)s times only: its step is rough.")
_APART = _(
    "People and raters fall into %(sets)s sets without a common rater: severities are compared "
    "only by supposing that the sets are equally able."
)
_UNSETTLED = _("The likelihood had not settled: do not rely on these numbers.")


def fit_facets(person: Any, rater: Any, item: Any, rating: Any) -> FacetsFit:
    """Partial credit model with raters by marginal maximum likelihood.

    log P(k)/P(k−1) = θ − δ(item, k) − ρ(rater), θ ~ N(0, σ²) for people, Σρ = 0, in logits.

    Parameters
    ----------
    person, rater, item : ids in rows, any hashable.
    rating : numbers in rows that name ordered categories (0 1 2 3, or 1 … 5); 20 at most.

    Returns
    -------
    FacetsFit
        Severities with errors and fit, steps of items, how categories are used, abilities.

    Raises
    ------
    MeasurementError
        Rows of different length, an empty id, infinite ratings, too many categories.
    NotEstimable
        One person only, or a rater or an item with ratings at one end only.

    Notes
    -----
    A cross-check of the linear model, not its substitute: ratings of one person are taken to be
    independent given θ, which halo breaks, so that errors and reliability flatter.

    References
    ----------
    Linacre (1989), Many-Facet Rasch Measurement. Masters (1982), Psychometrika 47, 149.
    """
    values = numbers(rating, "rating")
    who, by, what = coded(person, "person"), coded(rater, "rater"), coded(item, "item")
    same_length(len(values), (who, by, what))
    keep = ~np.isnan(values)
    cautions = []
    if not keep.all():
        cautions.append(Caution("missing", _MISSING, (("missing", int((~keep).sum())),)))
    if not keep.any():
        raise MeasurementError("There is no rating.")
    who, by, what = (factor.kept(keep) for factor in (who, by, what))
    ratings = _in_steps(who, by, what, values[keep], cautions)
    _answerable(ratings)
    with one_thread():
        return _Facets(ratings, values[keep], cautions).told()


def _in_steps(
    who: Coded, by: Coded, what: Coded, values: Floats, cautions: list[Caution]
) -> Ratings:
    """Categories of each item counted from 0, those it never uses left out."""
    scale = np.unique(values)
    if len(scale) > _MOST_CATEGORIES:
        raise MeasurementError(
            f"{len(scale)} different ratings: a Rasch model needs {_MOST_CATEGORIES} ordered "
            "categories or fewer. Use fit_reviews for ratings on a finer scale."
        )
    place = np.searchsorted(scale, values)
    used = np.zeros((what.size, len(scale)), dtype=bool)
    used[what.codes, place] = True
    step_of = np.cumsum(used, axis=1) - 1
    for one, label in enumerate(what.labels):
        inner = np.flatnonzero(used[one])
        for gap in set(range(inner[0], inner[-1])) - set(inner.tolist()):
            facts = (("item", str(label)), ("category", float(scale[gap])))
            cautions.append(Caution("unused", _UNUSED, facts))
    return Ratings(who, by, what, step_of[what.codes, place], step_of[:, -1])


def _answerable(ratings: Ratings) -> None:
    if ratings.person.size < 2:
        raise NotEstimable("One person only: their spread cannot be said.")
    if ratings.person.counts().max() < 2:
        raise NotEstimable("Each person has one rating only: their spread cannot be said.")
    for place in np.flatnonzero(ratings.top == 0):
        label = ratings.item.labels[place]
        raise NotEstimable(f"All ratings on {label} are equal: it says nothing. Leave it out.")
    top = ratings.top[ratings.item.codes]
    for ends, word in ((ratings.step < top, "highest"), (ratings.step > 0, "lowest")):
        inner = np.bincount(ratings.rater.codes, weights=ends, minlength=ratings.rater.size)
        for place in np.flatnonzero(inner == 0):
            raise NotEstimable(
                f"{ratings.rater.labels[place]} gave the {word} category only: the severity is "
                "beyond any number. Leave these ratings out."
            )


class _Facets:
    def __init__(self, ratings: Ratings, values: Floats, cautions: list[Caution]) -> None:
        self.ratings, self.values, self.cautions = ratings, values, cautions
        longest = int(ratings.person.counts().max())
        # A posterior narrows with the root of its ratings; nodes keep up with it.
        nodes = int(np.clip(16 * np.sqrt(longest * ratings.most), 81, 801)) | 1
        self.likelihood = Likelihood(ratings, nodes)

    def told(self) -> FacetsFit:
        free, curve, steps_taken, converged = self._climbed()
        covariance: Floats = np.linalg.pinv(curve).astype(np.float64)
        at = self.likelihood.parameters(free)
        log_chances = self.likelihood.log_chances(at)
        persons, weights = self.likelihood.posterior(log_chances)
        abilities = at.spread * (weights @ self.likelihood.z)
        variances = at.spread**2 * (weights @ self.likelihood.z**2) - abilities**2
        sets = components(self.ratings.person, self.ratings.rater)[0]
        surprises = self._surprises(at, abilities)
        items = self._items(at, covariance)
        categories = self._categories(abilities, surprises)
        if sets > 1:
            self.cautions.append(Caution("disconnected", _APART, (("sets", sets),)))
        if not converged:
            self.cautions.append(Caution("unsettled", _UNSETTLED))
        spread = float(abilities.var())
        return FacetsFit(
            n=len(self.values),
            deviance=-2 * float(persons.sum()),
            variance=at.spread**2,
            variance_error=2 * at.spread**2 * float(np.sqrt(max(covariance[-1, -1], 0.0))),
            reliability=spread / (spread + float(variances.mean())),
            raters=self._raters(at, covariance, surprises),
            items=items,
            categories=categories,
            persons=self._persons(abilities, np.sqrt(np.maximum(variances, 0.0))),
            components=sets,
            iterations=steps_taken,
            converged=converged,
            cautions=tuple(self.cautions),
        )

    def _climbed(self) -> tuple[Floats, Floats, int, bool]:
        """Quasi-Newton near to the top, then Newton on the curvature found there."""
        from scipy.optimize import minimize

        start = np.zeros(self.likelihood.size)
        found = minimize(
            self.likelihood, start, jac=True, method="L-BFGS-B", options={"maxiter": 500}
        )
        free, taken = found.x, int(found.nit)
        if free[-1] < np.log(_NO_SPREAD):
            raise NotEstimable("The ratings show no differences between people beyond chance.")
        curve = self._curvature(free)
        for _step in range(20):
            slope = self.likelihood(free)[1]
            move = np.linalg.lstsq(curve, slope, rcond=1e-12)[0]
            gain = float(slope @ move)
            if not 0 <= gain < 1:  # not near the top: the curvature does not hold
                return free, curve, taken, False
            if gain < 1e-12:
                return free, curve, taken, True
            free, taken = free - move, taken + 1
        return free, curve, taken, False

    def _curvature(self, free: Floats) -> Floats:
        """Observed information, by differences of the slope."""
        width = 1e-4
        rows = []
        for place in range(len(free)):
            shift = np.zeros_like(free)
            shift[place] = width
            rows.append(self.likelihood(free + shift)[1] - self.likelihood(free - shift)[1])
        curve = np.array(rows) / (2 * width)
        return (curve + curve.T) / 2

    def _surprises(self, at: Parameters, abilities: Floats) -> tuple[Floats, Floats]:
        """Residual and variance of each rating at the person's ability."""
        ratings = self.ratings
        height = np.arange(ratings.most + 1)
        fall = np.where(self.likelihood.used, at.steps, np.inf)[ratings.item.codes]
        fall = fall + at.severities[ratings.rater.codes][:, None]
        climbs = np.zeros((len(ratings.step), ratings.most + 1))
        np.cumsum(abilities[ratings.person.codes][:, None] - fall, axis=1, out=climbs[:, 1:])
        chances = np.exp(climbs - climbs.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        expected = chances @ height
        return ratings.step - expected, chances @ height**2 - expected**2

    def _raters(
        self, at: Parameters, covariance: Floats, surprises: tuple[Floats, Floats]
    ) -> tuple[FacetRater, ...]:
        rater, count = self.ratings.rater, int(self.likelihood.used.sum())
        free = covariance[count:-1, count:-1]
        errors = np.sqrt(np.maximum(np.append(np.diag(free), free.sum()), 0.0))
        rest, spread = surprises
        counts = rater.counts()
        squares = np.bincount(rater.codes, rest**2, minlength=rater.size)
        outfit = np.bincount(rater.codes, rest**2 / np.maximum(spread, 1e-6)) / counts
        informed = np.bincount(rater.codes, spread, minlength=rater.size)
        infit = squares / np.maximum(informed, 1e-6)
        return tuple(
            FacetRater(
                label,
                int(counts[k]),
                float(at.severities[k]),
                float(errors[k]),
                Interval(
                    float(at.severities[k] - NORMAL_95 * errors[k]),
                    float(at.severities[k] + NORMAL_95 * errors[k]),
                ),
                float(infit[k]),
                float(outfit[k]),
            )
            for k, label in enumerate(rater.labels)
        )

    def _items(self, at: Parameters, covariance: Floats) -> tuple[FacetItem, ...]:
        errors = np.full(at.steps.shape, np.nan)
        count = int(self.likelihood.used.sum())
        errors[self.likelihood.used] = np.sqrt(np.maximum(np.diag(covariance)[:count], 0.0))
        counts = self.ratings.item.counts()
        items = []
        for k, label in enumerate(self.ratings.item.labels):
            steps = at.steps[k][self.likelihood.used[k]]
            ordered = bool((np.diff(steps) > 0).all())
            if not ordered:
                self.cautions.append(Caution("disordered", _DISORDERED, (("item", str(label)),)))
            items.append(
                FacetItem(
                    label,
                    int(counts[k]),
                    float(steps.mean()),
                    tuple(steps.tolist()),
                    tuple(errors[k][self.likelihood.used[k]].tolist()),
                    ordered,
                )
            )
        return tuple(items)

    def _categories(
        self, abilities: Floats, surprises: tuple[Floats, Floats]
    ) -> tuple[Category, ...]:
        scale, place = np.unique(self.values, return_inverse=True)
        counts = np.bincount(place)
        means = np.bincount(place, abilities[self.ratings.person.codes]) / counts
        rest, spread = surprises
        outfit = np.bincount(place, rest**2 / np.maximum(spread, 1e-6)) / counts
        for k, value in enumerate(scale):
            if counts[k] < _RARE:
                facts = (("category", float(value)), ("n", int(counts[k])))
                self.cautions.append(Caution("sparse", _SPARSE, facts))
            if k and means[k] <= means[k - 1]:
                said = (("category", float(value)),)
                self.cautions.append(Caution("falling", _FALLING, said))
        return tuple(
            Category(float(v), int(c), float(c / len(place)), float(m), float(o))
            for v, c, m, o in zip(scale, counts, means, outfit, strict=True)
        )

    def _persons(self, abilities: Floats, errors: Floats) -> tuple[FacetPerson, ...]:
        counts: Codes = self.ratings.person.counts()
        return tuple(
            FacetPerson(label, int(counts[k]), float(abilities[k]), float(errors[k]))
            for k, label in enumerate(self.ratings.person.labels)
        )
