"""How people here want to work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.languages import Texts
from fairway.foundation.versions import next_version
from fairway.strategy.actions import ranking
from fairway.strategy.models import Value
from fairway.strategy.rules import claim_new_strategy


@transaction.atomic
def add_value(
    *, actor: Any, name: Mapping[str, str], looks_like: Mapping[str, str] | None = None
) -> Value:
    claim_new_strategy(actor)
    value = Value(name=Texts.of(name).required(), looks_like=looks_like or {})
    ranking.put_last(value)
    value.save()
    record("strategy.value_added", actor=actor, subject=value)
    return value


@transaction.atomic
def edit_value(
    value: Value,
    *,
    actor: Any,
    name: Mapping[str, str],
    looks_like: Mapping[str, str],
    version: int | None = None,
) -> Value:
    value = claim(value, actor=actor, verb="edit")
    next_version(value, version)
    value.name = value.name.with_changes(name).required()
    value.looks_like = value.looks_like.with_changes(looks_like)
    value.save()
    record("strategy.value_edited", actor=actor, subject=value)
    return value


@transaction.atomic
def move_value(value: Value, *, actor: Any, direction: str) -> None:
    value = claim(value, actor=actor, verb="edit")
    if ranking.move(value, direction):
        record("strategy.value_moved", actor=actor, subject=value, direction=direction)


@transaction.atomic
def archive_value(value: Value, *, actor: Any) -> Value:
    value = ranking.archive(claim(value, actor=actor, verb="edit"))
    record("strategy.value_archived", actor=actor, subject=value)
    return value


@transaction.atomic
def restore_value(value: Value, *, actor: Any) -> Value:
    value = ranking.restore(claim(value, actor=actor, verb="restore"))
    record("strategy.value_restored", actor=actor, subject=value)
    return value
