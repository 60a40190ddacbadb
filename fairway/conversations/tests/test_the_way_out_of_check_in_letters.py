"""Who takes the way out that a check-in's letter offers gets no further one, and is told inside."""

import re
from html import unescape

import pytest

from fairway.conversations.actions.checkins_opening import OPENED, due, open_some
from fairway.conversations.models import CheckIn
from fairway.foundation.jobs.worker import run_due
from fairway.foundation.models import MailOut, Notification
from fairway.foundation.notifications import preferences, set_preference
from fairway.foundation.notifications.unsubscribing import offer_of, unsubscribe
from fairway.foundation.tests.mail_servers import mailing_really

pytestmark = pytest.mark.django_db
TITLE = "Your check-in is open"


@pytest.fixture
def box(settings):
    """A real mail server."""
    with mailing_really(settings) as box:
        yield box


@pytest.fixture
def planned(clock, rhythm, turns, bo):
    """From Monday on, for Bo in Lisbon, Tuesdays at ten."""
    clock("2026-11-16 00:00")
    turns(bo)


@pytest.fixture
def tuesday(planned, clock):
    """tuesday(17): the check-in of that day opens, and all that is due is done."""

    def come(day):
        clock(f"2026-11-{day} 10:00")
        opened = open_some(list(due()))
        while run_due():
            pass
        return opened

    return come


def told(person):
    return [one.title for one in Notification.objects.filter(person=person, kind=OPENED)]


def test_the_link_in_the_letter_ends_the_letters_and_the_notice_comes_instead(
    box, tuesday, bo, client
):
    assert tuesday(17) == 1
    (letter,) = box.letters
    assert (letter["Subject"], letter["To"]) == (TITLE, bo.email)
    assert told(bo) == []
    link = unescape(re.search(r"<(https?://[^>]+)>", letter["List-Unsubscribe"]).group(1))
    unsubscribe(offer_of(link.rstrip("/").rsplit("/", 1)[1]))
    assert tuesday(24) == 1
    assert len(box.letters) == 1
    assert told(bo) == [TITLE]
    assert (
        Notification.objects.get(kind=OPENED).url == CheckIn.objects.latest("pk").get_absolute_url()
    )


def test_a_letter_that_still_waits_stays_here(planned, clock, box, bo):
    clock("2026-11-17 10:00")
    open_some(list(due()))
    set_preference(OPENED, "in_app", actor=bo)
    while run_due():
        pass
    assert box.letters == []
    assert MailOut.objects.get(person=bo).reason


@pytest.mark.parametrize(
    ("channel", "letters", "inside"),
    [("now", 1, 0), ("digest", 0, 1), ("in_app", 0, 1), ("off", 0, 0)],
)
def test_each_answer_of_the_page_of_notifications_does_what_it_says(
    box, tuesday, bo, channel, letters, inside
):
    set_preference(OPENED, channel, actor=bo)
    assert tuesday(17) == 1
    assert [one["Subject"] for one in box.letters] == [TITLE] * letters
    assert told(bo) == [TITLE] * inside


def test_in_the_daily_mail_it_comes_when_that_goes(box, tuesday, clock, bo):
    set_preference(OPENED, "digest", actor=bo)
    tuesday(17)
    clock("2026-11-18 12:00")
    while run_due():
        pass
    (digest,) = box.letters
    assert TITLE in digest.get_body(("plain",)).get_content()


def test_the_page_shows_what_holds_as_long_as_nobody_chose(bo):
    shown = {one.key: (one.channel, one.chosen) for one in preferences(bo)}
    assert shown[OPENED] == ("now", None)
    set_preference(OPENED, "digest", actor=bo)
    assert {one.key: one.channel for one in preferences(bo)}[OPENED] == "digest"
