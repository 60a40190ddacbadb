"""Who is asked about whom, so that nobody is asked too often: arithmetic without a database.

Everybody gets as many colleagues as wanted where that is possible at all within what one person may
be asked for. First the least asked are taken; where that leaves somebody short, others change with
them along a chain, so that nobody goes without because of the order of names.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Mapping, Sequence
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


def balance(
    candidates: Mapping[K, Sequence[K]],
    wanted: int,
    most: int,
    asked: Mapping[K, int] | None = None,
) -> dict[K, list[K]]:
    """By subject, whom to ask: out of the candidates, at most `wanted`, and of each at most `most`.

    `asked` is what people have been asked for already. Candidates that come first are nearer: of
    two who are asked equally often the nearer is taken. Nobody is asked about themselves, or twice
    about one person.
    """
    choice = _Choice(candidates, most, asked or {})
    for _round in range(wanted):
        # Whoever has fewest to choose from chooses first; then by the order they were given in.
        for subject in sorted(candidates, key=lambda one: len(candidates[one])):
            if not choice.take_one(subject):
                choice.change_along(subject)
    return choice.chosen


class _Choice(Generic[K]):
    def __init__(
        self, candidates: Mapping[K, Sequence[K]], most: int, asked: Mapping[K, int]
    ) -> None:
        self.candidates = {
            subject: [one for one in dict.fromkeys(near) if one != subject]
            for subject, near in candidates.items()
        }
        self.most = most
        self.load: dict[K, int] = dict(asked)
        self.chosen: dict[K, list[K]] = {subject: [] for subject in candidates}
        self.asked_about: dict[K, set[K]] = {}

    def take_one(self, subject: K) -> bool:
        """The least asked of those who have room."""
        free = [one for one in self._open_to(subject) if self._has_room(one)]
        if not free:
            return False
        self._choose(subject, min(free, key=lambda one: self.load.get(one, 0)))
        return True

    def change_along(self, subject: K) -> bool:
        """Somebody takes another instead, who takes another instead, until one has room."""
        gives: dict[K, tuple[K, K]] = {}  # who would give up one → whom, and for which subject
        waiting = deque([subject])
        while waiting:
            at = waiting.popleft()
            for reviewer in self._open_to(at):
                for holder in self._holders(reviewer):
                    if holder == subject or holder in gives:
                        continue
                    gives[holder] = (reviewer, at)
                    if self._settle(holder, subject, gives):
                        return True
                    waiting.append(holder)
        return False

    def _settle(self, holder: K, subject: K, gives: Mapping[K, tuple[K, K]]) -> bool:
        """The last of the chain takes somebody with room; all before it pass theirs on."""
        free = [one for one in self._open_to(holder) if self._has_room(one)]
        if not free:
            return False
        at, gained = holder, min(free, key=lambda one: self.load.get(one, 0))
        while at != subject:
            passed_on, to = gives[at]
            self._give_up(at, passed_on)
            self._choose(at, gained)
            at, gained = to, passed_on
        self._choose(subject, gained)
        return True

    def _open_to(self, subject: K) -> list[K]:
        taken = self.chosen[subject]
        return [one for one in self.candidates[subject] if one not in taken]

    def _has_room(self, reviewer: K) -> bool:
        return self.load.get(reviewer, 0) < self.most

    def _holders(self, reviewer: K) -> list[K]:
        return sorted(self.asked_about.get(reviewer, ()), key=repr)

    def _choose(self, subject: K, reviewer: K) -> None:
        self.chosen[subject].append(reviewer)
        self.load[reviewer] = self.load.get(reviewer, 0) + 1
        self.asked_about.setdefault(reviewer, set()).add(subject)

    def _give_up(self, subject: K, reviewer: K) -> None:
        self.chosen[subject].remove(reviewer)
        self.load[reviewer] -= 1
        self.asked_about[reviewer].discard(subject)
