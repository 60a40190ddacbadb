"""A check-in by the link of its letter, on a phone: counted in what there is to do, never timed."""

from datetime import date
from math import ceil
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from fairway.conversations.checkins_mail import WRITE
from fairway.foundation import maillinks
from fairway.foundation.events import SYSTEM
from fairway.goals.actions.agreeing import propose_goal
from fairway.goals.actions.creating import add_goal
from fairway.goals.actions.results import add_result
from fairway.strategy.actions.periods import add_period, open_period

pytestmark = pytest.mark.django_db(transaction=True)
MOST_TAPS, MOST_WORDS, MOST_SWIPES, TWO_MINUTES = 8, 20, 4, 120
# What a slow hand takes: on phones people type some 36 words a minute on average.
TYPED_A_MINUTE, READ_A_MINUTE = 25, 200
A_TAP, A_SWIPE = 3, 2  # seconds, with finding where


class Hand:
    """What somebody does on a phone, counted."""

    def __init__(self, page):
        self.taps = self.typed = 0
        self.read = len(page.inner_text("main").split())
        high, there = page.evaluate("[document.documentElement.scrollHeight, window.innerHeight]")
        self.swipes = ceil(high / there) - 1

    def tap(self, where):
        where.click()
        self.taps += 1

    def type(self, where, words):
        self.tap(where)
        where.fill(words)
        self.typed += len(words.split())

    @property
    def seconds(self):
        words = 60 * (self.typed / TYPED_A_MINUTE + self.read / READ_A_MINUTE)
        return words + A_TAP * self.taps + A_SWIPE * self.swipes


@pytest.fixture
def goal(clock, ana):
    clock("2026-11-17 02:00")
    days = {"starts_on": date(2026, 10, 1), "last_day": date(2026, 12, 31)}
    quarter = open_period(add_period("quarter", "Q4", actor=SYSTEM, **days), actor=SYSTEM)
    goal = add_goal("Answer at once", actor=SYSTEM, owner=ana, period=quarter)
    add_result(goal, "Calls answered at once", actor=SYSTEM, baseline=0, target=90)
    return propose_goal(goal, actor=SYSTEM)


@pytest.fixture
def opened(goal, check_in_of, ana, visit):
    """The page that her letter leads to, and the check-in. She is not signed in."""
    check_in = check_in_of(ana)
    link = urlsplit(maillinks.url_of(maillinks.make_link(WRITE, person=ana, obj=check_in)))
    return visit(link.path, width="phone"), check_in


def sent_to(check_in):
    check_in.refresh_from_db()
    return check_in.sent_to


def test_no_sign_in_and_no_answer_that_must_be_given_one_sentence_and_two_more_taps_are_enough(
    opened, bo
):
    page, check_in = opened
    assert page.locator("form [required]").count() == 0
    hand = Hand(page)
    hand.type(page.get_by_label("What comes first until next time?"), "Chapter three")
    hand.tap(page.get_by_role("button", name="Send your check-in"))
    expect(page.get_by_role("heading", name="Done")).to_be_visible()
    assert hand.taps == 2
    assert sent_to(check_in) == bo


def test_a_usual_week_is_one_screen_at_most_eight_taps_and_twenty_words_so_under_two_minutes(
    opened, check, goal, bo
):
    page, check_in = opened
    check(page)
    screens = []
    page.on("framenavigated", lambda frame: screens.append(frame.url))
    hand = Hand(page)
    hand.type(page.get_by_label("Calls answered at once"), "62")
    hand.type(page.get_by_label("What comes first until next time?"), "Chapter three of the manual")
    hand.type(page.get_by_label("What is in your way?"), "Labels come two days late")
    hand.tap(page.get_by_label("Put it first on our next 1:1"))
    hand.tap(page.get_by_label("A decision"))
    felt = page.locator("fieldset").filter(has_text="How was this week for you?")
    hand.tap(felt.get_by_text("4", exact=True))
    hand.tap(page.get_by_role("button", name="Send your check-in"))
    expect(page.get_by_role("heading", name="Done")).to_be_visible()

    assert len(screens) == 1, "nothing between the form and the word that it is done"
    assert hand.taps <= MOST_TAPS
    assert hand.typed <= MOST_WORDS
    assert hand.swipes <= MOST_SWIPES
    assert hand.seconds < TWO_MINUTES
    assert sent_to(check_in) == bo
    goal.refresh_from_db()
    assert goal.percent == 69
