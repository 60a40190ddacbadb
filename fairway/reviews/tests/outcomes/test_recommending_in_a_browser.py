"""Bo says what comes next and recommends; Mia, then Hana agree; Ana reads it. By keyboard, too."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from fairway.reviews.actions.recommending import decide_step
from fairway.reviews.actions.releasing import give_to_person, release_to_manager
from fairway.reviews.models import Recommendation

pytestmark = pytest.mark.django_db(transaction=True)


def fits(page):
    wide = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    return wide[0] <= wide[1]


@pytest.mark.parametrize(("width", "theme"), [("desk", "light"), ("phone", "dark")])
def test_pages_are_in_order(
    visit, check, ana_in_it, outcome, proposed, step_in_development, ana, bo, mia, width, theme
):
    new = reverse("reviews:new_recommendation", args=[ana_in_it.public_id, "promotion"])
    for who, where in (
        (bo, reverse("reviews:outcomes")),
        (mia, reverse("reviews:outcomes")),
        (ana, reverse("reviews:outcomes")),
        (bo, reverse("reviews:conclude", args=[ana_in_it.public_id])),
        (bo, outcome.get_absolute_url()),
        (bo, new),
        (bo, step_in_development.get_absolute_url()),
        (mia, proposed.get_absolute_url()),
        (bo, reverse("reviews:recommendation_who", args=[proposed.public_id])),
    ):
        page = visit(where, as_=who, width=width, theme=theme)
        check(page)
        assert fits(page), f"{where} hangs over the edge"


def test_from_what_comes_next_to_a_promotion_that_she_reads(
    visit, ana_in_it, day, ana, bo, mia, hana
):
    page = visit(reverse("reviews:conclude", args=[ana_in_it.public_id]), as_=bo)
    page.get_by_label("Support next").fill("Two hours a week for the guide.")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_text("Kept.", exact=True)).to_be_visible()

    page.get_by_role("link", name="Recommend a promotion").click()
    page.get_by_label("Role and level").fill("Support specialist L3")
    page.get_by_label("Why").fill("She leads the returns already.")
    page.get_by_label("From when").fill(day.isoformat())
    page.get_by_role("button", name="Keep as a draft").click()
    page.get_by_role("button", name="Propose it").click()
    expect(page.get_by_text("Proposed. Whoever decides is told.")).to_be_visible()
    made = Recommendation.objects.get()

    for who in (mia, hana):
        page = visit(reverse("reviews:outcomes"), as_=who)
        link = page.get_by_role("link", name="Ana Reyes")
        link.focus()
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Your yes or no").wait_for()
        page.get_by_label("Approve").focus()
        page.keyboard.press("Space")
        page.get_by_role("button", name="Decide").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text("Decided. The manager is told.")).to_be_visible()

    release_to_manager(ana_in_it, actor=hana)
    give_to_person(ana_in_it, actor=bo)
    page = visit(made.get_absolute_url(), as_=bo)
    page.get_by_role("button", name="I have told Ana Reyes").click()
    expect(page.get_by_text("Ana Reyes can read it now.")).to_be_visible()

    page = visit(reverse("reviews:outcomes"), as_=ana)
    page.get_by_role("link", name="Promotion to Support specialist L3").click()
    expect(page.get_by_text("She leads the returns already.")).to_be_visible()
    page = visit(reverse("reviews:outcomes"), as_=ana)
    page.get_by_role("link", name="What comes next").click()
    expect(page.get_by_text("Two hours a week for the guide.")).to_be_visible()


def test_what_was_typed_on_a_stale_page_is_shown(visit, proposed, mia):
    page = visit(proposed.get_absolute_url(), as_=mia)
    page.get_by_label("Decline").check()
    page.get_by_label("Why").fill("A long thought.")
    decide_step(proposed, actor=mia, approve=True)
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text("A long thought.")).to_be_visible()


def test_kept_with_nothing_in_it_says_so_and_an_emptied_draft_goes_by_keyboard(
    visit, check, ana_in_it, bo
):
    page = visit(reverse("reviews:conclude", args=[ana_in_it.public_id]), as_=bo)

    def keep():
        page.get_by_role("button", name="Keep", exact=True).focus()
        page.keyboard.press("Enter")

    keep()
    expect(page.get_by_text("Nothing is written here yet")).to_be_visible()
    check(page)
    page.get_by_label("Support next").focus()
    page.keyboard.type("Two hours a week.")
    keep()
    expect(page.get_by_text("Kept.", exact=True)).to_be_visible()
    page.get_by_label("Support next").focus()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    keep()
    expect(page.get_by_text("so the draft is gone")).to_be_visible()
    check(page)
