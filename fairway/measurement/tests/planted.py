"""A company like the demo's, by chance from a seed, with stories planted in it by known amounts.

240 people in teams of 4 to 10. In each of three cycles managers rate their people from 1 to 5 on the
whole and on four sides of the work; each person is also rated by three colleagues and by the
manager's manager, so that raters share people. Higher levels are rated higher and work from home
less often, and most of what could be cited lies late in the period: neither is anybody's habit.

What is drawn is drawn whether or not something is planted, so that two companies of one seed differ
by the story alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np

PEOPLE, LEAST, MOST = 240, 4, 10
CYCLES, SIDES, OVERALL = 3, 4, 0  # the whole comes first, then the four sides
PERSON, YEAR, VIEW, APART = 0.45, 0.25, 0.3, 0.7  # spread of each part of a rating, in points
A_LEVEL = 0.15  # points that each level is rated higher
DAYS, CITED = 182.0, 8
MANAGER, COLLEAGUE, SECOND = "manager", "peer", "skip"


@dataclass(frozen=True)
class Planted:
    """What is not as it should be. As it stands here: nothing."""

    severe: float = 0.0  # points that one manager adds
    lenient: float = 0.0
    sides_apart: float = 1.0  # of one manager: how wide the sides differ, beside what others see
    last_quarter: float = 1.0  # of one manager: how much likelier a late thing is cited
    remote: float = 0.0  # points that managers add for whoever works from home


NOTHING = Planted()
MANAGERS = Planted(severe=-1.0, lenient=1.0, sides_apart=0.3, last_quarter=25.0)
GAP = Planted(remote=-0.4)
ALL = Planted(severe=-1.0, lenient=1.0, sides_apart=0.3, last_quarter=25.0, remote=-0.4)


@dataclass(frozen=True)
class Tree:
    """Who manages whom; the planted managers lead the largest teams, as in the demo company.

    More of the severe manager's people work from home than of anybody else's, and fewer of the
    lenient one's: what the two do looks most like a gap.
    """

    above: np.ndarray
    level: np.ndarray
    remote: np.ndarray
    severe: int
    lenient: int
    one_impression: int
    last_weeks: int


@dataclass(frozen=True)
class Cycle:
    """One form in each row: who is rated by whom, as what, and with which points."""

    ratee: np.ndarray
    rater: np.ndarray
    kind: np.ndarray
    points: np.ndarray

    def rows(self, kept: np.ndarray, things: slice) -> tuple[np.ndarray, ...]:
        """Rater, ratee, criterion and rating, one row for each rating."""
        points = self.points[kept][:, things]
        wide = points.shape[1]
        return (
            np.repeat(self.rater[kept], wide),
            np.repeat(self.ratee[kept], wide),
            np.tile(np.arange(wide), len(points)),
            points.ravel(),
        )


@dataclass(frozen=True)
class Citing:
    """What a manager cites in one review, and what else was there."""

    writer: int
    cited: np.ndarray
    passed_over: np.ndarray


@cache
def cycles_of(seed: int, planted: Planted) -> tuple[Cycle, ...]:
    tree, random = tree_of(seed), np.random.default_rng((seed, 1))
    person = random.normal(0, PERSON, PEOPLE) + A_LEVEL * tree.level
    habits = np.zeros(PEOPLE)
    habits[[tree.severe, tree.lenient]] = planted.severe, planted.lenient
    return tuple(_cycle(tree, person, habits, planted, random) for _one in range(CYCLES))


def citing(seed: int, planted: Planted) -> Iterator[Citing]:
    """By the manager of each, in the last cycle."""
    tree, random = tree_of(seed), np.random.default_rng((seed, 2))
    for person in range(1, PEOPLE):
        writer = int(tree.above[person])
        days = DAYS * random.beta(2.2, 1.2, 20 + random.poisson(12))
        late = planted.last_quarter if writer == tree.last_weeks else 1.0
        liking = np.where(days >= 0.75 * DAYS, late, 1.0)
        order = np.argsort(random.exponential(size=len(days)) / liking)
        yield Citing(writer, days[order[:CITED]], days[order[CITED:]])


@cache
def tree_of(seed: int) -> Tree:
    random = np.random.default_rng((seed, 0))
    above = _grown(random)
    teams = np.bincount(above[1:], minlength=PEOPLE)
    teams[0] = 0  # whose people nobody looks at a second time
    chosen = np.argsort(-teams, kind="stable")[:4]
    severe, lenient, one_impression, last_weeks = (int(one) for one in random.permutation(chosen))
    share = random.beta(1.5, 3.0, PEOPLE)
    share[[severe, lenient]] = share.max(), share.min()
    level = random.integers(0, 4, PEOPLE)
    away = random.random(PEOPLE) < np.clip(share[above] + 0.1 * (1.5 - level), 0, 1)
    away[0] = False
    return Tree(above, level, away, severe, lenient, one_impression, last_weeks)


def _grown(random: np.random.Generator) -> np.ndarray:
    """The manager of each, −1 for the head: whoever comes first gets a team, until all are there."""
    above, leader = [-1], 0
    while (left := PEOPLE - len(above)) > 0:
        size = min(int(random.integers(LEAST, MOST + 1)), left)
        if 0 < left - size < LEAST:  # nobody leads a team of one
            size = left if left <= MOST else left - LEAST
        above += [leader] * size
        leader += 1
    return np.array(above)


def _cycle(
    tree: Tree,
    person: np.ndarray,
    habits: np.ndarray,
    planted: Planted,
    random: np.random.Generator,
) -> Cycle:
    ratee, rater, kind = _asked(tree, random)
    forms = len(ratee)
    seen = 3.0 + (person + random.normal(0, YEAR, PEOPLE))[ratee] + habits[rater]
    seen += random.normal(0, VIEW, forms)
    seen += np.where((kind == MANAGER) & tree.remote[ratee], planted.remote, 0.0)
    alike = (kind == MANAGER) & (rater == tree.one_impression)
    wide = np.where(alike, planted.sides_apart, 1.0)[:, None]
    told = seen[:, None] + wide * random.normal(0, APART, (forms, 1 + SIDES))
    return Cycle(ratee, rater, kind, np.clip(np.round(told), 1, 5))


def _asked(tree: Tree, random: np.random.Generator) -> tuple[np.ndarray, ...]:
    """By the manager, by two of the team and one of anywhere, and by the manager's manager."""
    staff = np.arange(1, PEOPLE)
    pairs = [(staff, tree.above[staff], MANAGER)]
    second = tree.above[tree.above[staff]]
    pairs.append((staff[second >= 0], second[second >= 0], SECOND))
    order = 1 + np.lexsort((random.random(PEOPLE - 1), tree.above[1:]))
    edges = [0, *(np.flatnonzero(np.diff(tree.above[order])) + 1), len(order)]
    for start, end in pairwise(edges):
        team = order[start:end]
        pairs += [(team, np.roll(team, by), COLLEAGUE) for by in (1, 2)]
    anybody = (staff + random.integers(1, PEOPLE - 1, len(staff))) % PEOPLE
    pairs.append((staff, anybody, COLLEAGUE))
    ratee, rater = (np.concatenate([pair[k] for pair in pairs]) for k in (0, 1))
    kind = np.concatenate([np.full(len(pair[0]), pair[2]) for pair in pairs])
    _keys, first = np.unique(ratee * PEOPLE + rater, return_index=True)
    first = first[ratee[first] != rater[first]]
    return ratee[first], rater[first], kind[first]
