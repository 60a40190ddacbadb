"""Write planned goals in bulk, rolled up, with what was told of them and what the record holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fairway.foundation.bulk import insert_objects, insert_rows, reserve_ids
from fairway.foundation.demo import DemoCompany
from fairway.foundation.events import SYSTEM
from fairway.foundation.ids import new_public_id
from fairway.goals.demo.nodes import Node
from fairway.goals.demo.rolling_up import roll_up
from fairway.goals.demo.telling import history
from fairway.goals.models import CoOwner, Goal, GoalComment, KeyResult, Milestone, ProgressUpdate
from fairway.people.models import Person

UPDATE = (
    "id",
    "public_id",
    "goal",
    "result",
    "at",
    "by",
    "via",
    "value",
    "progress",
    "status",
    "confidence",
    "note",
    "evidence_url",
    "corrects",
    "corrected_at",
)


class Writer:
    def __init__(self, company: DemoCompany, people: Mapping[int, Person]) -> None:
        self.company = company
        self.people = people

    def number(self, nodes: Sequence[Node]) -> None:
        """Keys, so that others can point to them before they are written."""
        for node, key in zip(nodes, reserve_ids(Goal, len(nodes)), strict=True):
            node.goal.pk = key
        results = [(node, result) for node in nodes for result in node.results]
        for (node, result), key in zip(results, reserve_ids(KeyResult, len(results)), strict=True):
            result.pk, result.goal_id = key, node.goal.pk

    def write(self, nodes: Sequence[Node]) -> None:
        roll_up(nodes)
        for node in nodes:
            self._finish(node)
        insert_objects([node.goal for node in nodes])
        insert_objects([result for node in nodes for result in node.results])
        self._write_milestones(nodes)
        self._write_beside(nodes)
        count = sum(len(node.told_on) * (1 + len(node.results)) for node in nodes)
        keys = iter(reserve_ids(ProgressUpdate, count))
        insert_rows(ProgressUpdate, UPDATE, self._updates(nodes, keys))
        for node in nodes:
            self._remember(node)

    def _finish(self, node: Node) -> None:
        goal = node.goal
        if node.above is not None:
            goal.parent_id = node.above.goal.pk
            goal.parent_result_id = node.above_result.pk if node.above_result else None
        begun = goal.proposed_at or self.company.moment(3)
        goal.added_by_id = goal.owner_id or goal.responsible_id
        goal.added_at = begun

    def _write_milestones(self, nodes: Sequence[Node]) -> None:
        rows = [step for node in nodes for step in node.milestones]
        for step, key in zip(rows, reserve_ids(Milestone, len(rows)), strict=True):
            step.pk, step.result_id = key, step.result.pk
        insert_objects(rows)

    def _write_beside(self, nodes: Sequence[Node]) -> None:
        """Few enough to be written one by one."""
        for node in nodes:
            for one in node.co_owners:
                held = {"person": one} if isinstance(one, Person) else {"unit": one}
                CoOwner.objects.create(goal=node.goal, **held)
            for by, when, body in node.comments:
                GoalComment.objects.create(goal=node.goal, by=by, at=when, body=body)

    def _updates(self, nodes: Sequence[Node], keys: Iterator[int]) -> Iterator[tuple[Any, ...]]:
        """In each telling a row for each key result that is told of, then one for the goal."""
        page, none = ProgressUpdate.Via.PAGE.value, (None, None)
        for node in nodes:
            goal = node.goal
            by, last = goal.owner_id or goal.responsible_id, len(node.told_on) - 1
            for turn, (when, parts, progress) in enumerate(history(node)):
                for result, value, part in parts:
                    yield (next(keys), new_public_id(), goal.pk, result, when, by, page, value,
                           part, "", None, "", "", *none)  # fmt: skip
                said = (goal.status, goal.confidence) if turn == last else ("on_track", 4)
                note, key = node.notes.get(turn, ""), next(keys)
                yield (key, new_public_id(), goal.pk, None, when, by, page, None, progress,
                       *said, note, "", *none)  # fmt: skip
                self._remember_told(goal, when, key)

    def _remember(self, node: Node) -> None:
        goal = node.goal
        about = self.people.get(goal.owner_id or 0)
        owner = about or self.people.get(goal.responsible_id or 0) or SYSTEM

        def happened(kind: str, when: Any, actor: Any, **data: Any) -> None:
            self.company.remember(
                f"goals.{kind}", when, actor=actor, subject=goal, about=about, **data
            )

        happened("added", goal.added_at, owner, scope=goal.scope)
        if goal.proposed_at:
            happened("proposed", goal.proposed_at, owner)
        if goal.agreed_at:
            happened("agreed", goal.agreed_at, self.people.get(goal.agreed_by_id or 0) or SYSTEM)
        if goal.closed_at:
            happened("closed", goal.closed_at, owner, outcome=str(goal.outcome))

    def _remember_told(self, goal: Goal, when: Any, key: int) -> None:
        about = self.people.get(goal.owner_id or 0)
        actor = about or self.people.get(goal.responsible_id or 0) or SYSTEM
        self.company.remember(
            "goals.progress_told", when, actor=actor, subject=goal, about=about, update=key
        )
