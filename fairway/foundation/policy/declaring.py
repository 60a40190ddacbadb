"""Which policies there are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from fairway.foundation.policy.kinds import Kind
from fairway.foundation.ports import Port

PEOPLE_LEAD, ADMINISTRATOR = "people_lead", "administrator"


class UnknownPolicy(LookupError):
    """Nobody declared a policy of this key."""


@dataclass(frozen=True)
class Policy:
    """One thing that the organisation decides.

    `per_employer` lets an employer inside it differ. `kept_by` names the roles that may change it.
    `wider(old, new)` says whether a change lets more people see or do something: it holds for what
    is made from then on.
    """

    key: str
    kind: Kind
    default: Any
    label: Any
    help_text: Any
    group: Any
    per_employer: bool = False
    kept_by: tuple[str, ...] = (PEOPLE_LEAD,)
    wider: Callable[[Any, Any], bool] | None = None
    room: str = ""
    order: int = 0


policies: Port[Policy] = Port(lambda one: one.key)


def policy_called(key: str) -> Policy:
    if key not in policies:
        raise UnknownPolicy(key)
    return policies[key]
