"""One seeded world: Ana, whose things are asked for, and one actor for each relation to her."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from fairway.api.scopes import scopes
from fairway.foundation.models import ApiToken
from fairway.foundation.tokens import new_secret, spelled
from fairway.people.models import Account, Appointment, Employer, PastEdge, Person

# Which rows of the policy speak for which actor. Grants combine by union, and everybody who works
# here is also a colleague; a leaver and a stranger are neither.
SPEAK_FOR: dict[str, frozenset[str]] = {
    **{
        who: frozenset({who, "peer"})
        for who in (
            "subject",
            "manager",
            "dotted",
            "skip",
            "hr_partner",
            "executive",
            "auditor",
            "peer",
            "former",
        )
    },
    "administrator": frozenset({"administrator"}),
    "external": frozenset({"external"}),
    "people_lead": frozenset({"hr_partner", "peer"}),
    "fairness": frozenset({"peer"}),
    "other_hr_partner": frozenset({"peer"}),
    "other_employer": frozenset({"peer"}),
    "leaver": frozenset({"external"}),
}


@dataclass
class World:
    """Who stands where. `things` holds what rooms have seeded, by name."""

    accounts: dict[str, Account | None]
    people: dict[str, Person]
    organisation: Any
    things: dict[str, Any] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    @property
    def subject(self) -> Person:
        return self.people["subject"]


def make_world(cast: dict[str, Person], root: Account, organisation: Any, hire: Any) -> World:
    """Each actor holds exactly one relation to the subject besides being a colleague."""
    today = date.today()  # noqa: DTZ011 relations around today, wherever the test runs
    shops, lisbon = organisation.shops, organisation.lisbon
    people = {
        **cast,
        "executive": hire("Eva Brandt", shops, lisbon),
        "auditor": hire("Otto Audit", shops, lisbon),
        "former": hire("Fay Former", shops, lisbon),
        "people_lead": hire("Pia Lead", shops, lisbon),
        "fairness": hire("Finn Fair", shops, lisbon),
        "other_hr_partner": hire("Olga Other", organisation.people, lisbon),
        "other_employer": hire(
            "Fred Franchise",
            shops,
            lisbon,
            employer=Employer.objects.create(name="Shop & Co", kind="franchisee"),
        ),
    }
    _appoint(people["executive"], "executive", organisation.support)
    _appoint(people["people_lead"], "people_lead", None)
    _appoint(people["fairness"], "fairness", None)
    _appoint(people["other_hr_partner"], "hr_partner", shops)
    _appoint(people["auditor"], "auditor", None, until=today + timedelta(days=30))
    PastEdge.objects.create(
        actor=people["former"],
        target=people["subject"],
        kind="manager",
        valid_from=date(2024, 1, 8),
        valid_until=today - timedelta(days=90),
        reads_until=today - timedelta(days=60),
    )
    accounts: dict[str, Account | None] = {who: one.account for who, one in people.items()}
    accounts |= {"administrator": root, "external": None}
    return World(accounts, people, organisation)


def _appoint(person: Person, role: str, unit: Any, until: date | None = None) -> None:
    Appointment.objects.create(
        person=person, role=role, unit=unit, valid_from=date(2024, 1, 8), valid_until=until
    )


def in_api(route: Any) -> bool:
    return route.name.startswith("api:")


def door(route: Any, who: str, world: World) -> dict[str, str]:
    """The API asks for a token: each actor's own, with every scope there is."""
    account = world.accounts[who]
    if not in_api(route) or account is None:
        return {}
    if who not in world.tokens:
        world.tokens[who] = token_of(account)
    return {"Authorization": f"Bearer {world.tokens[who]}"}


def token_of(account: Account) -> str:
    """A token with every scope there is."""
    secret, secret_hash = new_secret()
    token = ApiToken.objects.create(
        account=account, name="All", scopes=list(scopes()), secret_hash=secret_hash
    )
    return spelled(token, secret)
