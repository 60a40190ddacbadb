"""What an import would do, goal by goal, before anything is written."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from fairway.foundation.text.cleaning import clean_name
from fairway.goals.importing import items
from fairway.goals.importing.items import LONGEST_TITLE, Outline
from fairway.goals.importing.measures import Read, read_values
from fairway.goals.models import Goal
from fairway.goals.models.importing import GoalImport, ImportedGoal
from fairway.goals.whose import Whose, meant_by

NEW, HERE, LEFT_OUT, ERROR = "new", "here", "left_out", "error"
ALL_AT_ONCE = 15_000


@dataclass(frozen=True)
class Problem:
    line: int
    words: str


@dataclass
class PlannedResult:
    item: items.Result
    key: str
    read: Read | None = None
    state: str = NEW


@dataclass
class PlannedGoal:
    """One goal with its key results; `above` is the planned goal that it contributes to."""

    item: items.Goal
    key: str
    state: str
    whose: Whose | None = None
    above: PlannedGoal | None = None
    level: int = 0
    results: list[PlannedResult] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    goal: Goal | None = None


@dataclass
class Plan:
    goals: list[PlannedGoal]

    @property
    def problems(self) -> list[Problem]:
        return [problem for goal in self.goals for problem in goal.problems]

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(goal.state for goal in self.goals)
        results = [one for goal in self.goals if goal.state in (NEW, HERE) for one in goal.results]
        found["results"] = sum(one.state == NEW for one in results)
        return dict(found)


def plan_import(
    batch: GoalImport, viewer: object, known: Mapping[str, Whose] | None = None
) -> Plan:
    """Read anew each time: what is here may have changed meanwhile."""
    outline = Outline.unpacked(batch.items)
    meant = meant_by(batch.whose.values(), viewer, known)
    whose = {name: meant.get(word) for name, word in batch.whose.items()}
    period = batch.period.public_id if batch.period else ""
    goals: list[PlannedGoal] = []
    paths: Counter[str] = Counter()
    for item in outline.goals:
        above = None if item.above is None else goals[item.above]
        planned = _planned(item, above, whose.get(item.section), period, paths)
        _look_at(planned, batch.numbers or None)
        goals.append(planned)
    _find_those_here(goals, viewer)
    return Plan(goals)


def _planned(
    item: items.Goal,
    above: PlannedGoal | None,
    whose: Whose | None,
    period: str,
    paths: Counter[str],
) -> PlannedGoal:
    """With keys that are the same for the same list, whatever was added to it elsewhere."""
    over = above.key if above else ""
    own = item.key or f"{over}\n{item.title}"
    key = _numbered(_key(period, whose.word if whose else item.section, own), paths)
    state = LEFT_OUT if whose is None or item.dropped else NEW
    counted = above if above and above.state != LEFT_OUT else None
    level = counted.level + 1 if counted else 0
    results = [PlannedResult(one, _numbered(_key(key, one.title), paths)) for one in item.results]
    return PlannedGoal(item, key, state, whose, counted, level, results)


def _key(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:60]


def _numbered(key: str, seen: Counter[str]) -> str:
    """Two that say the same in the same place are two."""
    seen[key] += 1
    return key if seen[key] == 1 else f"{key}{seen[key]}"[:64]


def _look_at(planned: PlannedGoal, language: str | None) -> None:
    if planned.state == LEFT_OUT:
        return
    planned.problems += _problems_of(planned.item.line, planned.item.title)
    if planned.level >= items.DEEPEST:
        words = _("Goals stand %(most)s levels deep at most. Move this one further up.")
        planned.problems.append(Problem(planned.item.line, words % {"most": items.DEEPEST}))
    for one in planned.results:
        planned.problems += _problems_of(one.item.line, one.item.title)
        try:
            one.read = read_values(one.item, language)
        except ValidationError as refusal:
            planned.problems.append(Problem(one.item.line, " ".join(refusal.messages)))
        else:
            planned.problems += _problems_of_way(one)
    if planned.problems:
        planned.state = ERROR


def _problems_of(line: int, title: str) -> list[Problem]:
    try:
        clean = clean_name(title)
    except ValidationError as refusal:
        return [Problem(line, " ".join(refusal.messages))]
    if not clean:
        return [Problem(line, _("There is no title. Say in a few words what is to be true."))]
    if len(clean) > LONGEST_TITLE:
        words = _("The title has %(n)s characters; %(most)s fit. Shorten it.")
        return [Problem(line, words % {"n": len(clean), "most": LONGEST_TITLE})]
    return []


def _problems_of_way(one: PlannedResult) -> list[Problem]:
    if one.read and one.read.target is not None and one.read.baseline == one.read.target:
        return [Problem(one.item.line, _("Start and target are the same. Change one of them."))]
    return []


def _find_those_here(goals: list[PlannedGoal], viewer: object) -> None:
    """Goals made of the same lines before, and goals of an export that are still here."""
    wanted = [goal for goal in goals if goal.state == NEW]
    keys = [goal.key for goal in wanted] + [one.key for goal in wanted for one in goal.results]
    links = {link.key: link for link in _linked(keys)}
    exported = _by_public_id({goal.item.key for goal in wanted if goal.item.key}, viewer)
    for goal in wanted:
        link = links.get(goal.key)
        goal.goal = link.goal if link else exported.get(goal.item.key)
        if goal.goal is None:
            continue
        goal.state = HERE
        for one in goal.results:
            known = link is None or goal.goal.is_agreed or not goal.goal.is_open
            one.state = HERE if known or one.key in links else NEW


def _linked(keys: list[str]) -> Iterable[ImportedGoal]:
    for at in range(0, len(keys), ALL_AT_ONCE):
        some = ImportedGoal.objects.filter(key__in=keys[at : at + ALL_AT_ONCE])
        yield from some.select_related("goal")


def _by_public_id(keys: set[str], viewer: object) -> dict[str, Goal]:
    found: dict[str, Goal] = {}
    listed = sorted(key for key in keys if len(key) <= 40)
    for at in range(0, len(listed), ALL_AT_ONCE):
        rows = Goal.objects.allowed(viewer).filter(public_id__in=listed[at : at + ALL_AT_ONCE])
        found |= {goal.public_id: goal for goal in rows}
    return found
