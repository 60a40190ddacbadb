"""Hana looks at a template as each audience will see it, and goes from one to the next by keyboard."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db(transaction=True)


def fits(page):
    wide = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    return wide[0] <= wide[1]


@pytest.mark.parametrize(("width", "theme"), [("desk", "light"), ("phone", "dark")])
def test_pages_are_in_order(visit, check, template, hana, width, theme):
    shown = reverse("reviews:template", args=[template.public_id])
    for where in (
        f"{shown}?as=manager",
        f"{shown}?as=peer",
        reverse("reviews:edit_template", args=[template.public_id]),
    ):
        page = visit(where, as_=hana, width=width, theme=theme)
        check(page)
        assert fits(page), f"{where} hangs over the edge"


def test_each_audience_is_a_press_away_and_nothing_can_be_typed(visit, template, hana):
    page = visit(reverse("reviews:template", args=[template.public_id]), as_=hana)
    page.get_by_role("link", name="Themselves").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Themselves")).to_have_attribute("aria-current", "page")
    expect(
        page.get_by_text("You; once sent, the author of your review and HR.").first
    ).to_be_visible()
    for one in (page.get_by_role("radio"), page.get_by_role("main").get_by_role("textbox")):
        assert one.count()
        assert all(box.is_disabled() for box in one.all())
