"""Wins: one's own until one shares them, and a gentle question once a month."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from fairway.conversations.actions.notes_refused import NotALink, NothingSaid, NotYet
from fairway.conversations.actions.wins import (
    change_win,
    forget_prompts,
    keep_win,
    remove_win,
    share_win,
    write_win,
)
from fairway.conversations.actions.wins_asking import (
    FRIDAY,
    PROMPT,
    SPREAD,
    WINDOW,
    ask_for_wins,
    is_due,
)
from fairway.conversations.models import Win, WinPrompt
from fairway.foundation import notifications
from fairway.foundation.access import can
from fairway.foundation.events import SYSTEM
from fairway.foundation.jobs.worker import run_due
from fairway.foundation.models import Event, Notification
from fairway.foundation.policy import set_policy
from fairway.foundation.presence import Away
from fairway.foundation.times.working import Days
from fairway.people.models import Absence

pytestmark = pytest.mark.django_db
LATE_IN_MARCH = datetime(2026, 3, 31, 1, 0, tzinfo=UTC)  # a Tuesday, in Manila and in Lisbon


def asked(now):
    with time_machine.travel(now, tick=False):
        return ask_for_wins(now)


def told():
    return {one.person for one in Notification.objects.filter(kind=PROMPT)}


@pytest.fixture
def everybody(ana, bo, mia, cy, dee, hana, eva, pia):
    return [ana, bo, mia, cy, dee, hana, eva, pia]


def readers(win, people):
    return [one.called for one in people if can(one, "view", win)]


def test_a_win_is_its_persons_alone_until_they_share_it(ana, everybody):
    win = write_win(actor=ana, body="The calls went well.")
    assert readers(win, everybody) == ["Ana"]
    share_win(win, actor=ana)
    assert readers(win, everybody) == ["Ana", "Bo", "Dee"]


def test_what_was_shared_can_be_kept_to_oneself_again(ana, everybody):
    win = write_win(actor=ana, body="The calls went well.", share=True)
    keep_win(win, actor=ana)
    assert readers(win, everybody) == ["Ana"]


def test_nobody_else_writes_changes_shares_or_removes_it(ana, bo):
    win = write_win(actor=ana, body="The calls went well.", share=True)
    for act in (
        lambda: change_win(win, actor=bo, body="Ours"),
        lambda: share_win(win, actor=bo),
        lambda: keep_win(win, actor=bo),
        lambda: remove_win(win, actor=bo),
        lambda: write_win(actor=SYSTEM, body="Theirs"),
    ):
        with pytest.raises(PermissionDenied):
            act()


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"body": " "}, NothingSaid),
        ({"happened_on": date(2999, 1, 1)}, NotYet),
        ({"link": "javascript:alert(1)"}, NotALink),
        ({"link": "https://example.org/" + "a" * 600}, NotALink),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(ana, said, refusal):
    with pytest.raises(refusal):
        write_win(actor=ana, **{"body": "Well done.", **said})
    assert not Win.objects.exists()


def test_the_manager_hears_of_a_shared_win_and_not_what_it_says(ana, bo):
    win = write_win(actor=ana, body="The secret launch", share=True)
    run_due()
    said = Notification.objects.get(person=bo)
    assert "secret" not in said.title
    assert said.url == win.get_absolute_url()


def test_shared_and_taken_back_before_anybody_was_told_nobody_is_told(ana):
    keep_win(write_win(actor=ana, body="The secret launch", share=True), actor=ana)
    run_due()
    assert not Notification.objects.exists()


def test_no_record_of_a_private_win_names_whom_it_is_about(ana):
    write_win(actor=ana, body="Mine alone")
    assert not Event.objects.filter(kind="conversations.win_written", about=ana).exists()


def test_a_win_is_written_and_shared_on_its_pages(ana, client):
    client.force_login(ana.account)
    refused = client.post(reverse("conversations:new_win"), {"body": "", "link": "example.org/a"})
    assert refused.status_code == 422
    assert "example.org/a" in refused.content.decode()
    client.post(reverse("conversations:new_win"), {"body": "Done.", "link": "example.org/a"})
    win = Win.objects.get()
    assert (win.link, win.is_shared) == ("https://example.org/a", False)
    client.post(reverse("conversations:share_win", args=[win.public_id]))
    win.refresh_from_db()
    assert win.is_shared


def test_towards_the_end_of_a_month_whoever_wrote_nothing_is_asked_once(ana, bo, lee):
    Absence.objects.all().delete()
    with time_machine.travel(LATE_IN_MARCH - timedelta(days=20)):
        write_win(actor=bo, body="The launch went well.")
    assert asked(LATE_IN_MARCH) >= 2
    assert {ana, lee} <= told()
    assert bo not in told()
    assert asked(LATE_IN_MARCH) == 0


def test_in_the_middle_of_a_month_nobody_is_asked(ana, bo):
    assert asked(datetime(2026, 3, 17, 1, 0, tzinfo=UTC)) == 0


def test_whoever_switched_it_off_is_not_asked(ana, bo):
    notifications.set_preference(PROMPT, "off", actor=ana)
    asked(LATE_IN_MARCH)
    assert ana not in told()
    assert bo in told()


def test_where_the_organisation_does_not_want_it_nobody_is_asked(ana):
    set_policy("conversations.ask_for_wins", False, actor=SYSTEM)
    assert asked(LATE_IN_MARCH) == 0
    assert not WinPrompt.objects.exists()


def test_nobody_is_asked_in_their_leave(ana, bo):
    Absence.objects.create(
        person=ana, from_on=date(2026, 3, 20), until_on=date(2026, 4, 10), state="agreed"
    )
    asked(LATE_IN_MARCH)
    assert ana not in told()
    assert not WinPrompt.objects.filter(person=ana).exists()


def test_whoever_has_left_is_not_asked(ana, zoe):
    asked(LATE_IN_MARCH)
    assert zoe not in told()


def test_that_somebody_was_asked_is_forgotten_with_the_month_after(ana):
    asked(LATE_IN_MARCH)
    assert forget_prompts(datetime(2026, 4, 30, 12, tzinfo=UTC)) == 0
    assert forget_prompts(datetime(2026, 5, 2, 12, tzinfo=UTC)) > 0


@given(
    st.integers(1, 10**9),
    st.dates(date(2024, 1, 1), date(2040, 12, 31)),
)
def test_everybody_has_a_working_day_to_be_asked_on_in_each_month_and_none_early(person, day):
    days = [day.replace(day=n + 1) for n in range(monthrange(day.year, day.month)[1])]
    due = [one for one in days if is_due(person, one, Away())]
    assert due
    assert all(one.weekday() <= FRIDAY for one in due)
    assert all(len(days) - one.day < WINDOW for one in due)
    # Nobody's first day lies so late that a weekend and a day of leave would swallow all of them.
    assert len(due) >= WINDOW - SPREAD - 1


@given(st.integers(1, 10**9), st.dates(date(2024, 1, 1), date(2040, 12, 31)))
def test_nobody_is_ever_due_on_a_day_away(person, day):
    away = Away({person: [Days(day, day + timedelta(days=1))]})
    assert not is_due(person, day, away)
