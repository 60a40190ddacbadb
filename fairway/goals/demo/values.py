"""What a goal of the demo is measured by, and which values stand for a share of the way."""

from __future__ import annotations

import random
from collections.abc import Sequence

from fairway.goals.demo.nodes import Node
from fairway.goals.demo.words import Measure
from fairway.goals.models import KeyResult, Milestone

STEPS = ("Look how it is done today", "Try it in one place", "Ask those who use it", "Roll it out")
Kind = KeyResult.Kind


def give_results(node: Node, measures: Sequence[Measure]) -> None:
    for rank, one in enumerate(measures):
        weight = 2 if rank == 0 and len(measures) > 2 else 1
        node.results.append(measured(one, rank=rank, weight=weight))


def measured(one: Measure, **fields: object) -> KeyResult:
    return KeyResult(
        title=one.title,
        kind=Kind.METRIC,
        measure=one.measure,
        label=one.label,
        decimals=one.decimals,
        baseline=one.baseline,
        target=one.target,
        **fields,
    )


def own_results(
    node: Node, measures: Sequence[Measure], rng: random.Random, *, dense: bool
) -> None:
    """Of a person: one measure for a SMART goal, some more for an objective; a few in other ways."""
    few = node.goal.framework == "smart"
    count = 3 if dense else rng.choice((1, 2) if few else (2, 3, 3, 4))
    for rank, one in enumerate(rng.sample(list(measures), count)):
        chance = rng.random()
        if chance < 0.1:
            add_milestones(node, "Step by step to everybody", STEPS, rank=rank)
        elif chance < 0.15:
            node.results.append(yes_no("The page that explains it is out", rank=rank))
        elif chance < 0.2:
            node.results.append(kept("Requests answered, a day", 6, 10, 15, rank=rank))
        else:
            node.results.append(measured(one, rank=rank))


def add_milestones(node: Node, title: str, steps: Sequence[str], **fields: object) -> KeyResult:
    result = KeyResult(title=title, kind=Kind.MILESTONES, measure="number", decimals=0, **fields)
    node.results.append(result)
    node.milestones += [
        Milestone(result=result, title=step, rank=rank) for rank, step in enumerate(steps)
    ]
    return result


def yes_no(title: str, **fields: object) -> KeyResult:
    return KeyResult(title=title, kind=Kind.YES_NO, measure="number", decimals=0, **fields)


def kept(title: str, baseline: int, low: int, high: int, **fields: object) -> KeyResult:
    """A range to come into and keep."""
    return KeyResult(
        title=title,
        kind=Kind.RANGE,
        measure="number",
        decimals=0,
        baseline=baseline,
        low=low,
        high=high,
        **fields,
    )


def set_value(result: KeyResult, share: float, milestones: Sequence[Milestone] = ()) -> None:
    """So far along its way; what cannot be parted is done from the whole on."""
    if result.kind == Kind.METRIC:
        assert result.baseline is not None
        assert result.target is not None
        came = result.baseline + round((result.target - result.baseline) * share)
        most = 100 * 10**result.decimals if result.measure == "percent" else came
        result.current = min(max(came, 0), most)  # nobody writes −1 reports, or 104 % of them
    elif result.kind == Kind.RANGE:
        assert result.baseline is not None
        assert result.low is not None
        result.current = result.baseline + round((result.low - result.baseline) * min(share, 1))
    elif result.kind == Kind.YES_NO:
        result.done = share >= 1
    else:
        for number, step in enumerate(milestones, start=1):
            step.done = share * len(milestones) >= number


def steps_of(node: Node, result: KeyResult) -> list[Milestone]:
    return [step for step in node.milestones if step.result is result]
