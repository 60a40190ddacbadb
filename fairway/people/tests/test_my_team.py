"""A manager sees where their people are in their day, and when all are there."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from fairway.people.availability import know, talk_among
from fairway.people.models import Absence

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 6, 8, 9, 0, tzinfo=UTC)  # ten in Lisbon, five in Manila


@pytest.fixture
def another(hire, organisation, bo):
    return hire("Eve Lind", organisation.support, organisation.lisbon, bo)


def away(person, start, back):
    Absence.objects.create(person=person, from_on=start, until_on=back, state=Absence.State.AGREED)


def words(viewer, *people):
    known = know([viewer, *people], MONDAY.date())
    return talk_among(viewer, people, MONDAY, known).words


def test_the_hours_that_all_share_are_named(bo, another):
    assert words(bo, another).startswith("Next all 2 of you are there 09:00 to 17:00")


def test_where_no_hour_suits_all_it_says_when_most_are_there(bo, ana, another):
    assert "09:00 to 10:00" in words(bo, ana, another)
    ana.time_zone = "Pacific/Honolulu"
    said = words(bo, ana, another)
    assert said.startswith("No hour suits everybody. Most are there, 2 of 3, 09:00 to 17:00")


def test_whoever_is_away_is_not_waited_for(bo, ana, another):
    away(ana, date(2026, 6, 1), date(2026, 7, 1))
    assert "all 2 of you are there 09:00 to 17:00" in words(bo, ana, another)


def test_a_day_on_which_the_reader_is_away_is_passed_over(bo, another):
    away(bo, date(2026, 6, 8), date(2026, 6, 10))  # the tenth is a holiday in Portugal
    assert "11 Jun" in words(bo, another)


def test_the_nearest_of_the_good_days_is_named(bo, ana, another):
    ana.time_zone = "Pacific/Honolulu"
    away(ana, date(2026, 6, 9), date(2026, 6, 12))
    assert "all 2 of you" in words(bo, ana, another)
    another.time_zone = "Pacific/Honolulu"
    assert words(bo, ana, another).startswith("You share no working hours")


@time_machine.travel(MONDAY, tick=False)
def test_the_page_shows_clocks_and_what_waits(client, bo, ana, another):
    away(another, date(2026, 6, 20), date(2026, 6, 27))
    asked = Absence.objects.create(person=ana, from_on=date(2026, 7, 1), until_on=date(2026, 7, 4))
    client.force_login(bo.account)
    page = client.get(reverse("people:my_team")).text
    assert "Decide: 1 Jul, back 4 Jul" in page
    assert reverse("people:absence", args=[asked.public_id]) in page
    assert "20 Jun, back 27 Jun" in page
    assert "09:00 to 10:00" in page


def test_without_reports_it_says_so_kindly(client, ana):
    client.force_login(ana.account)
    assert "Nobody reports to you" in client.get(reverse("people:my_team")).text
