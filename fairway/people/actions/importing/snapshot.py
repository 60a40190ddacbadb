"""The organisation as an import compares with it, and a stamp that tells whether it has moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.db import connection
from django.db.models import Count, Max, Sum

from fairway.people.importing.organisation import (
    Held,
    Known,
    KnownLocation,
    KnownUnit,
    Organisation,
)
from fairway.people.importing.spelling import squash
from fairway.people.models import (
    Assignment,
    Employer,
    JobProfile,
    Location,
    ManagerAlias,
    OrgUnit,
    Person,
    UnitSpelling,
)

_PERSON = (
    "pk", "employee_number", "name", "sort_name", "email", "employer", "time_zone", "joined_on",
    "left_on", "active", "preferred_name",
)  # fmt: skip
_HELD = (
    "pk", "valid_from", "valid_until", "unit", "job_profile", "location", "manager", "work_mode",
    "weekly_minutes",
)  # fmt: skip
_LINKS = ("manager", "unit", "location", "job_profile", "weekly_minutes")


def load_organisation() -> Organisation:
    return Organisation(
        people=list(_people()),
        units=_units(),
        locations=[
            KnownLocation(*row) for row in Location.objects.values_list("pk", "name", "time_zone")
        ],
        employers=dict(Employer.objects.values_list("pk", "name")),
        profiles={
            pk: (title, level)
            for pk, title, level in JobProfile.objects.values_list("pk", "title", "level")
        },
        aliases=dict(ManagerAlias.objects.values_list("spelling", "person")),
    )


def _people() -> Iterator[Known]:
    """Everybody whose record still says who they are, in one query."""
    held = [f"assignment__{name}" for name in _HELD]
    rows = Person.objects.filter(erased_at=None).order_by("pk").values_list(*_PERSON, *held)
    for row in rows.iterator(chunk_size=5000):
        person, place = row[: len(_PERSON)], row[len(_PERSON) :]
        known = Known(*person)
        if known.preferred:
            known.other_names = (f"{known.preferred} {known.name.rpartition(' ')[2]}",)
        if place[0] is not None:
            known.held = Held(*place)
        yield known


def _units() -> list[KnownUnit]:
    """Open units. One that was merged is found by what it was called, if nothing else is."""
    spellings: dict[int, set[str]] = defaultdict(set)
    for unit, spelling in UnitSpelling.objects.values_list("unit", "spelling"):
        spellings[unit].add(squash(spelling))
    rows = OrgUnit.objects.filter(closed_on=None).order_by("pk").values_list("pk", "name", "parent")
    return [KnownUnit(pk, name, parent, tuple(sorted(spellings[pk]))) for pk, name, parent in rows]


def stamp() -> str:
    """Changes whenever people, places or lines do; the same stamp means the same comparison."""
    parts = (
        *Person.objects.aggregate(Count("pk"), Max("pk"), Sum("version"), Max("left_on")).values(),
        *Person.objects.filter(active=True).aggregate(Count("pk"), Sum("assignment")).values(),
        *Assignment.objects.aggregate(Count("pk"), Max("pk"), *map(Sum, _LINKS)).values(),
        *OrgUnit.objects.aggregate(Count("pk"), Max("pk"), Sum("version")).values(),
        *Location.objects.aggregate(Count("pk"), Max("pk"), Sum("version")).values(),
        *JobProfile.objects.aggregate(Count("pk"), Max("pk"), Sum("version")).values(),
        *Employer.objects.aggregate(Count("pk"), Max("pk"), Sum("version")).values(),
        *ManagerAlias.objects.aggregate(Count("pk"), Max("pk")).values(),
    )
    return f"{connection.vendor}:" + ":".join(str(part) for part in parts)
