"""Finding one's way: Home, the palette, the manual, by keyboard too."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", ["desk", "phone"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_home_is_in_order(visit, check, ana, width, theme):
    page = visit("/", as_=ana, width=width, theme=theme)
    page.get_by_role("heading", name="Ana").wait_for()
    check(page)


def test_the_manual_opens_before_signing_in(visit, check):
    page = visit("/manual/")
    page.get_by_role("heading", name="The manual").wait_for()
    check(page)


def test_what_is_wide_in_the_manual_scrolls_by_itself_on_a_phone(visit, check):
    page = visit("/manual/measure-ratings/", width="phone")
    page.get_by_role("heading", name="Measure ratings").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    check(page)


def test_a_person_is_found_and_opened_by_keyboard_alone(visit, check, ana, bo):
    page = visit("/", as_=ana)
    page.wait_for_load_state("networkidle")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("alme")
    page.get_by_role("option", name="Bo Almeida").wait_for()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Bo Almeida").wait_for()
    check(page)
