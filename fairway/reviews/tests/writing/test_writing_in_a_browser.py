"""Bo writes about Ana beside the evidence, loses the line, is signed out, and sends once."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from fairway.reviews.models import Citation, CriticalStatement, Review
from tests.browsers import lose_connection, session_cookie

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "Ships on time and says early when not."


def address(review, name="review"):
    return reverse(f"reviews:{name}", args=[review.public_id])


def fits(page):
    wide = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    return wide[0] <= wide[1]


@pytest.mark.parametrize(("width", "theme"), [("desk", "light"), ("phone", "dark")])
def test_pages_are_in_order(visit, check, of_manager, of_peer, told, bo, cy, width, theme):
    told(bo)
    for who, where in (
        (bo, address(of_manager)),
        (bo, address(of_manager, "review_evidence")),
        (bo, address(of_manager, "review_who")),
        (bo, reverse("reviews:ask_about_review", args=[of_manager.public_id, "more-time"])),
        (bo, reverse("reviews:writing_requests")),
        (cy, address(of_peer)),
    ):
        page = visit(where, as_=who, width=width, theme=theme)
        check(page)
        assert fits(page), f"{where} hangs over the edge"


def test_what_is_typed_is_saved_and_sent_with_what_is_new(visit, of_manager, told, bo):
    told(bo, behaviour="split the queue by product")
    page = visit(address(of_manager), as_=bo)
    page.get_by_role("textbox", name="Patterns").fill(WORDS)
    expect(page.locator("[id^=kept-]", has_text="Saved")).to_be_visible()
    page.locator("label").filter(has=page.get_by_role("radio", name="Partly")).click()
    expect(page.get_by_text("split the queue by product")).to_be_visible()
    page.get_by_role("button", name="Cite").click()
    expect(page.locator("#beside .fy-pill", has_text="Cited")).to_be_visible()
    assert Citation.objects.count() == 1

    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("Say of what is critical here").first).to_be_visible()
    page.get_by_role("button", name="It is new").click()
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("1 critical point here is new.")).to_be_visible()
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("Sent. It is locked now.")).to_be_visible()
    of_manager.refresh_from_db()
    assert of_manager.state == Review.State.SUBMITTED
    assert CriticalStatement.objects.get().is_new


def test_through_a_lost_line_nothing_is_lost(visit, of_manager, bo):
    page = visit(address(of_manager), as_=bo)
    lose_connection(page)
    page.get_by_role("textbox", name="Patterns").fill(WORDS)
    expect(page.locator("[data-said=offline]")).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator("#kept")).to_contain_text("Saved")
    assert of_manager.answers.get().text == WORDS


def test_through_an_expired_session_nothing_is_lost(visit, of_manager, bo):
    page = visit(address(of_manager), as_=bo)
    Session.objects.all().delete()
    page.get_by_role("textbox", name="Patterns").fill(WORDS)
    expect(page.locator("[data-said='signed-out']")).to_be_visible()
    assert not of_manager.answers.exists()

    page.context.add_cookies([session_cookie(bo, page.url)])
    page.reload()
    page.get_by_role("button", name="Bring it back").click()
    expect(page.get_by_role("textbox", name="Patterns")).to_have_value(WORDS)
    expect(page.locator("[id^=kept-]", has_text="Saved").first).to_be_visible()
    assert of_manager.answers.get().text == WORDS
