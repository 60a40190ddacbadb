"""The marginal likelihood of a partial credit model with raters, and its slope."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from fairway.measurement.raters.coding import Coded, Codes, Floats

_REACH = 6.5  # standard deviations of the normal that nodes cover


@dataclass(frozen=True)
class Ratings:
    """Ratings as steps 0 … of each item. A cell is an item with a rater that occurs."""

    person: Coded
    rater: Coded
    item: Coded
    step: Codes
    top: Codes  # the highest step of each item

    @property
    def most(self) -> int:
        return int(self.top.max())

    @cached_property
    def cells(self) -> tuple[Codes, Codes, Codes]:
        """For each row its cell; for each cell its item and its rater."""
        key = self.item.codes * self.rater.size + self.rater.codes
        found, cell = np.unique(key, return_inverse=True)
        return cell.astype(np.intp), found // self.rater.size, found % self.rater.size

    @cached_property
    def given(self) -> Any:
        """Persons × (cell, step), sparse: how often each was given."""
        from scipy.sparse import coo_array

        cell, items, _ = self.cells
        column = cell * (self.most + 1) + self.step
        shape = (self.person.size, len(items) * (self.most + 1))
        ones = np.ones(len(cell))
        return coo_array((ones, (self.person.codes, column)), shape=shape).tocsr()


@dataclass(frozen=True)
class Parameters:
    """Steps of each item, severities that sum to 0, and the spread of people."""

    steps: Floats  # items × steps
    severities: Floats
    spread: float


class Likelihood:
    """θ = spread · z on an even grid of z: for integrals this smooth, exact to rounding."""

    def __init__(self, ratings: Ratings, nodes: int) -> None:
        self.ratings = ratings
        self.z = np.linspace(-_REACH, _REACH, nodes)
        weights = np.exp(-0.5 * self.z**2)
        self.log_weights = np.log(weights / weights.sum())
        self.used = np.arange(1, ratings.most + 1)[None, :] <= ratings.top[:, None]
        self.given = ratings.given
        self.given_by_step = self.given.T.tocsr()
        self.in_cell = np.asarray(self.given.sum(axis=0)).reshape(-1, ratings.most + 1)

    @property
    def size(self) -> int:
        return int(self.used.sum()) + self.ratings.rater.size

    def parameters(self, free: Floats) -> Parameters:
        """From the free numbers: steps, all severities but the last, log spread."""
        steps = np.full(self.used.shape, np.nan)
        count = int(self.used.sum())
        steps[self.used] = free[:count]
        severities = np.append(free[count:-1], -free[count:-1].sum())
        return Parameters(steps, severities, float(np.exp(free[-1])))

    def log_chances(self, at: Parameters) -> Floats:
        """log P of each step of each cell at each node: cells × steps × nodes."""
        ratings = self.ratings
        _, items, raters = ratings.cells
        ability = at.spread * self.z
        fall = np.where(self.used, at.steps, np.inf)[items] + at.severities[raters][:, None]
        climbs = np.zeros((len(items), ratings.most + 1, len(self.z)))
        np.cumsum(ability[None, None, :] - fall[:, :, None], axis=1, out=climbs[:, 1:])
        highest = climbs.max(axis=1, keepdims=True)
        climbs -= highest
        climbs -= np.log(np.exp(climbs).sum(axis=1, keepdims=True))
        return climbs

    def posterior(self, log_chances: Floats) -> tuple[Floats, Floats]:
        """Log-likelihood of each person, and their weights over the nodes."""
        flat = np.where(np.isfinite(log_chances), log_chances, 0.0)
        joint = self.given @ flat.reshape(-1, len(self.z)) + self.log_weights
        highest = joint.max(axis=1, keepdims=True)
        weights = np.exp(joint - highest)
        total = weights.sum(axis=1, keepdims=True)
        return (highest + np.log(total))[:, 0], weights / total

    def surprises(self, log_chances: Floats, weights: Floats) -> Floats:
        """Given less expected of each step of each cell at each node."""
        chances = np.exp(log_chances)
        seen = (self.given_by_step @ weights).reshape(chances.shape)
        return np.asarray(seen - seen.sum(axis=1, keepdims=True) * chances)

    def __call__(self, free: Floats) -> tuple[float, Floats]:
        """The negative log-likelihood and its slope (Fisher's identity)."""
        at = self.parameters(free)
        log_chances = self.log_chances(at)
        persons, weights = self.posterior(log_chances)
        surprise = self.surprises(log_chances, weights)
        _, items, raters = self.ratings.cells
        by_step = surprise.sum(axis=2)
        # A step is passed by all who came to it or beyond.
        beyond = by_step[:, ::-1].cumsum(axis=1)[:, ::-1][:, 1:]
        steps = np.zeros(self.used.shape)
        np.add.at(steps, items, -beyond)
        height = np.arange(self.ratings.most + 1)
        severe = -np.bincount(raters, by_step @ height, minlength=self.ratings.rater.size)
        spread = at.spread * float(
            np.einsum("k,ckq,q->", height.astype(float), surprise, self.z, optimize=True)
        )
        slope = np.concatenate([steps[self.used], severe[:-1] - severe[-1], [spread]])
        return -float(persons.sum()), -slope
