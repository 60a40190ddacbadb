"""Whoever runs a cycle in which only they are sees why its pages are empty, and no number of it."""

import pytest
from django.urls import reverse

from fairway.reviews.actions.launching import launch_cycle
from fairway.reviews.models import Review

pytestmark = pytest.mark.django_db
WHY = "Nobody else whom you look after is"


@pytest.fixture
def of_one(launched, pia, hana, organisation):
    """About Pia alone, who runs it."""
    cycle = launched("self", units=(organisation.people.pk,), left_out=(hana.pk,))
    assert [one.participant.person for one in Review.objects.filter(cycle=cycle)] == [pia]
    return cycle


def page(browser, name, cycle, more=""):
    return browser.get(reverse(f"reviews:{name}", args=[cycle.public_id]) + more).text


@pytest.mark.parametrize("name", ["cycle", "cycle_people"])
def test_whoever_is_alone_in_it_reads_why_nothing_stands_there(at, pia, of_one, name):
    shown = page(at(pia), name, of_one)
    assert WHY in shown
    assert "Your own reviews" in shown
    assert "0 of 1" not in shown
    assert pia.get_absolute_url() not in shown.split("<main")[1]


def test_who_is_not_in_it_is_told_of_their_units(at, hana, of_one, organisation):
    shown = page(at(hana), "cycle", of_one)
    assert WHY not in shown
    assert "people of your units" in shown


def test_with_somebody_else_in_it_the_board_is_as_ever(at, pia, hana, launched, organisation):
    cycle = launched("self", units=(organisation.people.pk,))
    for name, stands in (("cycle", "0 of 1"), ("cycle_people", hana.name)):
        shown = page(at(pia), name, cycle)
        assert stands in shown
        assert WHY not in shown


def test_somebody_who_is_not_found_is_not_oneself(at, pia, of_one):
    assert WHY not in page(at(pia), "cycle_people", of_one, "?find=nobody")


def test_while_everybody_is_brought_in_the_board_says_so(at, pia, draft, organisation):
    cycle = draft("self", units=(organisation.people.pk,))
    launch_cycle(cycle, actor=pia)
    shown = page(at(pia), "cycle", cycle)
    assert "Everybody is being brought in" in shown
    assert WHY not in shown
