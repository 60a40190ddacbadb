"""Companies made by chance from a seed: who reviews whom, and which reports managers get."""

from __future__ import annotations

import numpy as np

TRUE = {
    "ratee": 0.12,
    "rater": 0.20,
    "dyad": 0.15,
    "ratee_criterion": 0.03,
    "rater_criterion": 0.05,
    "residual": 0.25,
}


def reviews_of_a_company(people=14_000, criteria=8, team=8, seed=7):
    """A company in which everybody is rated by the manager and by three to six peers."""
    random = np.random.default_rng(seed)
    staff = np.arange(people)
    manager = (staff // team) * team
    manager = np.where(manager == staff, (manager + team) % people, manager)
    ratee = np.repeat(staff, random.integers(3, 7, people))
    near = random.random(len(ratee)) < 0.8
    beside = np.minimum((ratee // team) * team + random.integers(0, team, len(ratee)), people - 1)
    peer = np.where(near, beside, random.integers(0, people, len(ratee)))
    key = np.unique(np.r_[staff * people + manager, (ratee * people + peer)[peer != ratee]])
    ratee, rater = key // people, key % people
    forms = len(key)

    def drawn(name, *shape):
        return random.normal(0, TRUE[name] ** 0.5, shape)

    u = drawn("ratee", people)
    table = 3.5 + (u[ratee] + drawn("rater", people)[rater])[:, None] + drawn("dyad", forms, 1)
    table = table + drawn("ratee_criterion", people, criteria)[ratee]
    table += drawn("rater_criterion", people, criteria)[rater]
    table += drawn("residual", forms, criteria)
    ids = np.repeat(ratee, criteria), np.repeat(rater, criteria)
    return (*ids, np.tile(np.arange(criteria), forms), table.ravel()), u


def teams_rated_alike(teams=20, team=6, criteria=4, above=4, missing=0.0, seed=3):
    """Rows of teams, each rated by its manager on all criteria and by the manager's on all but one.

    Several teams share who is above them. Where answers are missing, forms within a team differ.
    """
    random = np.random.default_rng(seed)
    ratee = np.arange(teams * team)
    manager = teams * team + ratee // team
    skip = teams * (team + 1) + ratee // (team * above)
    who, by = np.tile(ratee, 2), np.r_[manager, skip]
    size = int(by.max()) + 1

    def drawn(name, *shape):
        return random.normal(0, TRUE[name] ** 0.5, shape)

    table = (drawn("ratee", size)[who] + drawn("rater", size)[by])[:, None]
    table = 3.5 + table + drawn("dyad", len(who), 1) + drawn("residual", len(who), criteria)
    table += drawn("ratee_criterion", size, criteria)[who]
    table += drawn("rater_criterion", size, criteria)[by]
    asked = np.ones(table.shape, dtype=bool)
    asked[len(ratee) :, -1] = False
    asked &= random.random(table.shape) >= missing
    form, criterion = np.nonzero(asked)
    return who[form], by[form], criterion, table[asked]


def with_gaps(rows, templates=1, missing=0.1, seed=11):
    """Rows as given in life: some answers left out at random, and by template some never asked.

    Each ratee's template asks the first half of the criteria, as all do, and its share of the rest.
    """
    ratee, __, criterion, __ = rows
    common, own = (int(criterion.max()) + 2) // 2, criterion
    asked = (own < common) | ((own - common) % templates == ratee % templates)
    kept = asked & (np.random.default_rng(seed).random(len(ratee)) >= missing)
    return tuple(part[kept] for part in rows)


def reports_in_a_tree(n, managers, waves, seed=0, k=5):
    """Each manager's report is about everybody below who answered; those below k are not made."""
    rng = np.random.default_rng(seed)
    above = [-1] + [
        int(rng.integers(max(0, i // 8 - 2), max(1, (i + 5) // 6))) for i in range(1, managers)
    ]
    team = rng.integers(0, managers, size=n)
    releases = {}
    for wave in range(waves):
        groups = [[] for _ in range(managers)]
        for person in np.flatnonzero(rng.random(n) < 0.8).tolist():
            manager = team[person]
            while manager != -1:
                groups[manager].append(person)
                manager = above[manager]
        releases |= {
            f"manager {number}, wave {wave}": group
            for number, group in enumerate(groups)
            if len(group) >= k
        }
    return releases
