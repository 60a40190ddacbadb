"""What is expected in a role: each change is a new edition, and the former ones stay readable."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.text import clean_name, clean_text
from fairway.foundation.versions import Stale
from fairway.people.models import JobProfile, Person
from fairway.skills.models import WORDS, Edition, ExpectedSkill, Level, RoleExpectation, Skill
from fairway.skills.refusals import NothingExpected, WrittenMeanwhile


@transaction.atomic
def write_expectation(
    profile: JobProfile,
    *,
    actor: Any,
    words: Mapping[str, str],
    levels: Mapping[Skill, int],
    what_changed: str = "",
    asks: bool = True,
    version: int | None = None,
) -> RoleExpectation:
    """`words` by WORDS; `version` is the edition that the writer has seen, None for the first."""
    profile = claim(profile, actor=actor, verb="set_expectation")  # one writer at a time
    said = {name: clean_text(words.get(name, "")) for name in WORDS}
    if not any(said.values()) and not levels:
        raise NothingExpected
    now = Edition.objects.holding().filter(expectation__profile=profile)
    before = now.select_related("expectation").with_skills().first()
    _refuse_unseen(before, version)
    if before is not None and same(before, said, levels):
        return before.expectation
    expectation = begun_or_next(before, profile, asks)
    edition = Edition.objects.create(
        expectation=expectation,
        number=expectation.version,
        what_changed=clean_name(what_changed)[:300],
        asks=expectation.asked == expectation.version,
        written_by=actor if isinstance(actor, Person) else None,
        written_at=timezone.now(),
        **said,
    )
    ExpectedSkill.objects.bulk_create(
        ExpectedSkill(edition=edition, skill=skill, level=Level(level))
        for skill, level in levels.items()
    )
    record("skills.expectation_written", actor=actor, subject=expectation, edition=edition.number)
    return expectation


def begun_or_next(before: Edition | None, profile: JobProfile, asks: bool) -> RoleExpectation:
    """The first edition asks everybody; a later one does unless it only finds better words."""
    if before is None:
        return RoleExpectation.objects.create(profile=profile)
    expectation = before.expectation
    expectation.version += 1
    if asks:
        expectation.asked = expectation.version
    expectation.save(update_fields=["version", "asked"])
    return expectation


def same(before: Edition, words: Mapping[str, str], levels: Mapping[Skill, int]) -> bool:
    """Nothing was changed: saved once more by mistake, or imported again."""
    known = {one.skill_id: one.level for one in before.skills.all()}
    wanted = {skill.pk: int(level) for skill, level in levels.items()}
    return known == wanted and all(getattr(before, name) == words[name] for name in WORDS)


def _refuse_unseen(before: Edition | None, version: int | None) -> None:
    if before is not None and version is None:
        raise WrittenMeanwhile
    if before is not None and version != before.number:
        raise Stale
