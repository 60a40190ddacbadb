"""Every address answers those whom the policy names, and nobody else; no canary sings."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access.binding import Canary, Route, bindings
from tests.access.matrix import rows
from tests.access.world import World, door, in_api

pytestmark = pytest.mark.django_db

# Addresses of libraries and of assets, which hold nothing about anybody.
ELSEWHERE = ("static", "jsi18n")


def actors(world: World) -> dict[str, Client]:
    clients = {}
    for who, account in world.accounts.items():
        clients[who] = Client(raise_request_exception=True)
        if account is not None:
            clients[who].force_login(account)
    return clients


def names(patterns: list[URLPattern | URLResolver], space: str = "") -> set[str]:
    found: set[str] = set()
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            found |= names(pattern.url_patterns, inner)
        else:
            found.add(f"{space}{pattern.name}")
    return found


def test_every_address_has_a_row_in_the_access_matrix():
    bound = {route.name for route in bindings("ROUTES")}
    addresses = {name for name in names(get_resolver().url_patterns) if name not in ELSEWHERE}
    assert addresses - bound == set(), "addresses without a row in some room's tests/matrix.py"
    assert {name for name in bound - addresses if not name.startswith("api:")} == set(), (
        "rows of no address"
    )


def test_every_row_that_is_bound_is_in_the_policy():
    assert {one.row for one in [*bindings("ROUTES"), *bindings("CANARIES")]} <= set(rows())


def test_exceptions_from_the_policy_give_their_reason():
    assert [r.name for r in bindings("ROUTES") if (r.also or r.never) and not r.reason] == []


def test_pages_answer_whom_the_policy_names_and_no_canary_reaches_anybody_else(world):
    faults: list[str] = []
    canaries: list[Canary] = bindings("CANARIES")
    seen: set[str] = set()
    for who, client in actors(world).items():
        for route in asked(bindings("ROUTES"), "get"):
            response = client.get(route.url(world), headers=door(route, who, world))
            faults += wrong_answer(route, who, response)
            body = b"".join(response) if response.streaming else response.content
            heard = [canary for canary in canaries if canary.text.encode() in body]
            faults += [
                f"{who} hears {canary.text} at {route.name}"
                for canary in heard
                if not canary.lets(who)
            ]
            seen |= {canary.text for canary in heard}
    assert not faults, "\n".join(faults)
    assert {canary.text for canary in canaries} - seen == set(), "canaries nobody can read at all"


def test_actions_obey_whom_the_policy_names_and_nobody_else(world):
    faults: list[str] = []
    for who, client in actors(world).items():
        for route in asked(bindings("ROUTES"), "post"):
            with transaction.atomic():
                data = route.data(world) if route.data else {}
                kind = {"content_type": "application/json"} if in_api(route) else {}
                headers = door(route, who, world)
                response = client.post(route.url(world), data, headers=headers, **kind)
                faults += wrong_answer(route, who, response)
                transaction.set_rollback(True)
    assert not faults, "\n".join(faults)


def asked(routes: list[Route], method: str) -> list[Route]:
    return [route for route in routes if route.method == method and route.url]


def wrong_answer(route: Route, who: str, response: Any) -> list[str]:
    said = f"{route.method} {route.name}: {response.status_code}"
    if route.lets(who):
        fine = response.status_code in route.answer and not refused(response)
        return [] if fine else [f"{who} is refused {said}"]
    return [] if refused(response) else [f"{who} may {said}"]


def refused(response: Any) -> bool:
    """Not there, not yours, or first say who you are."""
    sent_to = response.headers.get("Location", "")
    doors = (reverse(settings.LOGIN_URL), reverse("shell:no_person"))
    return response.status_code in {401, 403, 404} or sent_to.startswith(doors)
