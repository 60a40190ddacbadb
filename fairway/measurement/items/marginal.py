"""Rasch model by marginal likelihood: ability is normal in the group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fairway.measurement.errors import NotEstimable
from fairway.measurement.items.rasch import FEWEST, Rasch, with_interval
from fairway.measurement.items.responses import (
    Booklet,
    Floats,
    Table,
    booklets,
    enough_responses,
)
from fairway.measurement.results import Caution

POINTS = 187
REACH = 7.0
MOST_STEPS = 100


def rasch_mml(table: Table, names: Sequence[str] | None = None, *, fewest: int = FEWEST) -> Rasch:
    """Fits P(right) = logistic(σz + β_item) with z standard normal over people.

    The likelihood is integrated over z at 187 even points from −7 to 7 and maximised by
    Newton's method with the exact observed information, whose inverse gives the standard
    errors. Reliability is that of expected a posteriori abilities: 1 − mean posterior variance/σ².

    Parameters
    ----------
    table, names, fewest
        As for `rasch_cml`.

    Returns
    -------
    Rasch
        Easiness (for a person of average ability), the standard deviation of ability, both in
        logits.

    Raises
    ------
    MeasurementError, NotEstimable
        As for `rasch_cml`; also when people do not differ (σ goes to 0).

    References
    ----------
    Bock and Aitkin (1981); Thissen (1982).
    """
    responses = enough_responses(table, names, fewest)
    model = _Model.of(list(booklets(responses)), len(responses.names))
    share = np.nanmean(responses.table, axis=0)
    start = np.append(np.log(share / (1 - share)) * 1.2, 1.0)
    estimate, value, information, steps = _maximise(model, start)
    if abs(estimate[-1]) < 1e-2:
        raise NotEstimable("People do not differ more than by chance; ability has no spread.")
    errors = np.sqrt(np.diag(np.linalg.inv(information)))
    met = responses.answered.sum(axis=0)
    sd = float(abs(estimate[-1]))
    reliability = 1 - model.mean_posterior_variance(estimate)
    items = tuple(
        with_interval(name, float(estimate[i]), float(errors[i]), int(met[i]))
        for i, name in enumerate(responses.names)
    )
    few = Caution("unreliable", "Scores on these items say little about who can do more.")
    return Rasch(
        "MML",
        items,
        value,
        int(responses.answered.any(axis=1).sum()),
        steps,
        sd,
        float(errors[-1]),
        reliability,
        (few,) if reliability < 0.5 else (),
    )


@dataclass(frozen=True, slots=True)
class _Model:
    groups: list[Booklet]
    n_items: int
    points: Floats
    log_weights: Floats

    @classmethod
    def of(cls, groups: list[Booklet], n_items: int) -> _Model:
        # Even points: for such smooth functions exact to rounding, also where ability is steep.
        points = np.linspace(-REACH, REACH, POINTS)
        step = points[1] - points[0]
        return cls(groups, n_items, points, np.log(step) - 0.5 * np.log(2 * np.pi) - points**2 / 2)

    def at(self, parameters: Floats) -> tuple[float, Floats, Floats]:
        """Log-likelihood, gradient and observed information.

        Louis: the information is the expected complete one less the posterior variance of the
        complete score, here of (x − p, z(r − Σp)).
        """
        size = self.n_items + 1
        value, gradient = 0.0, np.zeros(size)
        information = np.zeros((size, size))
        for one in self.groups:
            place = np.append(one.items, self.n_items)
            right = one.answers.sum(axis=0)
            many, log_marginal, posterior, p = self._by_score(one, parameters)
            value += float(many @ log_marginal + right @ parameters[one.items])
            weighted = posterior * many[:, None]
            weight = weighted.sum(axis=0)
            score_z = self.points * (np.arange(len(many))[:, None] - p.sum(axis=1))
            mean_p, mean_z = posterior @ p, (posterior * score_z).sum(axis=1)
            gradient[place] += np.append(right - many @ mean_p, many @ mean_z)
            noise = p * (1 - p)
            total_noise = self.points**2 * noise.sum(axis=1)
            complete = np.diag(np.append(weight @ noise, weight @ total_noise))
            complete[-1, :-1] = complete[:-1, -1] = (weight * self.points) @ noise
            spread = np.empty_like(complete)
            spread[:-1, :-1] = (p * weight[:, None]).T @ p - (mean_p * many[:, None]).T @ mean_p
            cross = -((weighted * score_z).sum(axis=0) @ p - (many * mean_z) @ mean_p)
            spread[-1, :-1] = spread[:-1, -1] = cross
            spread[-1, -1] = (weighted * score_z**2).sum() - many @ mean_z**2
            information[np.ix_(place, place)] += complete - spread
        return value, gradient, information

    def mean_posterior_variance(self, parameters: Floats) -> float:
        """Of z, over everybody."""
        total, n = 0.0, 0.0
        for one in self.groups:
            many, _, posterior, _ = self._by_score(one, parameters)
            variance = posterior @ self.points**2 - (posterior @ self.points) ** 2
            total, n = total + float(many @ variance), n + float(many.sum())
        return total / n

    def _by_score(self, one: Booklet, parameters: Floats) -> tuple[Floats, Floats, Floats, Floats]:
        """For each number right: how many, log-likelihood less Σxβ, posterior; and p by point.

        Beside Σxβ the chance of an answer depends on ability through the number right alone.
        """
        many = np.bincount(one.scores, minlength=len(one.items) + 1).astype(float)
        logits = parameters[-1] * self.points[:, None] + parameters[one.items]
        p = np.exp(-np.logaddexp(0, -logits))
        none_right = -np.logaddexp(0, logits).sum(axis=1)
        joint = np.outer(np.arange(len(many)), parameters[-1] * self.points)
        joint += none_right + self.log_weights
        top = joint.max(axis=1, keepdims=True)
        posterior = np.exp(joint - top)
        total = posterior.sum(axis=1, keepdims=True)
        return many, (top + np.log(total))[:, 0], posterior / total, p


def _maximise(model: _Model, start: Floats) -> tuple[Floats, float, Floats, int]:
    at = start
    value, gradient, information = model.at(at)
    for step in range(1, MOST_STEPS + 1):
        roots, vectors = np.linalg.eigh(information)
        # Far from the top the information may not be positive: then climb along its size.
        move = vectors @ ((vectors.T @ gradient) / np.maximum(np.abs(roots), 1e-3))
        move *= min(1.0, 0.7 / float(np.abs(move).max() or 1.0))
        for _ in range(40):
            new_value, new_gradient, new_information = model.at(at + move)
            if new_value >= value - 1e-10 * abs(value):
                break
            move = move / 2
        at, value, gradient, information = at + move, new_value, new_gradient, new_information
        if np.abs(move).max() < 1e-9:
            return at, value, information, step
    raise NotEstimable("The estimates do not settle; some item may be answered by too few.")
