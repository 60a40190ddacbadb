"""Both say it: this is what is expected."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from fairway.foundation.access import claim
from fairway.foundation.events import record
from fairway.foundation.text import clean_text
from fairway.foundation.versions import Stale
from fairway.people.models import Person
from fairway.skills.models import Confirmation, Edition
from fairway.skills.refusals import NothingToConfirm
from fairway.skills.standing import since_when

Side = Confirmation.Side


@transaction.atomic
def confirm_role(
    person: Person, *, actor: Any, version: int | None = None, still_open: str = ""
) -> Confirmation:
    """`version` is the edition that was read; one that no longer holds is refused as stale.

    Said twice, it is kept once, unless there is something still open to add.
    """
    if not isinstance(actor, Person):
        raise PermissionDenied  # nobody confirms in somebody's place
    person = claim(person, actor=actor, verb="confirm_role")
    profile = person.assignment.job_profile_id if person.assignment else None
    editions = Edition.objects.holding().select_related("expectation")
    edition = editions.filter(expectation__profile=profile).first() if profile else None
    if edition is None:
        raise NothingToConfirm
    if version is not None and version != edition.number:
        raise Stale
    side = Side.EMPLOYEE if actor == person else Side.MANAGER
    said = clean_text(still_open)
    rows = Confirmation.objects.filter(person=person, edition=edition, side=side, by=actor)
    known = rows.filter(at__gte=since_when()).first()
    if known and (not said or said == known.still_open):
        return known
    confirmation = Confirmation.objects.create(
        expectation=edition.expectation,
        edition=edition,
        number=edition.number,
        person=person,
        side=side,
        by=actor,
        at=timezone.now(),
        still_open=said,
    )
    record(
        "skills.confirmed",
        actor=actor,
        subject=edition.expectation,
        about=person,
        edition=edition.number,
        side=str(side.value),
    )
    return confirmation
