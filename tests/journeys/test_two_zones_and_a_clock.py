"""Ana in Manila and Bo in Lisbon, while a clock that one can set runs over the night of 25 October
2026, in which the clocks in Lisbon go back.

The clock of the server is moved; what falls due meanwhile is done as the ticker and a worker do it.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail as outbox
from django.utils import timezone
from playwright.sync_api import expect

from fairway.conversations.actions.checkins_asking import set_rhythm
from fairway.conversations.actions.meetings import Rhythm, start_series
from fairway.conversations.models import CheckIn, Way
from fairway.foundation.events import SYSTEM
from fairway.foundation.jobs.schedules import set_house_schedules
from fairway.foundation.jobs.ticking import tick
from fairway.foundation.jobs.worker import run_due

pytestmark = pytest.mark.django_db(transaction=True)
MANILA, LISBON = ZoneInfo("Asia/Manila"), ZoneInfo("Europe/Lisbon")
SUNDAY_BEFORE = datetime(2026, 10, 18, 12, tzinfo=UTC)
STEP = timedelta(minutes=30)
LABELS = "Labels come two days late"
REPLY = "I ask the carrier today."
BLOCKER = "What’s the biggest blocker you’re facing right now?"


class Clock:
    """The whole house's clock; it only goes ahead."""

    def __init__(self, traveller):
        self._traveller = traveller

    def reach(self, day, hour, zone):
        """It shows that hour there by now, and whatever fell due on the way was done then."""
        moment = datetime.combine(date.fromisoformat(day), time.fromisoformat(hour), zone)
        while (now := timezone.now()) < moment:
            self._traveller.move_to(min(now + STEP, moment.astimezone(UTC)))
            tick()
            run_due()


@pytest.fixture(autouse=True)
def clock(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    outbox.outbox = []
    with time_machine.travel(SUNDAY_BEFORE, tick=False) as traveller:
        yield Clock(traveller)


@pytest.fixture
def both(clock, ana, bo):
    set_house_schedules()
    return ana, bo


def shown(at, zone):
    return f"{at.astimezone(zone):%a %d %H:%M}"


def letters_to(person):
    return [one for one in outbox.outbox if person.email in one.to]


def path_in(letter):
    """Where the first link in it leads."""
    return urlsplit(re.search(r"https?://\S+", letter.body)[0]).path


def fine(page, check):
    check(page)
    wide, there = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= there, "nothing hangs over the edge of the page"


def test_a_check_in_opens_on_her_monday_while_it_is_sunday_there_and_he_answers_in_his_morning(
    visit, check, clock, both, organisation
):
    ana, bo = both
    set_rhythm(organisation.root, actor=SYSTEM, every_weeks=1, weekday=0, at=time(7, 30))
    clock.reach("2026-10-26", "07:29", MANILA)
    assert CheckIn.objects.filter(person=ana).count() == 1
    clock.reach("2026-10-26", "07:30", MANILA)
    opened = [one.opened_at for one in CheckIn.objects.filter(person=ana).order_by("week_on")]
    assert [shown(at, MANILA) for at in opened] == ["Mon 19 07:30", "Mon 26 07:30"]
    assert [shown(at, LISBON) for at in opened] == ["Mon 19 00:30", "Sun 25 23:30"]

    letter = letters_to(ana)[-1]
    assert letter.subject == "Your check-in is open"
    hers = visit(path_in(letter), width="phone")
    expect(hers.get_by_text("Week of 26 October")).to_be_visible()
    fine(hers, check)
    hers.get_by_label("What is in your way?").fill(LABELS)
    hers.get_by_role("button", name="Send your check-in").click()
    hers.get_by_role("heading", name="Done").wait_for()

    before = len(letters_to(bo))
    clock.reach("2026-10-26", "07:00", LISBON)
    assert len(letters_to(bo)) == before, "nobody writes to him at night"
    clock.reach("2026-10-26", "09:00", LISBON)
    assert "1 check-in waits for you to read it" in letters_to(bo)[-1].body
    his = visit("/", as_=bo)
    his.get_by_role("link", name="Read 1 check-in", exact=True).click()
    expect(his.get_by_text(LABELS).first).to_be_visible()
    expect(his.get_by_text("Yesterday, 23:30").first).to_be_visible()
    fine(his, check)
    his.get_by_label("Your reply").fill(REPLY)
    his.get_by_role("button", name="Reply", exact=True).click()
    expect(his.get_by_text("Nothing to read")).to_be_visible()
    own = CheckIn.objects.filter(person=bo).order_by("week_on")
    assert [f"{one.opened_at:%H:%M}" for one in own] == ["06:30", "07:30"], "07:30 by his clock"

    clock.reach("2026-10-26", "18:00", MANILA)
    check_in = CheckIn.objects.get(person=ana, week_on="2026-10-26")
    hers = visit(check_in.get_absolute_url(), as_=ana, width="phone")
    expect(hers.get_by_text(REPLY).first).to_be_visible()
    expect(hers.get_by_text("Today, 17:00").first).to_be_visible()
    fine(hers, check)


def test_what_both_write_over_days_and_the_next_stays_at_his_hour_and_moves_for_her(
    visit, check, clock, both
):
    ana, bo = both
    in_writing = {"way": Way.WRITTEN, "days": 5}
    rhythm = Rhythm("weekly", date(2026, 10, 23), time(10), bo, **in_writing)
    series = start_series(ana, actor=bo, rhythm=rhythm)
    first, second = series.meetings.order_by("starts_at")[:2]
    assert [shown(one.starts_at, LISBON) for one in (first, second)] == [
        "Fri 23 10:00",
        "Fri 30 10:00",
    ]

    clock.reach("2026-10-23", "17:30", MANILA)
    hers = visit("/", as_=ana, width="phone")
    hers.get_by_role("link", name="Write in your 1:1 with Bo Almeida", exact=True).click()
    expect(hers.get_by_text("17:00 (Manila)")).to_be_visible()
    hers.wait_for_load_state("networkidle")  # how her goals stand comes after the page
    hers.get_by_label("What do you want to talk about?").fill("Saturday rota")
    hers.get_by_role("button", name="Add", exact=True).click()
    hers.get_by_text("It stands on the agenda").first.wait_for()
    hers.get_by_role("textbox", name=BLOCKER).fill(LABELS)
    hers.get_by_role("button", name="Save", exact=True).first.click()
    hers.get_by_text("Saved. You can both go on writing").first.wait_for()
    fine(hers, check)

    clock.reach("2026-10-26", "09:30", LISBON)
    his = visit(first.get_absolute_url(), as_=bo)
    expect(his.get_by_text(LABELS).first).to_be_visible()
    his.get_by_label("Notes for both of you").fill(REPLY)
    his.get_by_role("button", name="Save", exact=True).first.click()
    his.get_by_text("Saved. You can both go on writing").first.wait_for()
    his.get_by_role("button", name="Talked about: Saturday rota").click()
    his.get_by_role("button", name="Not talked about after all: Saturday rota").wait_for()
    fine(his, check)

    clock.reach("2026-10-27", "16:00", MANILA)
    hers = visit(first.get_absolute_url(), as_=ana, width="phone")
    expect(hers.get_by_text(REPLY).first).to_be_visible()
    expect(hers.get_by_text("Yesterday, 17:30").first).to_be_visible()  # by her clock
    hers.get_by_label("Notes for both of you").fill("He has answered. Thank you.")
    hers.get_by_role("button", name="Save", exact=True).first.click()
    hers.get_by_text("Saved. You can both go on writing").first.wait_for()

    clock.reach("2026-10-27", "17:00", LISBON)
    his = visit(first.get_absolute_url(), as_=bo)
    expect(his.get_by_text("He has answered. Thank you.").first).to_be_visible()
    his.get_by_role("main").get_by_role("button", name="Close", exact=True).click()
    his.get_by_text("Bo Almeida closed it.").first.wait_for()
    fine(his, check)

    clock.reach("2026-10-30", "18:30", MANILA)
    hers = visit("/", as_=ana, width="phone")
    hers.get_by_role("link", name="Write in your 1:1 with Bo Almeida", exact=True).click()
    expect(hers.get_by_text("18:00 (Manila)")).to_be_visible()
    expect(hers.get_by_text("Saturday rota")).to_have_count(0)
    fine(hers, check)
