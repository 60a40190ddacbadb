"""Hana looks at a template as each audience will see it, and goes from one to the next by keyboard."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from fairway.reviews.models import Question
from tests.keyboard import enter, write

QUESTION = re.compile("^Question")
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


def test_a_question_is_added_by_keyboard_and_enter_in_a_field_keeps_what_is_there(
    visit, check, hana
):
    page = visit(reverse("reviews:new_template"), as_=hana)
    write(page, "Name", "Year")
    write(page, "Title of the section", "All")
    first, second = (page.get_by_role("region", name=f"Question {n}") for n in (1, 2))
    first.get_by_role("textbox", name=QUESTION).fill("What helped?")
    enter(page, "button", "Add a question")
    expect(second).to_be_in_viewport()
    expect(page.get_by_role("textbox", name="Name")).to_have_value("Year")
    check(page)
    expect(page.get_by_text("You wrote something here that was not sent")).to_be_hidden()
    second.get_by_role("textbox", name=QUESTION).fill("What next?")
    page.get_by_role("textbox", name="Name").press("Enter")
    expect(page.get_by_text("Kept as a draft.")).to_be_visible()
    assert [str(one.text) for one in Question.objects.order_by("rank")] == [
        "What helped?",
        "What next?",
    ]
