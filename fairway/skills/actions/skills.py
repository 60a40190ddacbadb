"""Skills, and how one sees each level."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.locks import hold
from fairway.foundation.text import clean_name, clean_text
from fairway.foundation.versions import next_version
from fairway.skills.models import Level, Skill
from fairway.skills.refusals import SkillTaken
from fairway.skills.rules import claim_to_keep

ANCHORS = tuple(level.name.lower() for level in Level)


@transaction.atomic
def save_skill(
    skill: Skill | None,
    *,
    actor: Any,
    name: str,
    meaning: str = "",
    version: int | None = None,
    **anchors: str,
) -> Skill:
    """A new skill, or other words for one there is; `anchors` by the name of the level."""
    if skill is None:
        claim_to_keep(actor)
        skill = Skill()
    else:
        skill = claim(skill, actor=actor, verb="edit")
        next_version(skill, version)
    hold("skills")  # two that are added at once would not see each other
    skill.name, skill.meaning = clean_name(name), clean_text(meaning)
    for anchor in ANCHORS:
        setattr(skill, anchor, clean_text(anchors.get(anchor, "")))
    if Skill.objects.filter(name__iexact=skill.name).exclude(pk=skill.pk).exists():
        raise SkillTaken(skill.name)
    skill.save()
    record("skills.skill_saved", actor=actor, subject=skill)
    return skill


@transaction.atomic
def archive_skill(skill: Skill, *, actor: Any) -> Skill:
    """It can no longer be asked for anew; roles that expect it go on doing so."""
    skill = claim(skill, actor=actor, verb="edit")
    skill.archived_at = timezone.now()
    return _write_state(skill, "skills.skill_archived", actor)


@transaction.atomic
def restore_skill(skill: Skill, *, actor: Any) -> Skill:
    skill = claim(skill, actor=actor, verb="restore")
    skill.archived_at = None
    return _write_state(skill, "skills.skill_restored", actor)


def _write_state(skill: Skill, kind: str, actor: Any) -> Skill:
    skill.version += 1
    skill.save(update_fields=["archived_at", "version"])
    record(kind, actor=actor, subject=skill)
    return skill
