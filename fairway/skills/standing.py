"""Who has confirmed what, and who is still to be asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from fairway.foundation.policy import get
from fairway.foundation.prepared import Prepared
from fairway.people.models import Person, ReportingChain
from fairway.skills.models import Confirmation, Edition

Side = Confirmation.Side
EVER = datetime(1970, 1, 1, tzinfo=UTC)
DAYS_A_MONTH = 365.25 / 12
MOST = 50
ROLE = "assignment__job_profile__role_expectation"


def since_when() -> datetime:
    """What was confirmed before this is asked for again."""
    months = int(get("skills.confirm_every"))
    return timezone.now() - timedelta(days=round(months * DAYS_A_MONTH)) if months else EVER


@dataclass(frozen=True)
class OneSide:
    """How it stands with one of the two."""

    side: Any
    latest: Confirmation | None
    holds: bool
    changed: bool  # confirmed once, and the expectation has changed since


@dataclass(frozen=True)
class Standing:
    employee: OneSide
    manager: OneSide
    past: list[Confirmation]

    @property
    def is_agreed(self) -> bool:
        return self.employee.holds and self.manager.holds


def standing_of(person: Person, edition: Edition, viewer: Any) -> Standing:
    """As far as the viewer may know of it."""
    rows = Confirmation.objects.allowed(viewer).filter(
        person=person, expectation=edition.expectation_id
    )
    past = list(rows.select_related("by", "edition")[:MOST])
    since, asked = since_when(), edition.expectation.asked
    return Standing(
        _one(Side.EMPLOYEE, past, asked, since), _one(Side.MANAGER, past, asked, since), past
    )


def _one(side: Any, past: list[Confirmation], asked: int, since: datetime) -> OneSide:
    latest = next((one for one in past if one.side == side), None)
    known = latest is not None and latest.number >= asked
    holds = known and latest is not None and latest.at >= since
    return OneSide(side, latest, holds, latest is not None and not known)


def waiting_for(viewer: Person) -> list[Any]:
    """People whose role the viewer has still to confirm: oneself, and one's own people."""
    return WAITING.find(viewer.pk, since_when())


def _waiting(viewer: int, since: datetime) -> Any:
    near = ReportingChain.objects.filter(above=viewer, depth__lte=1)  # oneself stands at 0
    people = Person.objects.filter(pk__in=near.values("below"), active=True)
    own, agreed = Q(pk=viewer), Q(Exists(_confirmed(Side.MANAGER, since)))
    return (
        people.filter(**{f"{ROLE}__isnull": False})
        .filter((own & ~Q(Exists(_confirmed(Side.EMPLOYEE, since)))) | (~own & ~agreed))
        .annotate(before=Exists(_of_their_role().filter(side=Side.EMPLOYEE)))
        .select_related("assignment__job_profile")
        .order_by("sort_name", "pk")[:MOST]
    )


WAITING = Prepared(_waiting, -47, datetime(1, 2, 9, tzinfo=UTC))


def _confirmed(side: Any, since: datetime) -> Any:
    return _of_their_role().filter(side=side, number__gte=OuterRef(f"{ROLE}__asked"), at__gte=since)


def _of_their_role() -> Any:
    rows = Confirmation.objects.filter(person=OuterRef("pk"), expectation=OuterRef(f"{ROLE}__pk"))
    return rows.order_by()


def unconfirmed_in(profile: Any) -> tuple[int, int]:
    """How many hold the role, and for how many of them both have confirmed it."""
    people = Person.objects.filter(active=True, assignment__job_profile=profile).order_by()
    since = since_when()
    both = people.filter(
        Exists(_confirmed(Side.EMPLOYEE, since)), Exists(_confirmed(Side.MANAGER, since))
    )
    return people.count(), both.count()
