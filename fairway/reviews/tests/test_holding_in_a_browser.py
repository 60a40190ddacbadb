"""Hana has left: Pia finds it on Home and holds her cycle, by keyboard."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from fairway.foundation.events import SYSTEM
from fairway.people.actions.leaving import end_employment
from fairway.people.days import organisation_day

pytestmark = pytest.mark.django_db(transaction=True)


def fits(page):
    wide = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    return wide[0] <= wide[1]


@pytest.fixture
def left_alone(ana, bo, hana, launched):
    since = organisation_day() - timedelta(days=200)
    cycle = launched("self", "manager", facilitator=hana, hire_days=90, hired_from=since)
    end_employment(hana, actor=SYSTEM, left_on=organisation_day())
    return cycle


@pytest.mark.parametrize(("width", "theme"), [("desk", "light"), ("phone", "dark")])
def test_pages_are_in_order(visit, check, left_alone, pia, width, theme):
    for where in (
        left_alone.get_absolute_url(),
        reverse("reviews:cycles"),
        reverse("reviews:cycle_holder", args=[left_alone.public_id]),
    ):
        page = visit(where, as_=pia, width=width, theme=theme)
        check(page)
        assert fits(page), f"{where} hangs over the edge"


def test_a_people_lead_holds_by_keyboard_what_nobody_holds(visit, check, left_alone, pia):
    page = visit("/", as_=pia)
    page.locator(
        f'a[href="{reverse("reviews:cycle_holder", args=[left_alone.public_id])}"]'
    ).first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nobody who is here holds this cycle: Hana Novák did.")).to_be_visible()
    page.get_by_role("button", name="Hold it yourself").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("You hold it now.")).to_be_visible()
    expect(page.get_by_text("Held by Pia Lead.")).to_be_visible()
    check(page)
    left_alone.refresh_from_db()
    assert left_alone.facilitator == pia
