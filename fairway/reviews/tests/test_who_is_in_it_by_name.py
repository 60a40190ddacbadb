"""Who is in a cycle stands in the order of names, whenever each came into it, page by page."""

from datetime import date

import pytest
from django.urls import reverse

from fairway.people.models import Assignment, Person
from fairway.people.spelling import search_text
from fairway.reviews.models import Participant

pytestmark = pytest.mark.django_db
LONG_AGO = date(2020, 1, 1)


@pytest.fixture
def crowd(launched, ana, bo, organisation):
    """Sixty who came in from the last name to the first, and two alike; Ana and Bo before them."""
    cycle = launched("self")
    names = [f"crowd {number:02}" for number in range(60, 0, -1)]
    people = Person.objects.bulk_create(
        Person(
            name=name,
            sort_name=name,
            search_text=search_text(name),
            joined_on=LONG_AGO,
            active=number % 2 == 0,
        )
        for number, name in enumerate([*names, "crowd 30"])
    )
    for one in people:
        one.assignment = Assignment.objects.create(
            person=one, unit=organisation.support, valid_from=LONG_AGO
        )
    Person.objects.bulk_update(people, ["assignment"])
    Participant.objects.bulk_create(Participant(cycle=cycle, person=one) for one in people)
    return cycle


def test_everybody_stands_once_and_in_order_forwards_and_back(at, hana, crowd):
    browser, address = at(hana), reverse("reviews:cycle_people", args=[crowd.public_id])
    first = browser.get(address)
    second = browser.get(address + first.context["next"])
    assert not second.context["next"]
    back = browser.get(address + second.context["previous"])
    assert names(back) == names(first)
    seen = [*names(first), *names(second)]
    assert seen == sorted(seen)
    assert len(seen) == Participant.objects.filter(cycle=crowd).count() == 63
    assert seen.count("crowd 30") == 2


def test_who_is_looked_for_stands_by_name_too(at, hana, crowd):
    browser, address = at(hana), reverse("reviews:cycle_people", args=[crowd.public_id])
    found = names(browser.get(f"{address}?find=crowd"))
    assert found == sorted(found)
    assert found[0] == "crowd 01"


def names(answer):
    return [one.person.sort_name for one in answer.context["page"]]
