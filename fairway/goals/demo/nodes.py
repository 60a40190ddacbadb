"""A goal of the demo before it is written, with all that hangs on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from fairway.goals.actions.rolling import Sums
from fairway.goals.models import Goal, KeyResult, Milestone
from fairway.strategy.models import Period


@dataclass(eq=False)
class Node:
    """`share` is how far it has come, `None` where nobody has told; each part varies around it."""

    goal: Goal
    above: Node | None = None
    above_result: KeyResult | None = None
    results: list[KeyResult] = field(default_factory=list)
    milestones: list[Milestone] = field(default_factory=list)
    below: list[Node] = field(default_factory=list)
    share: float | None = None
    told_on: list[datetime] = field(default_factory=list)
    notes: dict[int, str] = field(default_factory=dict)
    carried: Sums = field(default_factory=Sums)  # of goals that contribute and are written already
    co_owners: tuple[Any, ...] = ()
    comments: tuple[tuple[Any, datetime, str], ...] = ()
    fixed: bool = False

    @property
    def depth(self) -> int:
        return 0 if self.above is None else self.above.depth + 1


def goal_of(period: Period, title: str, **fields: Any) -> Goal:
    """A goal over the days of its period, its scope by whose it is."""
    owned = fields.get("owner") or fields.get("owner_id")
    held = fields.get("unit") or fields.get("unit_id")
    scope = Goal.Scope.PERSON if owned else Goal.Scope.UNIT if held else Goal.Scope.ORGANISATION
    days: dict[str, Any] = {"starts_on": period.starts_on, "until_on": period.until_on}
    framework = fields.pop("framework", Goal.Framework.OKR)
    return Goal(title=title, framework=framework, scope=scope, period=period, **{**days, **fields})


def under(above: Node | None, node: Node, *, how: str = "") -> Node:
    """Let it contribute, with a sentence saying how."""
    node.above = above
    node.goal.contributes_how = how
    if above is not None:
        above.below.append(node)
    return node


def agree(goal: Goal, day: date, by: Any = None, proposer: Any = None) -> None:
    """Proposed three days before it was agreed to."""
    goal.proposed_by_id = proposer or goal.owner_id
    goal.proposed_at = at(day - timedelta(days=3), 10)
    goal.agreed_by_id, goal.agreed_at = by, at(day, 15)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), UTC)
