"""Somebody from outside in the access matrix: named by Ana, written to, with answers in between."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from fairway.foundation.ids import new_public_id
from fairway.people.days import organisation_day
from fairway.reviews.actions.outside import outside_url
from fairway.reviews.models import CycleKind, Nomination, OutsideInvitation
from fairway.reviews.tests.matrix_cycles import (
    CONCERNED,
    DOTTED,
    HR,
    LIST,
    MANAGER,
    SUBJECT,
    WHY_HR,
    a_template,
    about,
    at,
    for_,
    running,
    typed,
)
from tests.access.binding import Canary, Route

PUBLIC = "Public"
DAY = timedelta(days=1)
KIND = CycleKind.Kind.EXTERNAL


def asking(world: Any) -> Any:
    """Ana in a cycle that asks outside."""
    version = a_template(world).versions.get(number=1)
    running(world).kinds.get_or_create(kind=KIND, defaults={"template_version": version})
    return about(world)


def invited(world: Any) -> OutsideInvitation:
    """A customer, two days ago."""
    found = OutsideInvitation.objects.filter(nomination__external_name="Lou Client").first()
    return found or _invite(world, "Lou Client", "lou@client.example")


def _invite(world: Any, name: str, address: str) -> OutsideInvitation:
    now, participant = timezone.now(), asking(world)
    named = Nomination.objects.create(
        participant=participant,
        kind=KIND,
        external_name=name,
        external_email=address,
        proposed_by=world.subject,
        proposed_at=now,
        state=Nomination.State.APPROVED,
        decided_by=world.people["manager"],
        decided_at=now,
    )
    review = participant.reviews.create(
        cycle=participant.cycle,
        kind=KIND,
        external_key=new_public_id(),
        due_on=organisation_day() + 20 * DAY,
    )
    return OutsideInvitation.objects.create(
        review=review, nomination=named, written_at=now - 2 * DAY
    )


def link(name: str) -> Callable[[Any], str]:
    def url(world: Any) -> str:
        token = outside_url(invited(world).review).rstrip("/").rpartition("/")[2]
        return reverse(f"reviews:{name}", args=[token])

    return url


def open_to_all(name: str, status: int, **said: str) -> list[Route]:
    """A link opens nothing by itself, to whomever: they are sent to where a code is asked for."""
    return [
        Route(f"reviews:{name}", PUBLIC, url=link(name)),
        Route(
            f"reviews:{name}",
            PUBLIC,
            url=link(name),
            method="post",
            data=lambda _world: said,
            answer=frozenset({status}),
        ),
    ]


def review_of(world: Any) -> Any:
    return invited(world).review


def refused(world: Any) -> Any:
    """Their mail server takes no letter."""
    invitation = invited(world)
    OutsideInvitation.objects.filter(pk=invitation.pk).update(refused_at=timezone.now())
    return invitation.review


ROUTES = [
    *open_to_all("outside", 302),
    *open_to_all("outside_code", 422, code="1234 5678"),
    *open_to_all("outside_review", 409, q_one="Said without a code"),
    *open_to_all("outside_declining", 409, reason="Said without a code"),
    for_(
        "nominate_outside",
        CONCERNED | DOTTED,
        at("nominate_outside", asking),
        "a dotted-line manager sees only whom they named themselves",
        row=LIST,
    ),
    for_(
        "nominate_outside",
        SUBJECT | MANAGER | DOTTED,
        at("nominate_outside", asking),
        "the person and their managers name; HR decides",
        data=typed(external_name="Kim Lund", external_email="kim@customer.example"),
        row=LIST,
        post=True,
    ),
    for_("review_address", HR, at("review_address", refused), WHY_HR),
    for_(
        "review_address",
        HR,
        at("review_address", refused),
        WHY_HR,
        data=typed(external_email="lou@elsewhere.example"),
        post=True,
    ),
    for_("review_inviting", HR, at("review_inviting", review_of), WHY_HR, post=True),
]


def put_name(world: Any, word: str) -> None:
    _invite(world, word, f"{new_public_id()}@client.example")


def put_address(world: Any, word: str) -> None:
    _invite(world, "Rita Moura", f"{word}@client.example")


# Who is on the list, and where the letter goes, is known to who agrees to it. What they answer is
# read by nobody: `tests.outside` looks for it everywhere.
CANARIES = [
    Canary(LIST, "name of somebody outside", put_name, also=frozenset({"people_lead"})),
    Canary(LIST, "address of somebody outside", put_address, also=frozenset({"people_lead"})),
]
