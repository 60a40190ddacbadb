"""Saltmarsh has written check-ins for two years; one thing has stood in Ana's way in five of them."""

from datetime import date

import pytest

from fairway.conversations.checkins_demo import ANA_BLOCKER, CARRIED, make_check_ins
from fairway.conversations.models import Blocker, CheckIn, CheckInPriority, CheckInTurn
from fairway.conversations.reading.checkins import queue_of
from fairway.foundation.demo import DemoCompany

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 18)


@pytest.fixture
def company(ana, bo, mia):
    company = DemoCompany(DAY, 240, cast={"ana": ana, "bo": bo, "mia": mia})
    make_check_ins(company)
    company.write_past()
    return company


def test_ana_has_written_nearly_every_week_and_this_one_is_open(company, ana):
    mine = CheckIn.objects.filter(person=ana).order_by("-week_on")
    assert mine.count() == 105
    assert mine[0].week_on == date(2026, 11, 16)
    assert not mine[0].is_sent
    assert 70 < mine.sent().count() < 105


def test_no_two_have_the_same_week_and_turns_know_the_last(company, ana, bo):
    weeks = list(CheckIn.objects.filter(person=ana).values_list("week_on", flat=True))
    assert len(weeks) == len(set(weeks))
    assert CheckInTurn.objects.get(person=ana).last_week_on == max(weeks)


def test_what_is_in_anas_way_has_been_told_five_times(company, ana, bo):
    blocker = Blocker.objects.get(person=ana)
    assert (blocker.words, blocker.weeks) == (ANA_BLOCKER, CARRIED)
    assert Blocker.objects.allowed(bo).get() == blocker


def test_what_is_done_of_the_last_is_for_the_next_to_say(company, ana):
    last = CheckIn.objects.sent().filter(person=ana).order_by("-week_on")[0]
    done = CheckInPriority.objects.filter(done=True, check_in__person=ana)
    assert done.exists()
    assert not done.filter(check_in=last).exists()


def test_what_was_written_this_week_waits_to_be_read(company, bo):
    new = CheckIn.objects.filter(week_on=date(2026, 11, 16))
    assert new.count() > 1
    assert not new.exclude(read_at=None).exists()


def test_bo_finds_his_queue(company, bo):
    queue = queue_of(bo)
    assert all(one.sent_to == bo for one in queue.waiting)
