"""Climbing a likelihood whose variances may not be negative.

Average information with an active set: Newton steps on the variances that are free, halved until
the likelihood grows; a variance that would turn negative is put to the boundary and comes back
when the slope there says so. When no Newton step helps, one along the slope as EM would scale it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import numpy as np

from fairway.measurement.errors import NotEstimable
from fairway.measurement.raters.coding import Flags, Floats

FLOOR = 1e-10  # of the variance of y: near enough to 0 and still invertible
DECREMENT = 1e-10  # twice the likelihood still to be gained
SLACK = 1e-8  # rounding of a likelihood
NO_REST = 1e-8  # of the variance of y: a residual that is rounding
_OF_ERROR = 20  # times its error, where that is more than the variance: what its moves are held to
_OF_NOISE = 1_000  # the same of what the method itself makes of it: a tenth is lost in that
_BESIDE_ERROR = 100  # as small a part of its error is a variance that fell to 0
_TO_AND_FRO = 20  # times what is left to go is a step by average information at most
_LEARNT = 5  # places and steps from which the next is mended
_LITTLE_REST = 1e-4  # of it: a residual beside which rounding keeps a climb from ending
_FOLLOWS = "The ratings follow from the groups exactly: there is no residual to compare with."


class Point(Protocol):
    """What is known at one set of variances."""

    @property
    def loglik(self) -> float | None: ...

    @property
    def is_sure(self) -> bool:
        """Whether effects were solved to the last digit, or only near enough for a step."""
        ...

    def slope(self) -> tuple[Floats, Floats]:
        """Score and average information."""
        ...

    def noise(self) -> Floats:
        """How far the score may be off because of the method: one standard error each."""
        ...


P_co = TypeVar("P_co", bound=Point, covariant=True)


class Surface(Protocol[P_co]):
    """A likelihood of variances, and how many effects stand behind each (for EM's scaling)."""

    @property
    def weights(self) -> Floats: ...

    def at(self, theta: Floats) -> P_co: ...


@dataclass(frozen=True, slots=True)
class Summit(Generic[P_co]):
    theta: Floats
    point: P_co
    information: Floats
    score: Floats
    bound: Flags
    iterations: int
    converged: bool


def climb(
    surface: Surface[P_co], start: Floats, most: int = 100, settled: float = 0.0
) -> Summit[P_co]:
    """The highest point from a start; the last variance is the residual and stays positive.

    Where points have no likelihood (it is too dear), steps are bounded instead of halved, and the
    climb ends when no free variance moves by more than the fraction `settled` of itself, or of as
    many errors, by chance or by the method, as make that little.
    """
    theta = np.maximum(start, FLOOR)
    point = surface.at(theta)
    converged, way = False, _Way()
    for iteration in range(1, most + 1):  # noqa: B007 how many is told
        if theta[-1] < NO_REST:
            raise NotEstimable(_FOLLOWS)
        score, information = point.slope()
        bound = (theta <= FLOOR * 1.001) & ((score <= 0) | way.given_up(theta, point))
        free = ~bound
        step = np.zeros_like(theta)
        as_em = 2 * theta**2 * score / surface.weights
        step[free] = _newton(score[free], information[np.ix_(free, free)], as_em[free])
        gain = float(score @ step)
        errors = _errors(information)
        moves = np.inf
        if point.loglik is None:
            step = way.on(theta, step, free, errors)
            moves = way.moves(np.maximum(theta, _little(point, information, free)))
        if 0 <= gain < DECREMENT or moves < settled:
            if point.is_sure:
                converged = True
                break
            point = surface.at(theta)
            continue
        found = _step(surface, theta, point, step, errors)
        if found is None:
            found = _step(surface, theta, point, as_em, errors)
        if found is None:
            # Nowhere up: rounding is all that is left, or the surface is not one.
            converged = gain < 1e-6
            break
        theta, point = found
    if not converged and theta[-1] < _LITTLE_REST * theta.sum():
        raise NotEstimable(_FOLLOWS)
    return Summit(theta, point, information, score, bound, iteration, converged)


class _Way:
    """The steps so far: what they taught of the slope, and what fell to the boundary."""

    def __init__(self) -> None:
        self.falls = np.zeros(1)
        self.free = np.zeros(1, dtype=bool)
        self.places: list[Floats] = []
        self.steps: list[Floats] = []
        self.mended = np.zeros(1)

    def given_up(self, theta: Floats, point: Point) -> Flags:
        """Which variances are at the boundary for good: its slope is exact with a likelihood only.

        Without one, it took step after step down to come there.
        """
        self.falls = self.falls + ((theta <= FLOOR * 1.001) & (point.loglik is None))
        return np.asarray(self.falls > 0)

    def moves(self, whole: Floats) -> float:
        """By how much at most the step moves a variance, in parts of a whole for each."""
        longest = np.maximum(np.abs(self.mended), np.abs(self.steps[-1]) / _TO_AND_FRO)
        return float(np.max((longest / whole)[self.free], initial=0.0))

    def on(self, theta: Floats, step: Floats, free: Flags, errors: Floats) -> Floats:
        """The step mended by how steps changed from place to place (Anderson's acceleration).

        Average information is not the curvature: where variances can hardly be told apart, steps by
        it alone go to and fro.
        """
        self._learn(theta, step, free)
        self.mended = step
        if len(self.steps) > 1:
            moved, turned = np.diff(self.places, axis=0).T, np.diff(self.steps, axis=0).T
            scale = np.where(free, errors, 1.0)[:, None]
            share = np.linalg.lstsq(turned / scale, step / scale[:, 0], rcond=1e-3)[0]
            self.mended = step - (moved + turned) @ share
        return self.mended

    def _learn(self, theta: Floats, step: Floats, free: Flags) -> None:
        if not np.array_equal(free, self.free):
            self.places, self.steps, self.free = [], [], free
        if self.places and np.array_equal(self.places[-1], theta):
            # Asked again, surely: what was told roughly teaches nothing beside it.
            self.places, self.steps = self.places[:-1], self.steps[:-1]
        self.places = [*self.places, theta][-_LEARNT:]
        self.steps = [*self.steps, step][-_LEARNT:]


def _errors(information: Floats) -> Floats:
    """Of each variance, the others being known."""
    return np.asarray(1 / np.sqrt(np.maximum(np.diag(information), 1e-300)))


def _little(point: Point, information: Floats, free: Flags) -> Floats:
    """For each variance that is free, a whole of which the last part moved is little beside what
    is unknown of it: by chance in the data, and by the method."""
    by_method = np.sqrt(squares_by_method(point, information, free))
    return np.where(free, np.maximum(_OF_ERROR * _errors(information), _OF_NOISE * by_method), 0.0)


def squares_by_method(point: Point, information: Floats, free: Flags) -> Floats:
    """Squared errors that the method itself makes of each free variance; 0 for the others."""
    squares = np.zeros(len(free))
    told = np.linalg.pinv(information[np.ix_(free, free)])
    squares[free] = told**2 @ point.noise()[free] ** 2
    return squares


def _newton(score: Floats, information: Floats, otherwise: Floats) -> Floats:
    """The step to where the slope ends, along directions in which the information is positive."""
    diagonal = np.diag(information)
    if not (diagonal > 0).all():  # rounding, where next to nothing is left of the residual
        return otherwise
    scale = np.sqrt(diagonal)
    values, vectors = np.linalg.eigh(information / np.outer(scale, scale))
    values = np.maximum(values, 1e-8)
    step: Floats = (vectors @ ((vectors.T @ (score / scale)) / values)) / scale
    return step


def _step(
    surface: Surface[P_co], theta: Floats, point: Point, step: Floats, errors: Floats
) -> tuple[Floats, P_co] | None:
    """The first of ever smaller steps that leads up, and the point there."""
    if point.loglik is None:
        there = np.clip(theta + step, theta / 8, np.maximum(theta * 8, 1e-3))
        gone = there < errors / _BESIDE_ERROR
        gone[-1] = False
        theta = np.maximum(np.where(gone, FLOOR, there), FLOOR)
        return theta, surface.at(theta)
    for halvings in range(14):
        there = np.maximum(theta + step * 0.5**halvings, FLOOR)
        there[-1] = max(there[-1], theta[-1] / 10)
        higher = surface.at(there)
        if higher.loglik is not None and higher.loglik > point.loglik - SLACK:
            return there, higher
    return None
