"""Ana in Manila and Bo in Lisbon set up 1:1s, write the agenda, talk, and say what came of it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from fairway.conversations.models import HelpTally, OneOnOne

pytestmark = pytest.mark.django_db(transaction=True)
LABELS, ROTA = "Labels reach customers late", "Saturday rota"
PRIVATE = "She sounded tired of it."
OUTCOME = "Bo asks the carrier by Friday."


def fits(page):
    wide, there = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= there, "nothing hangs over the edge of the page"


def fine(page, check):
    check(page)
    fits(page)


def set_up(hers, check):
    hers.get_by_role("link", name="Set up 1:1s").first.click()
    hers.get_by_role("button", name="Save").click()
    hers.get_by_label("It suits us all the same").check()  # ten in Manila is night in Lisbon
    fine(hers, check)
    hers.get_by_role("button", name="Save").click()
    hers.get_by_text("Your 1:1s stand").first.wait_for()
    fine(hers, check)


def hold(his, check):
    his.get_by_role("button", name=f"Talked about: {LABELS}").click()
    his.get_by_role("button", name=f"Not talked about after all: {LABELS}").wait_for()
    his.get_by_role("link", name="New").click()
    his.get_by_label("What is to be done").fill("Ask the carrier")
    his.get_by_label("By", exact=True).fill((timezone.now() + timedelta(days=3)).date().isoformat())
    fine(his, check)
    his.get_by_role("button", name="Save").click()
    his.get_by_label("What came of it").fill(OUTCOME)
    fine(his, check)
    his.get_by_role("main").get_by_role("button", name="Close", exact=True).click()
    his.get_by_text(OUTCOME).first.wait_for()
    fine(his, check)


@pytest.mark.parametrize(("width", "theme"), [("desk", "light"), ("phone", "dark")])
def test_from_the_first_agenda_to_what_came_of_it(visit, check, ana, bo, width, theme):
    hers = visit(reverse("conversations:one_on_ones"), as_=ana, width=width, theme=theme)
    fine(hers, check)
    set_up(hers, check)

    meeting = OneOnOne.objects.order_by("starts_at").first()
    hers.goto(meeting.get_absolute_url())
    for words in (LABELS, ROTA):
        hers.get_by_label("What do you want to talk about?").fill(words)
        hers.get_by_role("button", name="Add").click()
        hers.get_by_text("It stands on the agenda").first.wait_for()

    his = visit("/", as_=bo, width=width, theme=theme)
    his.get_by_role("link", name="Open agenda").click()
    expect(his.get_by_text(LABELS).first).to_be_visible()
    his.get_by_label("Your note").fill(PRIVATE)
    his.locator("#private").get_by_role("button", name="Save").click()
    his.get_by_text("Saved, for you alone").first.wait_for()
    fine(his, check)

    now = timezone.now()  # the hour has come
    OneOnOne.objects.filter(pk=meeting.pk).update(
        starts_at=now - timedelta(minutes=20), until_at=now + timedelta(minutes=10)
    )
    his.goto(meeting.get_absolute_url())
    hold(his, check)
    his.goto("/")
    expect(his.get_by_text("Ask the carrier").first).to_be_visible()

    hers.goto(meeting.get_absolute_url())
    expect(hers.get_by_text(OUTCOME).first).to_be_visible()
    assert PRIVATE not in hers.content()
    hers.get_by_text("Somewhat", exact=True).click()
    fine(hers, check)
    hers.get_by_role("button", name="Answer").click()
    expect(hers.get_by_role("button", name="Answer")).to_have_count(0)
    assert HelpTally.objects.get().count == 1

    coming = OneOnOne.objects.open().order_by("starts_at").first()
    hers.goto(coming.get_absolute_url())
    expect(hers.get_by_text("carried over once")).to_be_visible()
    expect(hers.get_by_text(ROTA)).to_be_visible()
    expect(hers.get_by_text(LABELS)).to_have_count(0)
    fine(hers, check)
