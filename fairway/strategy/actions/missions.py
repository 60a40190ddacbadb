"""Why we are here, and where we want to be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.languages import Texts
from fairway.foundation.locks import hold
from fairway.foundation.versions import next_version
from fairway.strategy.models import Mission
from fairway.strategy.rules import claim_new_strategy


@transaction.atomic
def set_mission(
    *,
    actor: Any,
    statement: Mapping[str, str],
    vision: Mapping[str, str] | None = None,
    vision_year: int | None = None,
) -> Mission:
    """A new mission holds from now on; the one before it stays readable."""
    claim_new_strategy(actor)
    hold("mission")
    now = timezone.now()
    Mission.objects.current().update(replaced_at=now)
    mission = Mission.objects.create(
        statement=Texts.of(statement).required(),
        vision=vision or {},
        vision_year=vision_year,
        set_at=now,
    )
    record("strategy.mission_set", actor=actor, subject=mission)
    return mission


@transaction.atomic
def edit_mission(
    mission: Mission,
    *,
    actor: Any,
    statement: Mapping[str, str],
    vision: Mapping[str, str],
    vision_year: int | None = None,
    version: int | None = None,
) -> Mission:
    """Better words for the same mission."""
    mission = claim(mission, actor=actor, verb="edit")
    next_version(mission, version)
    mission.statement = mission.statement.with_changes(statement).required()
    mission.vision = mission.vision.with_changes(vision)
    mission.vision_year = vision_year
    mission.save()
    record("strategy.mission_edited", actor=actor, subject=mission)
    return mission
