"""The people room's addresses and private fields in the access matrix."""

from typing import Any

from django.urls import reverse

from fairway.people.models import Person
from fairway.people.tests.matrix_import import CANARIES as IMPORT_CANARIES
from fairway.people.tests.matrix_import import ROUTES as IMPORT
from fairway.people.tests.matrix_pages import ROUTES as PAGES
from tests.access.binding import Canary, Route

OWN = "Own pages"


def page(name: str) -> Any:
    return lambda world: reverse(name, args=[world.subject.public_id])


def put_number(world: Any, word: str) -> None:
    Person.objects.filter(pk=world.subject.pk).update(employee_number=word)


ROUTES = [
    *PAGES,
    *IMPORT,
    Route("people:directory", OWN, url=lambda world: reverse("people:directory")),
    Route("people:chart", OWN, url=lambda world: reverse("people:chart")),
    Route("api:people_list", OWN, url=lambda world: reverse("api:people_list")),
    Route("api:people_units", OWN, url=lambda world: reverse("api:people_units")),
    Route("api:people_locations", OWN, url=lambda world: reverse("api:people_locations")),
    Route("api:people_absences", OWN, url=lambda world: reverse("api:people_absences")),
    Route(
        "api:people_ask_absence",
        OWN,
        method="post",
        verb="C",
        url=lambda world: reverse("api:people_ask_absence"),
        data=lambda world: {"from_on": "2031-03-03", "until_on": "2031-03-07"},
        answer=frozenset({201}),
    ),
    *(
        Route(
            name,
            "Org data",
            verb="part",
            url=page(name),
            never=frozenset({"other_employer", "administrator"}),
            reason="a franchisee's people see only each other; an administrator reads no people",
        )
        for name in ("api:people_person", "api:people_reports")
    ),
    Route(
        "people:branch",
        "Org data",
        verb="part",
        url=page("people:branch"),
        never=frozenset({"other_employer"}),
        reason="a franchisee's people see only each other",
    ),
    Route(
        "people:person",
        "Org data",
        verb="part",
        url=page("people:person"),
        never=frozenset({"other_employer", "administrator"}),
        reason="a franchisee's people see only each other; an administrator reads no people",
    ),
]
CANARIES = [Canary("Org data", "employee_number", put_number), *IMPORT_CANARIES]
