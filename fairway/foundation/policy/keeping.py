"""Read and change what was chosen. What is read is remembered for one request or job, no longer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from fairway.foundation.events import record
from fairway.foundation.locks import hold
from fairway.foundation.models import PolicyValue, PolicyVersion
from fairway.foundation.policy.declaring import Policy, policy_called
from fairway.foundation.policy.kinds import NotAllowed
from fairway.foundation.remembering import forget, remember, remembered
from fairway.foundation.rules import claim_policy
from fairway.foundation.versions import next_version

Chosen = dict[tuple[str, str], PolicyValue]
ORGANISATION = ""
_asked: ContextVar[set[tuple[str, Any]] | None] = ContextVar("asked", default=None)
__all__ = [
    "Setting",
    "get",
    "history",
    "noted",
    "remembered",
    "reset_policy",
    "set_policy",
    "setting",
    "stored_keys",
]


@dataclass(frozen=True)
class Setting:
    """A policy with what holds now, for the page that shows and changes it."""

    policy: Policy
    value: Any
    version: int
    is_default: bool
    inherited: bool

    @property
    def shown(self) -> Any:
        return self.policy.kind.show(self.value)


@contextmanager
def noted() -> Iterator[set[tuple[str, Any]]]:
    """Which policies are asked within it, each with the employer it was asked for: whoever keeps
    what follows from them must ask again whether they hold."""
    asked: set[tuple[str, Any]] = set()
    token = _asked.set(asked)
    try:
        yield asked
    finally:
        _asked.reset(token)


def get(key: str, employer: Any = None) -> Any:
    """What holds: the employer's own choice where it may have one, else the organisation's."""
    asked = _asked.get()
    if asked is not None:
        asked.add((key, employer))
    return setting(key, employer).value


def setting(key: str, employer: Any = None) -> Setting:
    policy = policy_called(key)
    chosen = _chosen()
    scope = _scope(policy, employer) if policy.per_employer else ORGANISATION
    own = chosen.get((key, scope))
    row = own or chosen.get((key, ORGANISATION))
    return Setting(
        policy=policy,
        value=policy.kind.read(row.value) if row else _default(policy),
        version=own.version if own else 0,
        is_default=row is None,
        inherited=own is None,
    )


@transaction.atomic
def set_policy(
    key: str, value: Any, *, actor: Any, employer: Any = None, version: int | None = None
) -> PolicyValue:
    """Choose; `version` is the one the chooser saw (0: nothing had been chosen).

    Raises NotAllowed for a value it cannot have, Stale when somebody else chose meanwhile.
    """
    policy = policy_called(key)
    claim_policy(policy, actor=actor)
    stored = policy.kind.clean(value)
    scope = _own_scope(policy, employer)
    before = setting(key, employer).value
    hold(f"policy:{key}:{scope}")
    row = PolicyValue.objects.filter(key=key, scope=scope).first()
    row = row or PolicyValue(key=key, scope=scope, version=0)
    next_version(row, version)
    row.value, row.set_by = stored, _person(actor)
    row.save()
    PolicyVersion.objects.create(
        key=key, scope=scope, version=row.version, value=stored, set_by=row.set_by
    )
    forget()
    after = policy.kind.read(stored)
    record(
        "foundation.policy_set",
        actor=actor,
        subject=row,
        key=key,
        scope=scope,
        version=row.version,
        wider=bool(policy.wider and policy.wider(before, after)),
    )
    return row


@transaction.atomic
def reset_policy(key: str, *, actor: Any, employer: Any = None) -> None:
    """Back to the organisation's choice, or to the default."""
    policy = policy_called(key)
    claim_policy(policy, actor=actor)
    scope = _own_scope(policy, employer)
    row = PolicyValue.objects.filter(key=key, scope=scope).first()
    if row is None:
        return
    record("foundation.policy_reset", actor=actor, subject=row, key=key, scope=scope)
    row.delete()
    forget()


def history(key: str, employer: Any = None) -> QuerySet[PolicyVersion]:
    """What was chosen, by whom and when; the latest first."""
    scope = _scope(policy_called(key), employer)
    return PolicyVersion.objects.filter(key=key, scope=scope).order_by("-set_at", "-pk")


def stored_keys() -> set[str]:
    return {key for key, _scope in _chosen()}


def _chosen() -> Chosen:
    return remember("policies", _load)


def _load() -> Chosen:
    return {(row.key, row.scope): row for row in PolicyValue.objects.all()}


def _default(policy: Policy) -> Any:
    return policy.kind.read(policy.default)


def _own_scope(policy: Policy, employer: Any) -> str:
    if employer is not None and not policy.per_employer:
        raise NotAllowed(_("This holds for the whole organisation and cannot differ by employer."))
    return _scope(policy, employer)


def _scope(policy: Policy, employer: Any) -> str:
    return ORGANISATION if employer is None else f"employer:{employer.public_id}"


def _person(actor: Any) -> Any:
    return actor if getattr(actor, "_meta", None) else None
