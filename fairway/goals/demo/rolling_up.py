"""Progress of planned goals, before any is written; a test holds it to `actions.rolling`."""

from __future__ import annotations

from collections.abc import Sequence

from fairway.goals.actions.rolling import Sums, part
from fairway.goals.demo.nodes import Node
from fairway.goals.demo.values import steps_of
from fairway.goals.models import Goal, KeyResult
from fairway.goals.models.progressing import to_millionths
from fairway.measurement.goal_progress.progress import progress_of_milestones


def roll_up(nodes: Sequence[Node]) -> None:
    """Each goal after those that contribute to it."""
    for node in sorted(nodes, key=lambda node: -node.depth):
        total = node.carried
        if node.goal.roll_up != Goal.RollUp.CONTRIBUTING:
            for result in node.results:
                total += _of_result(node, result)
        if node.goal.roll_up != Goal.RollUp.OWN:
            total += _of_goals(node, None)
        node.goal.progress, node.goal.coverage = total.progress, total.coverage


def as_contributing(node: Node) -> Sums:
    """What it adds to the goal above, if it counts there."""
    goal = node.goal
    if goal.agreed_at is None or goal.outcome == Goal.Outcome.DROPPED:
        return Sums()
    return part(goal.weight, goal.progress, goal.coverage)


def own_progress(node: Node, result: KeyResult) -> int | None:
    if result.kind == KeyResult.Kind.MILESTONES:
        steps = [(step.weight, step.done) for step in steps_of(node, result)]
        return to_millionths(progress_of_milestones(steps).raw)
    return to_millionths(result.measured().raw)


def _of_result(node: Node, result: KeyResult) -> Sums:
    if result.source == KeyResult.Source.GOALS:
        inner = _of_goals(node, result)
        result.progress = inner.progress
        return part(result.weight, inner.progress, inner.coverage)
    result.progress = own_progress(node, result)
    return part(result.weight, result.progress)


def _of_goals(node: Node, result: KeyResult | None) -> Sums:
    return sum(
        (as_contributing(child) for child in node.below if child.above_result is result), Sums()
    )
