"""How many queries each page sends is on record; a page that needs more must say so in review.

After a change that is right, write the record anew: FAIRWAY_RECORD=1 ./bin/test tests/house
"""

import json
import os
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.access.binding import Route, bindings
from tests.access.world import World, door

pytestmark = pytest.mark.django_db

RECORD = Path(__file__).parent / "query_counts.json"
MOST = 12
# Who opens a page for the count: the first of these whom the policy lets in, and besides whoever
# is shown more than others are.
READERS = ("subject", "manager", "hr_partner", "people_lead", "administrator", "external")
SHOWN_MORE = {"manager", "people_lead"}


def test_pages_send_the_queries_on_record_and_never_more_than_twelve(world, monkeypatch):
    # The organisation's zone is looked up every few seconds, by whichever page comes then.
    monkeypatch.setattr("fairway.foundation.organisation.REMEMBER_SECONDS", 3600)
    counted = {
        route.name: {who: count(route, who, world) for who in readers(route)} for route in pages()
    }
    most = {name: max(by_reader.values()) for name, by_reader in counted.items()}
    if os.environ.get("FAIRWAY_RECORD"):
        RECORD.write_text(json.dumps(most, indent=1, sort_keys=True) + "\n")
    assert {name: counted[name] for name, n in most.items() if n > MOST} == {}
    assert most == json.loads(RECORD.read_text()), "see the docstring above"


def readers(route: Route) -> list[str]:
    let_in = [who for who in READERS if route.lets(who)]
    return [who for who in let_in if who == let_in[0] or who in SHOWN_MORE]


def pages() -> list[Route]:
    routes = [r for r in bindings("ROUTES") if r.method == "get" and r.url]
    return [r for r in routes if any(r.lets(who) for who in READERS)]


def count(route: Route, who: str, world: World) -> int:
    client, account = Client(), world.accounts[who]
    if account is not None:
        client.force_login(account)
    address, headers = route.url(world), door(route, who, world)
    client.get(address, headers=headers)  # what is kept per process is not the page's
    with ExitStack() as all_of_them:
        # On SQLite, what is noted of who read lies in a file of its own: that query counts too.
        places = [all_of_them.enter_context(CaptureQueriesContext(c)) for c in connections.all()]
        response = client.get(address, headers=headers)
        if response.streaming:
            b"".join(response)
    sent = [query["sql"] for place in places for query in place]
    return len([sql for sql in sent if not sql.startswith(("SAVEPOINT", "RELEASE"))])
