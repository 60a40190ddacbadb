"""Make what the file names and nobody had made: employers, units, locations, jobs."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from fairway.foundation.bulk import insert_objects, reserve_ids
from fairway.foundation.events import event_of
from fairway.people.actions.importing.writing import Writing
from fairway.people.actions.unit_chains import rebuild_unit_chains
from fairway.people.importing.organisation import New, Ref
from fairway.people.models import Employer, JobProfile, Location, OrgUnit

_MODELS = {"employer": Employer, "location": Location, "profile": JobProfile, "unit": OrgUnit}
_EVENTS = {
    "employer": "people.employer_created",
    "location": "people.location_created",
    "profile": "people.job_profile_saved",
    "unit": "people.unit_created",
}


def prepare(new: dict[str, list[New]]) -> dict[str, list[Any]]:
    """The rows to be made, with their keys, by which people may point at them."""
    for kind, model in _MODELS.items():
        for one, pk in zip(new[kind], reserve_ids(model, len(new[kind])), strict=True):
            one.pk = pk
    return {
        "employer": [Employer(pk=one.pk, name=one.name) for one in new["employer"]],
        "location": [_location(one) for one in new["location"]],
        "profile": [
            JobProfile(pk=one.pk, title=one.name, level=one.level) for one in new["profile"]
        ],
        # The unit above comes before the unit below, so each finds its parent made.
        "unit": [
            OrgUnit(pk=one.pk, name=one.name, parent_id=key_of(one.parent)) for one in new["unit"]
        ],
    }


def write(writing: Writing, made: dict[str, list[Any]]) -> None:
    at = timezone.now()
    for kind, rows in made.items():
        insert_objects(rows)
        writing.events += (
            event_of(_EVENTS[kind], at=at, actor=writing.actor, subject=row) for row in rows
        )
    if made["unit"]:
        rebuild_unit_chains()


def _location(one: New) -> Location:
    return Location(
        pk=one.pk,
        name=one.name,
        country=one.country,
        subdivision=one.subdivision[:10],
        time_zone=one.time_zone or "UTC",
        is_remote=one.is_remote,
    )


def key_of(ref: Ref) -> int | None:
    return ref.pk if isinstance(ref, New) else ref
