"""A new organisation is set up by keyboard alone."""

from datetime import date

import pytest

from fairway.foundation import policy
from fairway.people.models import Appointment

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lead(cy):
    Appointment.objects.create(person=cy, role="people_lead", valid_from=date(2024, 1, 8))
    return cy


def test_a_name_and_a_size_are_chosen(visit, check, lead):
    page = visit("/", as_=lead)
    page.wait_for_load_state("networkidle")
    page.get_by_role("link", name="Say who you are").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Name").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("Saltmarsh")
    page.keyboard.press("Enter")
    page.get_by_role("radio", name="Light").focus()
    check(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/size/" not in url)
    assert policy.get("organisation.name") == "Saltmarsh"
    assert policy.get("organisation.size") == "standard"
