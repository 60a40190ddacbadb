"""Hana gives Ana more days to say whom to ask, and Bo more days to agree to it, by keyboard."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from fairway.people.days import organisation_day
from fairway.reviews.models import Nomination, OwnDay, Phase

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


@pytest.fixture
def bo_is_late(about_ana, ana, cy):
    """Ana has named Cy in time, and Bo has not looked at it."""
    Nomination.objects.create(
        participant=about_ana, reviewer=cy, proposed_by=ana, proposed_at=about_ana.cycle.launched_at
    )
    return reverse("reviews:cycle_managers", args=[about_ana.cycle.public_id])


@pytest.mark.parametrize(("width", "theme"), [("desk", "light"), ("phone", "dark")])
def test_pages_of_managers_are_in_order(
    visit, check, bo_is_late, about_ana, bo, hana, width, theme
):
    args = [about_ana.cycle.public_id, bo.public_id, "nominate"]
    for where in (
        about_ana.cycle.get_absolute_url(),
        bo_is_late,
        f"{bo_is_late}?all=1",
        f"{bo_is_late}?find=nobody",
        reverse("reviews:manager_days", args=args),
    ):
        page = visit(where, as_=hana, width=width, theme=theme)
        check(page)
        assert fits(page), f"{where} hangs over the edge"


def test_a_late_manager_gets_more_days_by_keyboard_from_the_board_on(
    visit, check, bo_is_late, about_ana, bo, hana
):
    page = visit(about_ana.cycle.get_absolute_url(), as_=hana)
    page.get_by_role("link", name="1 manager is late with a step.").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="More days: Bo Almeida").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 person waits for this.")).to_be_visible()
    day = page.get_by_label("Until the end of")
    day.fill(str(organisation_day() - timedelta(days=2)))
    day.press("Enter")
    expect(page.get_by_text("is never cut short").first).to_be_visible()
    expect(page.get_by_text("1 person waits for this.")).to_be_visible()
    check(page)
    page.get_by_label("Until the end of").fill(str(organisation_day() + timedelta(days=7)))
    page.get_by_label("Until the end of").press("Enter")
    expect(page.get_by_text("Nobody is late")).to_be_visible()
    assert OwnDay.objects.get(person=bo).extended_until == organisation_day() + timedelta(days=7)
