"""Pointing to what happened: by keyboard alone, and without a script."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from fairway.reviews.actions.disputing import open_dispute
from fairway.reviews.models import DisputeEvidence
from tests.browsers import session_cookie
from tests.keyboard import reach, write

pytestmark = pytest.mark.django_db(transaction=True)
SAID = "It is all in what you told me."


@pytest.fixture
def half_a_year(told_in, bo):
    for month in range(1, 7):
        told_in(month, bo)


def test_by_keyboard_alone_she_finds_a_month_ticks_and_adds(visit, check, half_a_year, given, ana):
    look = open_dispute(given, actor=ana, words="The spring is missing.")
    page = visit(reverse("reviews:dispute_evidence", args=[look.public_id]), as_=ana)
    page.wait_for_load_state("networkidle")
    write(page, "What is there to see or to say?", SAID)
    reach(page, page.get_by_label("Month", exact=True))
    page.keyboard.type("April")
    show = page.get_by_role("button", name="Show")
    reach(page, show)
    page.keyboard.press("Enter")
    told = page.get_by_role("checkbox", name="It went well in month 4.")
    expect(page.get_by_role("checkbox")).to_have_count(1)
    expect(show).to_be_focused()
    expect(page.get_by_label("What is there to see or to say?")).to_have_value(SAID)
    check(page)
    reach(page, told)
    page.keyboard.press("Space")
    reach(page, page.get_by_role("button", name="Add", exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Added. It stays as you brought it.")).to_be_visible()
    expect(page.get_by_text("It went well in month 4.")).to_be_visible()
    assert DisputeEvidence.objects.get().exhibits.count() == 1


def test_without_a_script_a_month_is_chosen_and_what_was_typed_stays(
    served, browser, half_a_year, given, ana
):
    context = browser.new_context(base_url=served, java_script_enabled=False)
    context.add_cookies([session_cookie(ana, served)])
    page = context.new_page()
    page.goto(reverse("reviews:new_dispute", args=[given.public_id]))
    page.get_by_label("What do you see differently?").fill("The spring is missing.")
    page.get_by_label("Month", exact=True).select_option("2026-05")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("checkbox")).to_have_count(1)
    page.get_by_label("It went well in month 5.").check()
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_text("The spring is missing.")).to_be_visible()
    expect(page.get_by_text("It went well in month 5.")).to_be_visible()
    context.close()
