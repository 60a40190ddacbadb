"""What Saltmarsh expects in its roles. Ana has read what changed in hers; Bo has not yet."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Q

from fairway.foundation.demo import DemoCompany
from fairway.people.models import JobProfile, Person
from fairway.skills.demo.words import CHANGED, ROLES, SKILLS
from fairway.skills.models import Confirmation, Edition, ExpectedSkill, RoleExpectation, Skill

BEGUN, REVISED = 320, 6  # days ago: the first edition of all, and what changed in Ana's
Side = Confirmation.Side


def make_roles(company: DemoCompany) -> None:
    skills = _write_skills(company)
    by_name = {str(one): one for one in JobProfile.objects.select_related("family")}
    written: dict[int, Edition] = {}
    for name, role in ROLES.items():
        profile = by_name.get(name)
        if profile is None:
            continue
        expectation = RoleExpectation.objects.create(profile=profile)
        written[profile.pk] = _edition(company, expectation, role, skills, BEGUN)
    _confirm_all(company, written)
    _revise(company, by_name, written, skills)


def _write_skills(company: DemoCompany) -> dict[str, Skill]:
    found = {}
    for name, (meaning, *anchors) in SKILLS.items():
        names = ("awareness", "working", "practitioner", "expert")
        said = dict(zip(names, anchors, strict=True))
        found[name] = Skill.objects.create(name=name, meaning=meaning, **said)
        _remember(company, "skills.skill_saved", BEGUN + 20, found[name])
    return found


def _edition(
    company: DemoCompany,
    expectation: RoleExpectation,
    role: dict[str, Any],
    skills: dict[str, Skill],
    ago: int,
    **more: Any,
) -> Edition:
    words = {name: text for name, text in role.items() if name != "skills"}
    edition = Edition.objects.create(
        expectation=expectation,
        number=expectation.version,
        written_by=company.cast["hana"],
        written_at=company.moment(ago),
        **words,
        **more,
    )
    for name, level in role["skills"].items():
        ExpectedSkill.objects.create(edition=edition, skill=skills[name], level=level)
    kind = "skills.expectation_written"
    _remember(company, kind, ago, expectation, edition=edition.number)
    return edition


def _confirm_all(company: DemoCompany, written: dict[int, Edition]) -> None:
    """Bo's people and Bo himself, in the weeks after it was written or they came."""
    bo = company.cast["bo"]
    team = Q(assignment__manager=bo) | Q(pk=bo.pk)
    people = Person.objects.filter(team, active=True).select_related("assignment__manager")
    for step, person in enumerate(people.order_by("pk")):
        at = person.assignment
        if at is None or at.job_profile_id is None:
            continue
        edition = written.get(at.job_profile_id)
        if edition is None:
            continue
        ago = min(BEGUN, (company.today - at.valid_from).days) - step % 7
        _confirm(company, person, edition, Side.EMPLOYEE, person, max(ago - 3, 1))
        if at.manager is not None:
            _confirm(company, person, edition, Side.MANAGER, at.manager, max(ago - 9, 1))


def _revise(
    company: DemoCompany,
    by_name: dict[str, JobProfile],
    written: dict[int, Edition],
    skills: dict[str, Skill],
) -> None:
    """Ana's role changed last week. She has read it; Bo will."""
    name, what_changed, changes = CHANGED
    first = written.get(by_name[name].pk) if name in by_name else None
    if first is None:
        return
    expectation = first.expectation
    expectation.version = expectation.asked = 2
    expectation.save(update_fields=["version", "asked"])
    role = {**ROLES[name], **changes}
    second = _edition(company, expectation, role, skills, REVISED, what_changed=what_changed)
    ana = company.cast["ana"]
    if ana.assignment and ana.assignment.job_profile_id == expectation.profile_id:
        _confirm(
            company,
            ana,
            second,
            Side.EMPLOYEE,
            ana,
            REVISED - 3,
            "I would like to see two exchanges settled by somebody else before I lead one.",
        )


def _confirm(
    company: DemoCompany,
    person: Person,
    edition: Edition,
    side: Any,
    by: Person,
    ago: int,
    still_open: str = "",
) -> None:
    at = company.moment(ago) + timedelta(minutes=17)
    Confirmation.objects.create(
        expectation=edition.expectation,
        edition=edition,
        number=edition.number,
        person=person,
        side=side,
        by=by,
        at=at,
        still_open=still_open,
    )
    company.remember(
        "skills.confirmed",
        at,
        actor=by,
        subject=edition.expectation,
        about=person,
        edition=edition.number,
        side=str(side.value),
    )


def _remember(company: DemoCompany, kind: str, ago: int, subject: Any, **data: Any) -> None:
    at = company.moment(ago)
    company.remember(kind, at, actor=company.cast["hana"], subject=subject, **data)
