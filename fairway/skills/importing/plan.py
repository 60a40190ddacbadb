"""What would come of a table: role by role, line by line, without writing anything."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from fairway.foundation.text import clean_name, clean_text, fold
from fairway.skills.importing.columns import (
    FAMILY,
    LEFT_OUT,
    LEVEL,
    LOOKS_LIKE,
    MEANING,
    NOTHING,
    PURPOSE,
    ROLE,
    SKILL,
    TITLE,
    plain,
)

NEW, CHANGES, HERE, MISSING = "new", "changes", "here", "missing"
LONGEST_NAME, LONGEST_TITLE, LONGEST_TEXT = 120, 200, 2000


@dataclass(frozen=True)
class Problem:
    line: int
    words: str


@dataclass
class PlannedSkill:
    name: str
    meaning: str = ""
    looks_like: dict[int, str] = field(default_factory=dict)
    pk: int | None = None


@dataclass
class PlannedRole:
    """`profile` is None for one that is not here yet."""

    title: str
    line: int
    family: str = ""
    purpose: str = ""
    profile: Any = None
    state: str = NEW
    levels: dict[str, int] = field(default_factory=dict)  # by folded name of the skill


@dataclass(frozen=True)
class Known:
    """What is here already, by folded name."""

    profiles: Mapping[str, list[Any]]
    skills: Mapping[str, int]
    levels: Mapping[int, Mapping[str, int]]  # profile → folded skill → level


@dataclass
class Plan:
    roles: dict[str, PlannedRole] = field(default_factory=dict)
    skills: dict[str, PlannedSkill] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    twice: int = 0
    left_out: int = 0
    cleaned: dict[str, str] = field(default_factory=dict)  # a framework says the same very often

    @property
    def written(self) -> list[PlannedRole]:
        return [one for one in self.roles.values() if one.state in (NEW, CHANGES)]

    @property
    def new_skills(self) -> list[PlannedSkill]:
        wanted = {key for role in self.written for key in role.levels}
        return [one for key, one in self.skills.items() if one.pk is None and key in wanted]

    @property
    def counts(self) -> dict[str, int]:
        states = Counter(one.state for one in self.roles.values())
        return {
            NEW: states[NEW],
            CHANGES: states[CHANGES],
            HERE: states[HERE],
            MISSING: states[MISSING],
            "skills": len(self.new_skills),
            "twice": self.twice,
            "left_out": self.left_out,
            "problems": len(self.problems),
        }


@dataclass(frozen=True)
class Line:
    """One row, each cell under what it holds."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, wanted: str) -> str:
        said = self.cells.get(wanted, "")
        return "" if plain(said) in NOTHING else said

    @property
    def title(self) -> str:
        """A role that has no levels goes by its own name."""
        return self[TITLE] or self[ROLE]


class Unfit(Exception):
    """A line that cannot be taken, and why."""


def plan_rows(
    rows: list[tuple[int, list[str]]],
    columns: Mapping[str, int],
    levels: Mapping[str, int],
    known: Known,
    *,
    adds_roles: bool,
) -> Plan:
    plan = Plan()
    by_word = {plain(word): level for word, level in levels.items()}
    for number, cells in rows:
        named = {name: cells[at] for name, at in columns.items() if at < len(cells)}
        try:
            _take(plan, Line(number, named), by_word)
        except Unfit as fault:
            plan.problems.append(Problem(number, str(fault)))
    taken: dict[int, str] = {}
    for role in plan.roles.values():
        _settle(plan, role, known, adds_roles)
        if role.profile is not None:
            _refuse_second_name(plan, role, taken)
    for key, skill in plan.skills.items():
        skill.pk = known.skills.get(key)
    plan.problems.sort(key=lambda one: one.line)
    return plan


def _take(plan: Plan, line: Line, levels: Mapping[str, int]) -> None:
    title = _name(line.title, LONGEST_TITLE, _("No role is named."))
    name = _name(line[SKILL], LONGEST_NAME, _("No skill is named."))
    if not line[LEVEL]:
        raise Unfit(_("No level is said for “%(skill)s”.") % {"skill": name})
    level = levels.get(plain(line[LEVEL]))
    if level is None:
        raise Unfit(_("“%(word)s” is not a level here.") % {"word": line[LEVEL][:40]})
    if level == LEFT_OUT:
        plan.left_out += 1
        return
    texts = {wanted: _text(line[wanted], plan.cleaned) for wanted in (PURPOSE, MEANING, LOOKS_LIKE)}
    key = fold(name)
    role = plan.roles.setdefault(fold(title), PlannedRole(title, line.number))
    if key in role.levels and role.levels[key] != level:
        words = _("“%(skill)s” stands at another level further up for the same role.")
        raise Unfit(words % {"skill": name})
    plan.twice += key in role.levels
    role.levels[key] = level
    skill = plan.skills.setdefault(key, PlannedSkill(name))
    role.family = role.family or _name(line[FAMILY], LONGEST_TITLE, "")
    role.purpose = role.purpose or texts[PURPOSE]
    skill.meaning = skill.meaning or texts[MEANING]
    skill.looks_like[level] = skill.looks_like.get(level) or texts[LOOKS_LIKE]


def _settle(plan: Plan, role: PlannedRole, known: Known, adds_roles: bool) -> None:
    """Which role of here it is, and whether anything would change."""
    fitting = known.profiles.get(fold(role.title), [])
    if len(fitting) > 1:
        names = "; ".join(str(one) for one in fitting[:4])
        words = _("“%(role)s” fits several roles here: %(names)s. Add the level to its name.")
        plan.problems.append(Problem(role.line, words % {"role": role.title, "names": names}))
        role.state = MISSING
    elif not fitting:
        role.state = NEW if adds_roles else MISSING
        if not adds_roles:
            words = _("No role here is called “%(role)s”.")
            plan.problems.append(Problem(role.line, words % {"role": role.title}))
    else:
        role.profile = fitting[0]
        here = known.levels.get(role.profile.pk, {})
        same = all(here.get(key) == level for key, level in role.levels.items())
        role.state = HERE if same else CHANGES


def _refuse_second_name(plan: Plan, role: PlannedRole, taken: dict[int, str]) -> None:
    """A role that goes by two names in the file would be written twice, against itself."""
    first = taken.setdefault(role.profile.pk, role.title)
    if first != role.title:
        words = _("“%(role)s” and “%(first)s” are the same role here. Use one of the two names.")
        plan.problems.append(Problem(role.line, words % {"role": role.title, "first": first}))
        role.state = MISSING


def _name(said: str, longest: int, missing: str) -> str:
    name = _cleaned(clean_name, said)
    if not name and missing:
        raise Unfit(missing)
    if name.startswith("="):
        raise Unfit(_("“%(cell)s” is a formula. Put in what it shows.") % {"cell": name[:40]})
    if len(name) > longest:
        words = _("“%(start)s…” is longer than %(most)s characters.")
        raise Unfit(words % {"start": name[:40], "most": longest})
    return name


def _text(said: str, cleaned: dict[str, str]) -> str:
    if said not in cleaned:
        text = _cleaned(clean_text, said)
        if len(text) > LONGEST_TEXT:
            words = _("“%(start)s…” is longer than %(most)s characters.")
            raise Unfit(words % {"start": text[:40], "most": LONGEST_TEXT})
        cleaned[said] = text
    return cleaned[said]


def _cleaned(clean: Any, said: str) -> str:
    try:
        return str(clean(said))
    except ValidationError as fault:
        raise Unfit(" ".join(fault.messages)) from fault


def by_folded(rows: Any) -> dict[str, list[Any]]:
    """Profiles under their title, and under title and level: people write either."""
    found: dict[str, list[Any]] = defaultdict(list)
    for one in rows:
        for name in {fold(one.title), fold(str(one))}:
            found[name].append(one)
    return found
