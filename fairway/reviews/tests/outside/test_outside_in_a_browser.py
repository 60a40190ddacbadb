"""Kim gets a letter, opens the link on her phone, enters the code, stops, goes on and sends."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import expect

from fairway.foundation.jobs import worker
from fairway.reviews.actions.outside import outside_url
from fairway.reviews.models import OutsideInvitation, Review
from fairway.reviews.models.writing import asked_in
from fairway.reviews.tests.outside.conftest import ADDRESS

pytestmark = pytest.mark.django_db(transaction=True)
SEEN = "Ana called before we had to, each time something was late"


def code_from_the_mailbox():
    while worker.run_due():
        pass
    letters = [one for one in mail.outbox if one.to == [ADDRESS]]
    return re.search(r"\d{4} \d{4}", letters[-1].body).group()


def through_the_door(page):
    page.get_by_role("button", name="Send me the code").click()
    expect(page.get_by_role("heading", name="Enter the code")).to_be_visible()
    page.get_by_label("The code from the letter").fill(code_from_the_mailbox())
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Your view of the work of Ana Reyes")).to_be_visible()


def fits(page):
    wide = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    return wide[0] <= wide[1]


def test_from_being_named_to_a_sealed_answer(visit, check, ana, bo, about_ana, run_jobs, letters):
    page = visit(reverse("reviews:nominations", args=[about_ana.public_id]), as_=ana)
    page.get_by_label("Their name").fill("Kim Lund")
    page.get_by_label("Their e-mail address").fill(ADDRESS)
    page.locator("form", has_text="A customer or partner").get_by_role("button").click()
    expect(page.get_by_text("On the list.")).to_be_visible()
    check(page)

    page = visit(reverse("reviews:nominations", args=[about_ana.public_id]), as_=bo, width="phone")
    page.get_by_role("button", name="Agree").click()
    expect(page.get_by_text("Approved")).to_be_visible()

    run_jobs()
    (letter,) = letters()
    link = re.search(r"http\S+/reviews/outside/\S+", letter.body).group()
    path = link[link.index("/reviews/") :]

    page = visit(path, width="phone")
    check(page)
    assert "Ana" not in page.locator("main").inner_text()
    through_the_door(page)
    check(page)
    assert fits(page)
    first = asked_in(Review.objects.get(kind="external"))[0]
    box = page.locator(f"[name=q_{first.public_id}]")
    box.fill(SEEN)
    expect(page.locator("#kept")).to_contain_text("Saved")
    page.get_by_role("button", name="Keep, and go on later").click()
    expect(page.get_by_text("Kept. The link leads back to it")).to_be_visible()

    page = visit(path)  # the day after, at her desk
    assert SEEN not in page.content()
    through_the_door(page)
    expect(page.locator(f"[name=q_{first.public_id}]")).to_have_value(SEEN)
    for question in asked_in(Review.objects.get(kind="external")):
        words = f"{SEEN}. {'It helped us to plan our week, too. ' * 5}"
        page.locator(f"[name=q_{question.public_id}]").fill(words)
        if question.kind in question.WITH_SCALE:
            value = question.values[len(question.values) // 2]
            rating = page.locator(f"[name=r_{question.public_id}][value='{value}']")
            page.locator("label").filter(has=rating).click()
            expect(rating).to_be_checked()
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    check(page)
    assert Review.objects.get(kind="external").state == "submitted"

    page.goto(path)
    assert SEEN not in page.content()


@pytest.mark.parametrize(("width", "theme"), [("desk", "light"), ("phone", "dark")])
def test_pages_outside_are_in_order(visit, check, invitation, width, theme):
    address = outside_url(invitation.review)
    path = address[address.index("/reviews/") :]
    page = visit(path, width=width, theme=theme)
    check(page)
    page.goto(f"{path}code/")
    check(page)
    page.get_by_label("The code from the letter").fill("1234 5678")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("This is not the code").first).to_be_visible()
    check(page)
    page.goto(path)
    through_the_door(page)
    check(page)
    assert fits(page)
    page.get_by_role("link", name="I would rather not").click()
    expect(page.get_by_role("heading", name="Rather not")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Say no").click()
    expect(page.get_by_role("heading", name="Thank you for saying so")).to_be_visible()
    check(page)
    assert OutsideInvitation.objects.get().review.aside == "declined"
