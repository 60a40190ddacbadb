"""What there is to do before a new organisation can begin, from what every room offers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from fairway.foundation import policy
from fairway.foundation.ports import first_steps
from fairway.foundation.remembering import remember
from fairway.foundation.rules import may_set_policy


@dataclass(frozen=True)
class StepLine:
    """One step for the list: done, now (the first that is not) or later."""

    label: Any
    detail: Any
    href: str
    state: str


def steps(viewer: Any) -> list[StepLine]:
    lines: list[StepLine] = []
    for step in sorted(first_steps, key=lambda step: step.order):
        if not step.visible(viewer):
            continue
        done = step.done()
        waiting = any(line.state == "now" for line in lines)
        state = "done" if done else "later" if waiting else "now"
        lines.append(StepLine(step.label, step.detail, reverse(step.url_name), state))
    return lines


def card(viewer: Any) -> dict[str, Any] | None:
    """Home shows the steps to those who can take them, until all are taken."""
    if not may_set_policy(policy.policy_called("organisation.size"), viewer):
        return None
    lines = steps(viewer)
    if all(line.state == "done" for line in lines):
        return None
    return {"steps": lines}


def chosen(*keys: str) -> bool:
    return set(keys) <= remember("stored policies", policy.stored_keys)
