"""A table of roles × skills: staged, looked through, and written in one step or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.locks import hold
from fairway.foundation.text import fold
from fairway.foundation.versions import next_version
from fairway.people.actions.profiles import save_family, save_profile
from fairway.people.models import JobFamily, JobProfile, Person
from fairway.people.rules import may_lead
from fairway.skills.actions.expecting import write_expectation
from fairway.skills.actions.skills import ANCHORS
from fairway.skills.importing.columns import guess_columns, guess_levels, words_of_levels
from fairway.skills.importing.plan import Known, Plan, PlannedRole, by_folded, plan_rows
from fairway.skills.importing.reading import Table
from fairway.skills.models import WORDS, Edition, ExpectedSkill, Skill, SkillsImport
from fairway.skills.refusals import HasProblems, NothingToImport
from fairway.skills.rules import claim_to_keep

State = SkillsImport.State
KEPT_FOR = timedelta(days=7)


@transaction.atomic
def stage_skills(table: Table, *, actor: Any) -> SkillsImport:
    """Nothing is written yet: what the columns hold is said next."""
    claim_to_keep(actor)
    if not isinstance(actor, Person):
        raise PermissionDenied
    columns = guess_columns(table.header)
    words = words_of_levels((cells for _line, cells in table.rows), columns)
    return SkillsImport.objects.create(
        created_by=actor,
        header=table.header,
        rows=[[line, cells] for line, cells in table.rows],
        columns=columns,
        levels=guess_levels(words),
    )


@transaction.atomic
def map_columns(
    batch: SkillsImport,
    *,
    actor: Any,
    columns: Mapping[str, int],
    levels: Mapping[str, int],
    adds_roles: bool = False,
    version: int | None = None,
) -> SkillsImport:
    """Another column of levels has other words: those that are known are guessed anew."""
    batch = claim(batch, actor=actor, verb="apply")
    next_version(batch, version)
    words = words_of_levels((cells for _line, cells in batch.rows), columns)
    batch.columns = dict(columns)
    batch.levels = {**guess_levels(words), **{w: n for w, n in levels.items() if w in words}}
    batch.adds_roles = adds_roles and may_lead(actor)
    batch.save(update_fields=["columns", "levels", "adds_roles", "version"])
    return batch


def plan_import(batch: SkillsImport) -> Plan:
    rows = [(line, cells) for line, cells in batch.rows]
    known = what_is_known()
    return plan_rows(rows, batch.columns, batch.levels, known, adds_roles=batch.adds_roles)


def what_is_known() -> Known:
    levels: dict[int, dict[str, int]] = defaultdict(dict)
    holding = ExpectedSkill.objects.filter(edition__in=Edition.objects.holding().order_by())
    names = holding.values_list("edition__expectation__profile", "skill__name", "level")
    for profile, name, level in names:
        levels[profile][fold(name)] = level
    return Known(
        profiles=by_folded(JobProfile.objects.filter(closed_on=None)),
        skills={fold(name): pk for pk, name in Skill.objects.values_list("pk", "name")},
        levels=levels,
    )


@transaction.atomic
def apply_skills(
    batch: SkillsImport,
    *,
    actor: Any,
    skip_problems: bool = False,
    version: int | None = None,
) -> SkillsImport:
    """All of it, or nothing. What people have written about a role stays as it is."""
    batch = claim(batch, actor=actor, verb="apply")
    if batch.state != State.REVIEW:
        return batch  # sent twice: it is done
    next_version(batch, version)
    hold("skills")
    plan = plan_import(batch)
    if plan.problems and not skip_problems:
        raise HasProblems(len(plan.problems))
    if not plan.roles:
        raise NothingToImport
    _write(plan, actor)
    record("skills.imported", actor=actor, subject=batch, **plan.counts)
    return _finish(batch, State.APPLIED, plan.counts)


@transaction.atomic
def discard_skills(batch: SkillsImport, *, actor: Any) -> SkillsImport:
    batch = claim(batch, actor=actor, verb="apply")
    if batch.state != State.REVIEW:
        return batch
    batch.version += 1
    return _finish(batch, State.DISCARDED, {})


def forget_tables() -> int:
    """Tables that nobody has looked through for a week go."""
    old = SkillsImport.objects.filter(created_at__lt=timezone.now() - KEPT_FOR)
    return len([_finish(one, State.DISCARDED, {}) for one in old.filter(state=State.REVIEW)])


def _finish(batch: SkillsImport, state: Any, counts: dict[str, int]) -> SkillsImport:
    batch.state, batch.counts, batch.finished_at = state, counts, timezone.now()
    batch.header, batch.rows = [], []
    batch.save()
    return batch


def _write(plan: Plan, actor: Any) -> None:
    skills = _write_skills(plan)
    families = {fold(one.name): one for one in JobFamily.objects.all()}
    profiles = [one.profile.pk for one in plan.written if one.profile]
    rows = Edition.objects.holding().filter(expectation__profile__in=profiles)
    editions = {
        one.expectation.profile_id: one for one in rows.select_related("expectation").with_skills()
    }
    for role in plan.written:
        if role.profile is None:
            role.profile = _add_role(role, families, actor)
        _write_role(role, editions.get(role.profile.pk), skills, actor)


def _write_skills(plan: Plan) -> dict[str, Skill]:
    """New ones, and words where nobody has written any yet."""
    Skill.objects.bulk_create(Skill(name=one.name) for one in plan.new_skills)
    here = {fold(one.name): one for one in Skill.objects.all()}
    changed = []
    for key, planned in plan.skills.items():
        skill = here.get(key)
        if skill is None:
            continue  # only roles that are left out need it
        said = {"meaning": planned.meaning}
        said |= {ANCHORS[level - 1]: text for level, text in planned.looks_like.items()}
        fresh = {name: text for name, text in said.items() if text and not getattr(skill, name)}
        for name, text in fresh.items():
            setattr(skill, name, text)
        if fresh:
            skill.version += 1
            changed.append(skill)
    Skill.objects.bulk_update(changed, ["meaning", *ANCHORS, "version"], batch_size=200)
    return here


def _add_role(role: PlannedRole, families: dict[str, JobFamily], actor: Any) -> JobProfile:
    family = families.get(fold(role.family)) if role.family else None
    if role.family and family is None:
        family = families[fold(role.family)] = save_family(None, actor=actor, name=role.family)
    return save_profile(None, actor=actor, title=role.title, family=family)


def _write_role(
    role: PlannedRole, before: Edition | None, skills: Mapping[str, Skill], actor: Any
) -> None:
    """The file's levels beside what the role already expects."""
    words = {name: getattr(before, name) for name in WORDS} if before else {}
    if not words.get("purpose"):
        words["purpose"] = role.purpose
    levels = {one.skill: one.level for one in before.skills.all()} if before else {}
    levels |= {skills[key]: level for key, level in role.levels.items()}
    write_expectation(
        role.profile,
        actor=actor,
        words=words,
        levels=levels,
        what_changed=str(_("The skills that this role needs")) if before else "",
        version=before.number if before else None,
    )
