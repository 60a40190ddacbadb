"""Crossed REML for more levels than can be factorised: conjugate gradients and random probes."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from fairway.measurement.raters.blocks import BlocksAt
from fairway.measurement.raters.coding import Floats
from fairway.measurement.raters.design import Design
from fairway.measurement.raters.finest import between
from fairway.measurement.raters.head import Head
from fairway.measurement.raters.left_over import written_out
from fairway.measurement.raters.nested_rest import spread_of_rest
from fairway.measurement.raters.slopes import slope_of

MOST_PROBES, FEWEST_PROBES = 24, 8
_SIGNS = 1_000_000  # among which chance in the traces is small beside that in the data
SMALL = 64  # levels of a factor that is worked out exactly, beside the fixed effects
_SURE, _NEAR = 1e-9, 1e-5  # of the right side: for effects where a climb ends, and on its way
_AFAR = 1e-4  # and where it begins
_FINE, _ROUGH = 1e-5, 1e-3  # for traces, and for curvature
_FAR = 0.3  # of a variance: after so long a move, a rough trace and effects nearly as rough will do
_STEADY = 1e-2  # of a variance: nearer together than this, points are no longer on the way
_MOST = 2_000
_TOO_SMALL = 1.05  # of the first terms of a prediction variance, as simulated


def large_sizes(design: Design) -> list[int]:
    """Of the factors outside the head that are not worked out exactly; they come first there."""
    return [size for size in design.sizes[design.in_head :] if size > SMALL]


class Large:
    """A surface without likelihood: traces come from the same random signs at every point."""

    def __init__(self, design: Design, head: Head, *, reml: bool, seed: int) -> None:
        self.design, self.head, self.reml = design, head, reml
        large = large_sizes(design)
        self.count = count = sum(large)
        factors = design.factors[: design.in_head + len(large)]
        self.between = between(design.cross[:, :count].tocsr(), factors, design.in_head)
        self.rest = design.rest[:count, :count].tocsr()
        self.has_rest = self.rest.nnz > count  # else its diagonal is all there is
        self.rest_diagonal = self.rest.diagonal()
        self.left_over = written_out(head, self.rest)
        self.beside_first = design.cross[:, count:].toarray()
        self.beside_others = design.rest[:count, count:].toarray()
        self.beside_beside = design.rest[count:, count:].toarray()
        signs, eliminated = np.random.default_rng(seed), design.cross.shape[0]
        probes = int(np.clip(_SIGNS // (eliminated + count), FEWEST_PROBES, MOST_PROBES))
        self.first_probes = signs.choice([-1.0, 1.0], (eliminated, probes))
        self.other_probes = signs.choice([-1.0, 1.0], (count, probes))
        self.first = np.hstack([design.first_y, self.beside_first])
        self.others = np.hstack([design.rest_y[:count], self.beside_others])
        self.before: Floats | None = None
        self.data_guess: Floats | None = None
        self.probe_guess: Floats | None = None
        self.curve_guess: Floats | None = None

    @property
    def weights(self) -> Floats:
        return np.array([*self.design.sizes, self.design.n], dtype=np.float64) * self.design.many

    @property
    def lost(self) -> int:
        return self.design.fixed_count if self.reml else 0

    def at(self, theta: Floats) -> LargePoint:
        """Near enough for a step where the last one was a long one; surely when asked again."""
        moved = np.inf if self.before is None else float(np.max(np.abs(theta / self.before - 1)))
        self.before = theta
        if moved < _STEADY:
            return LargePoint(self, theta, _SURE, _FINE)
        return LargePoint(self, theta, *((_NEAR, _FINE) if moved < _FAR else (_AFAR, _ROUGH)))


class LargePoint:
    loglik: None = None

    def __init__(self, surface: Large, theta: Floats, tolerance: float, fine: float) -> None:
        self.fine = fine
        self.surface, self.theta, self.design = surface, theta, surface.design
        self.is_sure = tolerance <= _SURE
        design = surface.design
        self.ratios = theta[-1] / theta[:-1]
        self.head = surface.head.at(self.ratios[: design.in_head])
        added = np.repeat(self.ratios[design.in_head :], design.sizes[design.in_head :])
        self.added, self.added_beside = added[: surface.count, None], added[surface.count :]
        self.left = surface.left_over.at(self.head) if surface.left_over is not None else None
        if self.left is None:
            self.inverse = surface.between.inverse(self.head)
            pivots = surface.rest_diagonal - self.head.taken()
        else:
            pivots = self.left.diagonal()
        self.pivots = pivots[:, None] + self.added
        self.shrunk = 1 / self.pivots
        first, others = self._random_only(
            surface.first, surface.others, tolerance, surface.data_guess
        )
        surface.data_guess = others
        many = design.many
        self.beside = first[:, many:], others[:, many:]
        self.first, self.others = self._bordered(
            first[:, :many], others[:, :many], design.rest_y[surface.count :]
        )

    def _reach(self, x: Floats) -> Floats:
        """What elimination left, times x."""
        surface = self.surface
        if self.left is not None:
            return np.asarray(self.left @ x + self.added * x)
        own = surface.rest @ x if surface.has_rest else surface.rest_diagonal[:, None] * x
        own += self.added * x
        own -= surface.between.taken(self.inverse, x)
        return np.asarray(own)

    def _random_only(
        self, first: Floats, others: Floats, tolerance: float, guess: Floats | None = None
    ) -> tuple[Floats, Floats]:
        """The equations of the random effects alone, for any right side."""
        alone = self.head.solve(first)
        right = others - self.surface.between.back(alone)
        solved = self._gradients(right, tolerance, guess)
        return alone - self._met(solved), solved

    def _met(self, x: Floats) -> Floats:
        """D⁻¹Cx: what x, outside the head, takes from what the head is alone."""
        if self.left is not None and isinstance(self.head, BlocksAt):
            return self.head.met(x)
        return self.head.solve(self.surface.between.forth(x))

    def _gradients(self, right: Floats, tolerance: float, guess: Floats | None) -> Floats:
        """Conjugate gradients for many right sides; a column that is done is put aside.

        Done, it takes one plain step more. Where a variance is small its pivots are nearly all of
        the equations, and that step makes its effects, whose sum is near 0 then, sure enough.
        """
        x = np.array(guess) if guess is not None else right * self.shrunk
        bar = tolerance * np.maximum(np.linalg.norm(right, axis=0), 1e-300)
        left = right - self._reach(x)
        open_ = np.flatnonzero(np.linalg.norm(left, axis=0) > bar)
        left = np.ascontiguousarray(left[:, open_])
        way = left * self.shrunk
        height = np.einsum("ij,ij->j", left, way)
        here = np.ascontiguousarray(x[:, open_])
        for _ in range(_MOST):
            if not len(open_):
                break
            reached = self._reach(way)
            length = height / np.einsum("ij,ij->j", way, reached)
            here += length * way
            left -= length * reached
            fine = np.sqrt(np.einsum("ij,ij->j", left, left)) <= bar[open_]
            if fine.any():
                x[:, open_[fine]] = here[:, fine] + left[:, fine] * self.shrunk
                open_ = open_[~fine]
                here, left, way = (np.ascontiguousarray(v[:, ~fine]) for v in (here, left, way))
                height = height[~fine]
            scaled = left * self.shrunk
            higher = np.einsum("ij,ij->j", left, scaled)
            way *= higher / height
            way += scaled
            height = higher
        x[:, open_] = here
        return x

    @cached_property
    def border(self) -> Floats:
        """What the data say of small factors and fixed effects, in units of 1/σ²."""
        surface = self.surface
        first, others = self.beside
        border: Floats = (
            surface.beside_beside
            - surface.beside_first.T @ first
            - surface.beside_others.T @ others
        )
        where = np.arange(len(self.added_beside))
        border[where, where] += self.added_beside
        return border

    @cached_property
    def border_inverse(self) -> Floats:
        """For maximum likelihood's traces the fixed effects count as known."""
        inverse = np.zeros_like(self.border)
        known = len(self.border) - (0 if self.surface.reml else self.design.fixed_count)
        inverse[:known, :known] = np.linalg.inv(self.border[:known, :known])
        return inverse

    def _bordered(self, first: Floats, others: Floats, beside: Floats) -> tuple[Floats, Floats]:
        surface = self.surface
        seen = surface.beside_first.T @ first + surface.beside_others.T @ others
        estimates = np.linalg.solve(self.border, beside - seen)
        beside_first, beside_others = self.beside
        return (
            first - beside_first @ estimates,
            np.vstack([others - beside_others @ estimates, estimates]),
        )

    def solve(self, first: Floats, others: Floats) -> tuple[Floats, Floats]:
        count = self.surface.count
        found = self._random_only(first, others[:count], _ROUGH, self.surface.curve_guess)
        self.surface.curve_guess = found[1]
        return self._bordered(*found, others[count:])

    def effects(self) -> list[Floats]:
        return self.design.by_factor(self.first, self.others)

    @cached_property
    def rests(self) -> Floats:
        design = self.design
        explained = np.einsum("ij,ij->j", design.first_y, self.first)
        rests: Floats = design.yy - explained
        rests = rests - np.einsum("ij,ij->j", design.rest_y, self.others)
        return rests

    @cached_property
    def probed(self) -> Floats:
        """The trace of each large factor's block of the inverse, as each probe sees it.

        What the probe sees of the inverse's first terms, whose trace is known, is taken off again:
        most of the chance in it goes with that.
        """
        surface = self.surface
        alone = self.head.solve(surface.first_probes)
        right = surface.other_probes - surface.between.back(alone)
        others = self._gradients(right, self.fine, surface.probe_guess)
        surface.probe_guess = others
        first = alone - self._met(others)
        probes = surface.first_probes, surface.other_probes
        seen = [np.einsum("ij,ij->j", probes[0][b], first[b]) for b in self.design.head_blocks]
        seen += [np.einsum("ij,ij->j", probes[1][b], others[b]) for b in self._large()]
        roughly = self._roughly(alone, right)
        return np.array(
            [one - _alike(one, rough) for one, rough in zip(seen, roughly, strict=True)]
        )

    def _roughly(self, alone: Floats, right: Floats) -> list[Floats]:
        """The same of the first terms of the inverse, less their traces."""
        surface = self.surface
        first, others = surface.first_probes, surface.other_probes
        once = right * self.shrunk
        twice = 2 * once - self._reach(once) * self.shrunk
        there = alone - self._met(once)
        known = self.head.own + self.head.seen(self._steepness)
        rough = [
            np.einsum("ij,ij->j", first[b], there[b]) - known[b].sum()
            for b in self.design.head_blocks
        ]
        for block in self._large():
            met = np.einsum("ij,ij->j", others[block], twice[block])
            rough.append(met - self.shrunk[block].sum())
        return rough

    @property
    def _steepness(self) -> Floats:
        """The inverse of what elimination left, as far as its diagonal tells."""
        return self.shrunk[:, 0]

    def _large(self) -> list[slice]:
        return [block for block in self.design.blocks if block.start < self.surface.count]

    def _small(self) -> list[slice]:
        return [block for block in self.design.blocks if block.start >= self.surface.count]

    def _traces(self) -> Floats:
        """Probed where a factor is large, exact where it is small, and what lies beside added."""
        inverse, count = self.border_inverse, self.surface.count
        first, others = self.beside
        traces = list(self.probed.mean(axis=1))
        parts = [first[block] for block in self.design.head_blocks]
        parts += [others[block] for block in self._large()]
        for k, part in enumerate(parts):
            traces[k] += float(np.vdot(inverse, part.T @ part))
        spread = np.diag(inverse)
        for block in self._small():
            traces.append(float(spread[block.start - count : block.stop - count].sum()))
        return np.array(traces)

    def slope(self) -> tuple[Floats, Floats]:
        design = self.design
        known = np.array(design.sizes) - self.ratios * self._traces()
        return slope_of(self, known, float(design.many * (design.n - self.surface.lost)))

    def prediction_variances(self) -> list[Floats]:
        """Var(û − u): the first terms of its series and a margin; exact for small factors."""
        count = self.surface.count
        first = _TOO_SMALL * (self.head.own + self.head.seen(self._steepness))
        spread = [first[block] for block in self.design.head_blocks]
        rest = _TOO_SMALL * spread_of_rest(self, self._large())
        spread += [rest[block] for block in self._large()]
        beside = np.diag(np.linalg.inv(self.border))
        for block in self._small():
            spread.append(beside[block.start - count : block.stop - count])
        return [self.theta[-1] * v for v in spread]

    def fixed(self) -> tuple[Floats, Floats]:
        at = self.design.random_count
        beside = at - self.surface.count
        inverse = np.linalg.inv(self.border)[beside:, beside:]
        return self.others[at:], self.theta[-1] * inverse

    def noise(self) -> Floats:
        spread = self.probed.std(axis=1, ddof=1) / np.sqrt(self.probed.shape[1])
        noise = np.zeros(len(self.theta))
        count = len(spread)
        noise[:count] = 0.5 * self.design.many * self.ratios[:count] * spread
        noise[:count] /= self.theta[:count]
        return noise


def _alike(seen: Floats, known: Floats) -> Floats:
    """The part of what was seen that goes along with something of mean 0."""
    spread = float(known @ known)
    if spread <= 0:
        return np.zeros_like(seen)
    share = float((seen - seen.mean()) @ (known - known.mean())) / spread
    return np.asarray(np.clip(share, 0.0, 2.0) * known)
