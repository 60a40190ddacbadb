"""Roles and skills in /api/v1: read as on the pages, for a directory or a learning system."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import F
from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema

from fairway.foundation.api import PROBLEMS, PageOf, Paging, Token, paged
from fairway.foundation.viewers import Request
from fairway.people.models import JobProfile, Person
from fairway.skills.models import Confirmation, Edition, ExpectedSkill, Skill
from fairway.skills.reading import edition_of, skills_of

router = Router()
READ = Token("roles:read")
LEVEL = "1 awareness, 2 working, 3 practitioner, 4 expert."


class SkillOut(Schema):
    public_id: str
    name: str
    meaning: str
    awareness: str = Field(description="How one sees that somebody is at this level.")
    working: str
    practitioner: str
    expert: str


class NeededOut(Schema):
    skill: str = Field(alias="skill.public_id")
    name: str = Field(alias="skill.name")
    level: int = Field(description=LEVEL)


class RoleOut(Schema):
    public_id: str
    title: str
    level: str
    family: str | None = Field(None, alias="family.name")
    edition: int | None = Field(None, description="Null while nothing is written.")


class ExpectedOut(Schema):
    number: int
    written_at: datetime
    what_changed: str
    purpose: str
    results: str
    processes: str
    behaviours: str
    excellence: str = Field(description="Something to strive for, never a pass mark.")
    skills: list[NeededOut]

    @staticmethod
    def resolve_skills(row: Edition) -> list[ExpectedSkill]:
        return skills_of(row)


class ConfirmedOut(Schema):
    side: str = Field(description="employee or manager.")
    by: str = Field(alias="by.public_id")
    role: str = Field(alias="expectation.profile.public_id")
    edition: int = Field(alias="number")
    at: datetime
    still_open: str


class Wanted(Paging):
    written: bool = Field(False, description="Only roles of which something is written.")


@router.get(
    "/",
    response={200: PageOf[RoleOut], **PROBLEMS},
    auth=READ,
    operation_id="roles_list",
    summary="List roles",
    url_name="roles_list",
)
def list_roles(request: Request, wanted: Query[Wanted]):
    rows: Any = JobProfile.objects.allowed(request.viewer).filter(closed_on=None)
    if wanted.written:
        rows = rows.exclude(role_expectation=None)
    rows = rows.select_related("family").annotate(edition=F("role_expectation__version"))
    return paged(rows, wanted, order=("title", "level", "pk"))


@router.get(
    "/skills",
    response={200: PageOf[SkillOut], **PROBLEMS},
    auth=READ,
    operation_id="roles_skills",
    summary="List skills and what their levels look like",
    url_name="roles_skills",
)
def list_skills(request: Request, paging: Query[Paging]):
    return paged(Skill.objects.allowed(request.viewer).in_use(), paging, order=("name", "pk"))


@router.get(
    "/of/{public_id}/confirmations",
    response={200: PageOf[ConfirmedOut], **PROBLEMS},
    auth=READ,
    operation_id="roles_confirmations",
    summary="List what a person and their manager confirmed",
    url_name="roles_confirmations",
)
def list_confirmations(request: Request, public_id: str, paging: Query[Paging]):
    """The latest first, for those to whom it is open on the person's page."""
    people = Person.objects.allowed(request.viewer, "view_confirmations")
    person = get_object_or_404(people, public_id=public_id)
    rows: Any = Confirmation.objects.allowed(request.viewer).filter(person=person)
    return paged(rows.select_related("by", "expectation__profile"), paging, order=("-at", "-pk"))


@router.get(
    "/{public_id}/expected",
    response={200: ExpectedOut, **PROBLEMS},
    auth=READ,
    operation_id="roles_expected",
    summary="Read what is expected in a role",
    url_name="roles_expected",
)
def read_expected(request: Request, public_id: str):
    """The edition that holds; 404 while nothing is written."""
    roles = JobProfile.objects.allowed(request.viewer)
    role = get_object_or_404(roles, public_id=public_id)
    edition = edition_of(role, request.viewer)
    if edition is None:
        raise Http404
    return edition
