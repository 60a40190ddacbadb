"""People in /api/v1: the directory as its reader may see it, and one's own days away."""

from __future__ import annotations

from datetime import date

from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema, Status

from fairway.foundation.api import PROBLEMS, PageOf, Paging, Token, paged
from fairway.foundation.viewers import Request
from fairway.people.actions.absences import ask_absence
from fairway.people.chart import reports
from fairway.people.directory import ORDER, Asked, for_rows, listed
from fairway.people.models import Absence, Location, OrgUnit, Person

router = Router()
READ, WRITE = Token("people:read"), Token("people:write")


class PersonOut(Schema):
    """What the directory shows."""

    public_id: str
    name: str
    pronouns: str
    email: str
    time_zone: str = Field(alias="zone", description="IANA name; the location's where not set.")
    role: str | None = Field(None, alias="assignment.job_profile.title")
    level: str | None = Field(None, alias="assignment.job_profile.level")
    unit: str | None = Field(None, alias="assignment.unit.public_id")
    location: str | None = Field(None, alias="assignment.location.public_id")
    work_mode: str | None = Field(None, alias="assignment.work_mode")


class UnitOut(Schema):
    public_id: str
    name: str
    parent: str | None = Field(None, alias="parent.public_id")


class LocationOut(Schema):
    public_id: str
    name: str
    country: str
    time_zone: str
    is_remote: bool


class AbsenceOut(Schema):
    public_id: str
    from_on: date
    until_on: date = Field(description="The first day back.")
    state: str
    version: int


class AbsenceIn(Schema):
    from_on: date
    until_on: date = Field(description="The first day back.")


class Wanted(Paging):
    q: str = Field("", max_length=100, description="Beginnings of words, in any order.")
    unit: str = Field("", max_length=40, description="A unit, with everything inside it.")
    location: str = Field("", max_length=40)


@router.get(
    "/",
    response={200: PageOf[PersonOut], **PROBLEMS},
    auth=READ,
    operation_id="people_list",
    summary="Find people",
    url_name="people_list",
)
def people(request: Request, wanted: Query[Wanted]):
    units, places = (
        OrgUnit.objects.allowed(request.viewer),
        Location.objects.allowed(request.viewer),
    )
    asked = Asked(
        words=wanted.q,
        unit=get_object_or_404(units, public_id=wanted.unit) if wanted.unit else None,
        location=get_object_or_404(places, public_id=wanted.location) if wanted.location else None,
    )
    return paged(for_rows(listed(request.viewer, asked)), wanted, order=ORDER)


@router.get(
    "/units",
    response={200: PageOf[UnitOut], **PROBLEMS},
    auth=READ,
    operation_id="people_units",
    summary="List units",
    url_name="people_units",
)
def units(request: Request, paging: Query[Paging]):
    rows = OrgUnit.objects.allowed(request.viewer).filter(closed_on=None)
    return paged(rows.select_related("parent"), paging, order=("name", "pk"))


@router.get(
    "/locations",
    response={200: PageOf[LocationOut], **PROBLEMS},
    auth=READ,
    operation_id="people_locations",
    summary="List places",
    url_name="people_locations",
)
def locations(request: Request, paging: Query[Paging]):
    rows = Location.objects.allowed(request.viewer).filter(closed_on=None)
    return paged(rows, paging, order=("name", "pk"))


@router.get(
    "/absences",
    response={200: PageOf[AbsenceOut], **PROBLEMS},
    auth=READ,
    operation_id="people_absences",
    summary="List your days away",
    url_name="people_absences",
)
def absences(request: Request, paging: Query[Paging]):
    """One's own days away, the earliest first."""
    rows = Absence.objects.allowed(request.viewer).filter(person=request.viewer)
    return paged(rows, paging, order=("from_on", "pk"))


@router.post(
    "/absences",
    response={201: AbsenceOut, **PROBLEMS},
    auth=WRITE,
    operation_id="people_ask_absence",
    summary="Ask for days away",
    url_name="people_ask_absence",
)
def ask(request: Request, given: AbsenceIn):
    """Ask for days away for oneself; no reason is asked and none is kept."""
    me = request.viewer
    return Status(201, ask_absence(me, actor=me, from_on=given.from_on, until_on=given.until_on))


@router.get(
    "/{public_id}",
    response={200: PersonOut, **PROBLEMS},
    auth=READ,
    operation_id="people_person",
    summary="Read one person",
    url_name="people_person",
)
def person(request: Request, public_id: str):
    return find(request, public_id)


@router.get(
    "/{public_id}/reports",
    response={200: PageOf[PersonOut], **PROBLEMS},
    auth=READ,
    operation_id="people_reports",
    summary="List who reports to somebody",
    url_name="people_reports",
)
def who_reports(request: Request, public_id: str, paging: Query[Paging]):
    rows = for_rows(reports(request.viewer, find(request, public_id)))
    return paged(rows, paging, order=ORDER)


def find(request: Request, public_id: str) -> Person:
    return get_object_or_404(for_rows(Person.objects.allowed(request.viewer)), public_id=public_id)
