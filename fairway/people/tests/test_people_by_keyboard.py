"""Work with people by keyboard alone: nobody needs a pointer for what they do every week."""

from datetime import timedelta

import pytest

from fairway.people.models import Absence
from tests.keyboard import enter, write

pytestmark = pytest.mark.django_db(transaction=True)


def test_days_away_are_asked_for_and_agreed_to(visit, check, ana, bo, today):
    page = visit("/people/my/time/", as_=ana)
    write(page, "First day away", f"{today + timedelta(days=20):%m%d%Y}")
    write(page, "First day back", f"{today + timedelta(days=23):%m%d%Y}")
    enter(page, "button", "Ask for them")
    page.get_by_text("Asked. You hear when it is agreed.").wait_for()
    page = visit("/", as_=bo)
    enter(page, "link", "Decide")
    check(page)
    enter(page, "button", "Agree")
    page.get_by_text("Agreed.").wait_for()
    assert Absence.objects.get().state == Absence.State.AGREED


def test_somebody_is_found_and_the_page_says_when_to_talk(visit, check, ana, bo):
    page = visit("/people/", as_=bo)
    write(page, "Name, number or address", "rey")
    page.get_by_text("1 person", exact=True).wait_for()
    enter(page, "link", "Ana Reyes")
    page.get_by_role("heading", name="When you can talk").wait_for()
    check(page)


def test_a_reorganisation_is_looked_at_before_it_is_done(visit, check, lead, ana, cy, dee):
    page = visit("/people/reorganisation/", as_=lead)
    write(page, "Who moves", "Ana Reyes")
    write(page, "Reporting to", "Cy Oka")
    page.locator("datalist option[value^='Cy Okafor']").wait_for(state="attached")
    page.keyboard.type("for")
    enter(page, "button", "See what would change")
    page.get_by_role("heading", name="Loses sight").wait_for()
    check(page)
    assert ana.assignment.manager_id != cy.pk
