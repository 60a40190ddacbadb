"""Hana gives Ana more days to say whom to ask, by keyboard, and Ana names somebody in them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from fairway.people.days import organisation_day
from fairway.reviews.models import OwnDay, Phase

pytestmark = pytest.mark.django_db(transaction=True)


def fits(page):
    wide = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    return wide[0] <= wide[1]


@pytest.fixture
def about_ana(ana, bo, cy, hana, launched, participant):
    """The days to name are over for everybody."""
    cycle = launched("self", "manager", "peer", peers=4)
    gone = organisation_day() - timedelta(days=2)
    Phase.objects.filter(cycle=cycle, kind="nominate").update(opens_on=gone, due_on=gone)
    OwnDay.objects.all().delete()
    return participant(cycle, ana)


@pytest.mark.parametrize(("width", "theme"), [("desk", "light"), ("phone", "dark")])
def test_pages_are_in_order(visit, check, about_ana, hana, width, theme):
    for where in (
        about_ana.get_absolute_url(),
        reverse("reviews:step_days", args=[about_ana.public_id, "nominate"]),
        reverse("reviews:nominations", args=[about_ana.public_id]),
    ):
        page = visit(where, as_=hana, width=width, theme=theme)
        check(page)
        assert fits(page), f"{where} hangs over the edge"


def test_more_days_by_keyboard_open_the_list_again(visit, check, about_ana, ana, hana):
    page = visit(about_ana.get_absolute_url(), as_=hana)
    page.get_by_role("link", name="More days: Choose who is asked").focus()
    page.keyboard.press("Enter")
    day = page.get_by_label("Until the end of")
    day.fill(str(organisation_day() - timedelta(days=2)))
    day.press("Enter")
    expect(page.get_by_text("is never cut short").first).to_be_visible()
    check(page)
    page.get_by_label("Until the end of").fill(str(organisation_day() + timedelta(days=7)))
    page.get_by_label("Until the end of").press("Enter")
    expect(page.get_by_text("Saved. Whoever it concerns is told.")).to_be_visible()
    assert OwnDay.objects.get(person=ana).extended_until == organisation_day() + timedelta(days=7)
