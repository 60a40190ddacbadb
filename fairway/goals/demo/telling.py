"""When the demo's goals were told of, how far they had come, and what was said."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from fairway.foundation.demo import DemoCompany
from fairway.goals.actions.rolling import Sums, part
from fairway.goals.demo.nodes import Node, at
from fairway.goals.demo.saying import NOTES
from fairway.goals.demo.values import set_value, steps_of
from fairway.goals.models import KeyResult
from fairway.goals.models.progressing import Confidence, Status, to_millionths

EVERY_FOURTH = 28
WEEK = 7
SILENT, REMEMBERED = 0.06, 0.75
NOTED = 0.3


def tell_past(node: Node, company: DemoCompany, rng: random.Random) -> None:
    node.share = min(1.15, max(0.05, rng.gauss(0.84, 0.24)))
    step = WEEK if company.dense else EVERY_FOURTH
    last = min(node.goal.until_on, company.today)
    _tell(node, _days(node.goal.starts_on, last, step, rng, company.dense), rng, expected=0.9)


def tell_so_far(node: Node, company: DemoCompany, rng: random.Random) -> None:
    goal, today = node.goal, company.today
    gone = (today - goal.starts_on).days / (goal.until_on - goal.starts_on).days
    step = EVERY_FOURTH if company.very_large else max(WEEK, goal.cadence_days)
    days = _days(goal.starts_on, today, step, rng, company.dense)
    if not days or (goal.owner_id and rng.random() < SILENT):
        goal.next_update_on = goal.starts_on + timedelta(days=goal.cadence_days)
        return
    node.share = min(1.1, max(0.0, gone * rng.gauss(1.0, 0.28)))
    _tell(node, days, rng, expected=gone)
    goal.next_update_on = days[-1].date() + timedelta(days=goal.cadence_days)


def _days(start: date, until: date, step: int, rng: random.Random, dense: bool) -> list[datetime]:
    """Once in each stretch, but for some that were forgotten; never before it began."""
    found = []
    first = start + timedelta(days=rng.randrange(3, 6))
    remembered = REMEMBERED if dense or step == WEEK else 1.0
    while first < until:
        if rng.random() < remembered:
            found.append(at(first, rng.randrange(7, 16), rng.randrange(60)))
        first += timedelta(days=step)
    return found


def _tell(node: Node, days: list[datetime], rng: random.Random, *, expected: float) -> None:
    share = node.share or 0.0
    node.told_on = days
    for result in node.results:
        if not node.fixed:
            set_value(result, share * rng.uniform(0.8, 1.2), steps_of(node, result))
    node.notes = {turn: rng.choice(NOTES) for turn in range(len(days)) if rng.random() < NOTED}
    say_how(node, share - expected, rng)


def say_how(node: Node, ahead: float, rng: random.Random) -> None:
    """Status and confidence are what people say; they mostly follow the figures."""
    if not node.told_on:
        return
    felt = ahead + rng.gauss(0, 0.04)
    goal = node.goal
    goal.status = (
        Status.ON_TRACK if felt > -0.07 else Status.AT_RISK if felt > -0.2 else Status.OFF_TRACK
    )
    goal.confidence = max(1, min(5, round(3.6 + felt * 6)))
    assert goal.confidence in Confidence.values
    goal.updated_at = node.told_on[-1]
    for result in node.results:
        result.updated_at = node.told_on[-1]


Told = tuple[int, int | None, int | None]  # a key result's key, its value and its progress


def history(node: Node) -> Iterator[tuple[datetime, list[Told], int | None]]:
    """When, what was told of each key result, and the goal's progress after it.

    A straight way to where it stands now: the last telling is what is stored.
    """
    told = [one for one in node.results if one.source == KeyResult.Source.MANUAL and one.updated_at]
    last = len(node.told_on)
    for turn, when in enumerate(node.told_on, start=1):
        if turn == last:
            yield when, [(one.pk, _value(one), one.progress) for one in told], node.goal.progress
            continue
        parts = [_at(one, turn, last) for one in told]
        sums = sum((part(one.weight, at[2]) for one, at in zip(told, parts, strict=True)), Sums())
        yield when, parts, sums.progress


def _at(result: KeyResult, turn: int, last: int) -> Told:
    """What it was when so many of the tellings were done."""
    if result.kind not in (KeyResult.Kind.METRIC, KeyResult.Kind.RANGE):
        return result.pk, 0 if result.kind == KeyResult.Kind.YES_NO else None, 0
    now, start = result.current or 0, result.baseline or 0
    result.current = start + (now - start) * turn // last
    progress = to_millionths(result.measured().raw)
    value, result.current = result.current, now
    return result.pk, value, progress


def _value(result: KeyResult) -> int | None:
    return (
        result.current if result.is_measured else None if result.done is None else int(result.done)
    )
