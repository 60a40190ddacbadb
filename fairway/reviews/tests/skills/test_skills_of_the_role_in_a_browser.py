"""Bo says by keyboard at which level he sees Ana's skills; what her role expects is read with them."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from fairway.reviews.models import Answer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def written(team, launched, review, ana):
    """Where Bo writes about Ana."""
    of_ana = review(launched("self", "manager"), ana, "manager")
    return reverse("reviews:review", args=[of_ana.public_id])


@pytest.mark.parametrize(("width", "theme"), [("desk", "light"), ("phone", "dark")])
def test_pages_are_in_order(visit, check, written, template, bo, hana, width, theme):
    for where, who in (
        (written, bo),
        (f"{reverse('reviews:template', args=[template.public_id])}?as=manager", hana),
        (reverse("reviews:edit_template", args=[template.public_id]), hana),
    ):
        page = visit(where, as_=who, width=width, theme=theme)
        check(page)
        wide = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert wide[0] <= wide[1], f"{where} hangs over the edge"


def test_a_level_is_chosen_by_keyboard_and_the_expected_one_is_heard_with_its_name(
    visit, written, bo
):
    page = visit(written, as_=bo)
    scale = page.get_by_role("group", name="Listening")
    expect(scale.get_by_role("radio", name="Expected in this role")).to_have_accessible_name(
        "Practitioner Expected in this role Listening as practitioner."
    )
    scale.get_by_role("radio", name="Awareness").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(scale.get_by_role("radio", name="Working")).to_be_checked()
    page.get_by_role("button", name="Later").press("Enter")
    expect(page.get_by_text("Nobody reads it before you send it.")).to_be_visible()
    assert Answer.objects.get(question__skill__name="Listening").value == 2
    page.goto(page.url.split("/reviews/")[0] + written)
    told = "Listening. Expected in this role: Practitioner. Chosen: Working."
    expect(page.get_by_text(told)).to_be_visible()
