"""Roles and skills in the access matrix: Ana's role, which she and Bo confirm."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from fairway.foundation.events import SYSTEM
from fairway.people.actions.assigning import add_person, assign_person
from fairway.people.actions.units import create_unit
from fairway.people.models import Assignment, JobProfile
from fairway.skills.actions.expecting import write_expectation
from fairway.skills.actions.importing import stage_skills
from fairway.skills.actions.skills import archive_skill, save_skill
from fairway.skills.importing.reading import read_table
from fairway.skills.models import Confirmation, Edition, Skill, SkillsImport
from fairway.skills.tests import matrix_api
from tests.access.binding import Canary, Route

READ, KEEP, ROW, CONFIRMED = (
    "Open to every person",
    "Kept by few",
    "Role expectation, availability norm",
    "Role confirmed",
)
OWN = "Own pages"
KEEPERS = frozenset({"hr_partner", "other_hr_partner", "people_lead"})
WHY = "HR partners and people leads write what roles expect; a role is the same in every unit"
NOBODYS = frozenset({"administrator"})
NO_PERSON = "a login that belongs to no person finds no records"
# Of the page of a person: whoever may see them.
COLLEAGUES = frozenset(
    {
        "subject", "manager", "dotted", "skip", "hr_partner", "executive", "auditor", "peer",
        "former", "people_lead", "fairness", "other_hr_partner",
    }
)  # fmt: skip
OTHERS = frozenset({"other_employer", "administrator", "leaver", "external"})
AS_PERSON = "as the person's page: colleagues of the same employer"


def a_skill() -> Skill:
    return Skill.objects.in_use().first() or save_skill(None, actor=SYSTEM, name="Listening")


def an_archived_skill() -> Skill:
    found = Skill.objects.archived().first()
    return found or archive_skill(save_skill(None, actor=SYSTEM, name="Typing"), actor=SYSTEM)


def a_role(world: Any) -> JobProfile:
    """Ana's, with something written of it."""
    profile: JobProfile = world.organisation.profile
    at = world.subject.assignment
    if at.job_profile_id != profile.pk:
        Assignment.objects.filter(pk=at.pk).update(job_profile=profile)
        world.subject.refresh_from_db()
    if not Edition.objects.filter(expectation__profile=profile).exists():
        write_expectation(
            profile, actor=SYSTEM, words={"results": "Calls are settled."}, levels={a_skill(): 2}
        )
    return profile


def a_role_of_one_unit(world: Any) -> JobProfile:
    """Held by somebody in a unit that the manager leads, and by nobody else."""
    found = JobProfile.objects.filter(title="Night adviser").first()
    if found:
        return found
    made: JobProfile = JobProfile.objects.create(title="Night adviser")
    leader, root = world.people["manager"], world.organisation.root
    unit = create_unit("Night desk", actor=SYSTEM, parent=root, leader=leader)
    person = add_person("Noor Night", actor=SYSTEM)
    assign_person(person, actor=SYSTEM, valid_from=date(2024, 1, 8), unit=unit, job_profile=made)
    return made


def an_edition(world: Any) -> Edition:
    return Edition.objects.holding().get(expectation__profile=a_role(world))


def an_import(world: Any) -> SkillsImport:
    """Of the people lead, whose it alone is."""
    found = SkillsImport.objects.filter(state=SkillsImport.State.REVIEW).first()
    table = read_table("Role,Skill,Level\nSupport specialist L3,Listening,Working\n")
    return found or stage_skills(table, actor=world.people["people_lead"])


def page(name: str, row: str = READ) -> Route:
    return Route(f"skills:{name}", row, url=lambda world: reverse(f"skills:{name}"))


def open_page(name: str, make: Callable[[Any], Any]) -> Route:
    return Route(
        f"skills:{name}",
        READ,
        url=lambda world: reverse(f"skills:{name}", args=[make(world).public_id]),
        never=NOBODYS,
        reason=NO_PERSON,
    )


def kept(name: str, make: Callable[[Any], Any] | None = None, *, post: bool = False) -> Route:
    def url(world: Any) -> str:
        return reverse(f"skills:{name}", args=[make(world).public_id] if make else [])

    return Route(
        f"skills:{name}",
        KEEP,
        url=url,
        method="post" if post else "get",
        also=KEEPERS,
        reason=WHY,
    )


def of_ana(name: str) -> Route:
    def url(world: Any) -> str:
        a_role(world)
        return reverse(f"skills:{name}", args=[world.subject.public_id])

    return Route(f"skills:{name}", ROW, url=url, also=COLLEAGUES, never=OTHERS, reason=AS_PERSON)


def confirming(world: Any) -> str:
    a_role(world)
    return reverse("skills:confirm", args=[world.subject.public_id])


def its_own(name: str, *, post: bool = True, data: Any = None) -> Route:
    return Route(
        f"skills:{name}",
        KEEP,
        url=lambda world: reverse(f"skills:{name}", args=[an_import(world).public_id]),
        method="post" if post else "get",
        data=data,
        also=frozenset({"people_lead"}),
        reason="an import is whose it is",
    )


ROUTES = [
    *matrix_api.ROUTES,
    page("roles"),
    page("skills"),
    page("waiting", OWN),
    open_page("role", a_role),
    open_page("numbers", a_role),
    open_page("edition", an_edition),
    open_page("skill", lambda world: a_skill()),
    of_ana("of_person"),
    of_ana("beside"),
    Route(
        "skills:who",
        CONFIRMED,
        url=lambda world: reverse("skills:who", args=[world.subject.public_id]),
    ),
    Route(
        "skills:confirm",
        CONFIRMED,
        verb="C",
        url=confirming,
        method="post",
        data=lambda world: {"version": an_edition(world).number},
    ),
    Route(
        "skills:edit_role",
        ROW,
        verb="E",
        url=lambda world: reverse("skills:edit_role", args=[a_role_of_one_unit(world).public_id]),
        also=KEEPERS,
        reason=WHY,
    ),
    kept("new_skill"),
    kept("edit_skill", lambda world: a_skill()),
    kept("archive_skill", lambda world: a_skill(), post=True),
    kept("restore_skill", lambda world: an_archived_skill(), post=True),
    kept("imports"),
    its_own("import", post=False),
    its_own("import_application", data=lambda world: {"version": 1, "skip_problems": "on"}),
    its_own("import_discarding"),
]


def put_open_question(world: Any, word: str) -> None:
    edition = an_edition(world)
    Confirmation.objects.create(
        expectation=edition.expectation,
        edition=edition,
        number=edition.number,
        person=world.subject,
        side=Confirmation.Side.EMPLOYEE,
        by=world.subject,
        at=timezone.now(),
        still_open=word,
    )


CANARIES = [Canary(CONFIRMED, "still_open", put_open_question)]
