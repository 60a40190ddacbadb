"""What a role's page and every fragment of it shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from fairway.foundation.versions import Difference
from fairway.people.models import JobProfile, Person
from fairway.skills.models import Edition, ExpectedSkill, Level

HEADINGS = {
    "purpose": _("What this role leads to"),
    "results": _("Results"),
    "processes": _("What to master"),
    "behaviours": _("How we see it done"),
    "excellence": _("What excellent looks like"),
}


@dataclass(frozen=True)
class Part:
    key: str
    heading: Any
    text: str


def parts_of(edition: Edition, only: Iterable[str] = HEADINGS) -> list[Part]:
    """What is written, in the order in which it is read."""
    keys = [key for key in HEADINGS if key in set(only)]
    return [
        Part(key, HEADINGS[key], getattr(edition, key)) for key in keys if getattr(edition, key)
    ]


def edition_of(profile: JobProfile | None, viewer: Any) -> Edition | None:
    """The one that holds, with its skills."""
    if profile is None:
        return None
    rows = Edition.objects.allowed(viewer).holding().filter(expectation__profile=profile)
    return rows.select_related("expectation", "written_by").with_skills().first()


def role_of(person: Person) -> JobProfile | None:
    return person.assignment.job_profile if person.assignment else None


def skills_of(edition: Edition) -> list[ExpectedSkill]:
    """What is needed most comes first."""
    return sorted(edition.skills.all(), key=lambda one: (-one.level, one.skill.name.lower()))


def differences(before: Edition, now: Edition) -> list[Difference]:
    """What has changed from one edition to another, line by line and skill by skill."""
    found = [
        Difference(heading, *_lines(getattr(before, key), getattr(now, key)))
        for key, heading in HEADINGS.items()
        if getattr(before, key) != getattr(now, key)
    ]
    old = {one.skill.name: one.level for one in before.skills.select_related("skill")}
    new = {one.skill.name: one.level for one in now.skills.all()}
    return found + [
        Difference(name, _level(old.get(name)), _level(new.get(name)))
        for name in sorted({*old, *new}, key=str.lower)
        if old.get(name) != new.get(name)
    ]


def _lines(before: str, now: str) -> tuple[str, str]:
    """Without the lines that stayed. All of them where a side would then say nothing."""
    old, new = before.splitlines(), now.splitlines()
    gone = [line for line in old if line not in new]
    came = [line for line in new if line not in old]
    return ("\n".join(gone), "\n".join(came)) if gone and came else (before, now)


def _level(level: int | None) -> str:
    return "" if level is None else str(Level(level).label)
