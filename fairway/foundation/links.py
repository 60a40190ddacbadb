"""Optional ties between records of rooms that do not know each other.

Whoever may change the source may tie it: the room's own action has claimed that. What is read is
asked for a viewer: a tie to what they may not see is not there for them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import Q

from fairway.foundation.access import AccessQuerySet
from fairway.foundation.events import record
from fairway.foundation.models import Link


@transaction.atomic
def link(source: models.Model, relation: str, target: models.Model, *, actor: Any) -> Link:
    """Tie source to target; once, however often it is said."""
    tie, new = Link.objects.get_or_create(**_ends(source, relation, target))
    if new:
        record("foundation.linked", actor=actor, subject=source, **_told(relation, target))
    return tie


@transaction.atomic
def unlink(source: models.Model, relation: str, target: models.Model, *, actor: Any) -> bool:
    gone, _by_model = Link.objects.filter(**_ends(source, relation, target)).delete()
    if gone:
        record("foundation.unlinked", actor=actor, subject=source, **_told(relation, target))
    return bool(gone)


def targets(source: models.Model, relation: str, *, viewer: Any) -> list[Any]:
    """What this record is tied to, in the order of tying, as far as the viewer may see it."""
    ties = Link.objects.filter(
        source_type=source._meta.label_lower, source_id=source.pk, relation=relation
    )
    return _visible(ties.order_by("pk").values_list("target_type", "target_id"), viewer)


def sources(target: models.Model, relation: str, *, viewer: Any) -> list[Any]:
    """What is tied to this record, as far as the viewer may see it."""
    ties = Link.objects.filter(
        target_type=target._meta.label_lower, target_id=target.pk, relation=relation
    )
    return _visible(ties.order_by("pk").values_list("source_type", "source_id"), viewer)


@transaction.atomic
def unlink_all(record_gone: models.Model) -> int:
    """For the action that deletes a record: its ties go with it."""
    kind, key = record_gone._meta.label_lower, record_gone.pk
    mine = Q(source_type=kind, source_id=key) | Q(target_type=kind, target_id=key)
    return Link.objects.filter(mine).delete()[0]


def _visible(ends: Iterable[tuple[str, int]], viewer: Any) -> list[Any]:
    ends = list(ends)
    by_type: dict[str, list[int]] = defaultdict(list)
    for kind, key in ends:
        by_type[kind].append(key)
    found: dict[tuple[str, int], Any] = {}
    for kind, keys in by_type.items():
        rows = apps.get_model(kind)._default_manager.get_queryset()
        if not isinstance(rows, AccessQuerySet):
            raise TypeError(f"{kind} has no rules, so nobody can say who may see it")
        found |= {(kind, row.pk): row for row in rows.allowed(viewer).filter(pk__in=keys)}
    return [found[end] for end in ends if end in found]


def _ends(source: models.Model, relation: str, target: models.Model) -> dict[str, Any]:
    return {
        "source_type": source._meta.label_lower,
        "source_id": source.pk,
        "relation": relation,
        "target_type": target._meta.label_lower,
        "target_id": target.pk,
    }


def _told(relation: str, target: models.Model) -> dict[str, Any]:
    return {
        "relation": relation,
        "target_type": target._meta.label_lower,
        "target_id": target.pk,
    }
