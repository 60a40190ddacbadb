"""What becomes of notes and wins when the manager changes and when somebody leaves."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from fairway.conversations.actions.notes import (
    change_note,
    forget_notes,
    remove_note,
    share_note,
    write_note,
)
from fairway.conversations.actions.notes_keeping import owe_news_of_handovers
from fairway.conversations.actions.wins import forget_wins, share_win, write_win
from fairway.conversations.models import CoachingNote, Win
from fairway.conversations.notes_personal import erase_notes, erase_wins, export_notes, export_wins
from fairway.foundation.access import can
from fairway.foundation.events import SYSTEM
from fairway.foundation.jobs.worker import run_due
from fairway.foundation.models import Notification
from fairway.foundation.remembering import remembered
from fairway.people.actions.assigning import change_manager
from fairway.people.actions.leaving import end_employment
from fairway.people.days import organisation_day
from fairway.people.models import Person

pytestmark = pytest.mark.django_db
SECRET = "Interrupts when nervous"


@pytest.fixture
def kept(ana, bo):
    return write_note(ana, actor=bo, audience="coaching", body=SECRET)


@pytest.fixture
def to_share(ana, bo):
    return write_note(ana, actor=bo, audience="person", body="Asked first.")


@pytest.fixture
def shared(ana, bo):
    return write_note(ana, actor=bo, audience="person", body="Listened well.", share=True)


def hand_over(ana, cy):
    change_manager(ana, cy, actor=SYSTEM, valid_from=organisation_day())
    ana.refresh_from_db()


def leave(person):
    end_employment(person, actor=SYSTEM, left_on=organisation_day())
    person.refresh_from_db()


def reads(viewer, note):
    with remembered():
        return can(viewer, "view", note)


def days_later(days):
    return time_machine.travel(timezone.now() + timedelta(days=days), tick=False)


def test_a_next_manager_reads_no_note_of_the_one_before(kept, to_share, shared, ana, cy):
    hand_over(ana, cy)
    assert not any(reads(cy, note) for note in (kept, to_share, shared))


def test_the_person_goes_on_reading_what_was_shared(kept, shared, ana, cy):
    hand_over(ana, cy)
    with days_later(400):
        assert reads(ana, shared)
        assert not reads(ana, kept)


def test_a_former_manager_keeps_their_own_for_ninety_days(kept, shared, ana, bo, cy):
    hand_over(ana, cy)
    with days_later(89):
        assert reads(bo, kept)
        assert reads(bo, shared)
    with days_later(90):
        assert not reads(bo, kept)
        assert not reads(bo, shared)


def test_a_former_manager_removes_but_neither_changes_nor_shares(kept, to_share, ana, bo, cy):
    hand_over(ana, cy)
    with pytest.raises(PermissionDenied):
        change_note(kept, actor=bo, body="Other words")
    with pytest.raises(PermissionDenied):
        share_note(to_share, actor=bo)
    remove_note(kept, actor=bo)
    assert CoachingNote.objects.get() == to_share


def test_a_former_manager_finds_their_own_and_nobody_elses(kept, ana, bo, cy, client):
    hand_over(ana, cy)
    write_note(ana, actor=cy, audience="coaching", body="Of Cy alone")
    client.force_login(bo.account)
    page = client.get(reverse("conversations:my_notes")).content.decode()
    assert SECRET in page
    assert "Of Cy alone" not in page


def test_who_hands_over_hears_once_what_becomes_of_their_notes(kept, ana, bo, cy):
    hand_over(ana, cy)
    with days_later(1):
        for _night in range(2):
            assert owe_news_of_handovers() == 1
            run_due()
    told = Notification.objects.get(person=bo)
    assert (told.data_class, told.url) == ("C3", reverse("conversations:my_notes"))
    assert SECRET not in told.title


def test_who_noted_nothing_hears_nothing_at_a_handover(ana, bo, cy):
    hand_over(ana, cy)
    assert owe_news_of_handovers() == 0


def test_who_manages_them_again_before_the_night_hears_nothing(kept, ana, bo, cy):
    hand_over(ana, cy)
    with days_later(1):
        change_manager(ana, bo, actor=SYSTEM, valid_from=organisation_day())
        assert owe_news_of_handovers() == 0


def test_a_former_manager_writes_no_new_ones(ana, bo, cy):
    hand_over(ana, cy)
    with pytest.raises(PermissionDenied):
        write_note(ana, actor=bo, audience="coaching", body="Late")


def test_who_manages_them_again_reads_their_own_again(kept, ana, bo, cy):
    hand_over(ana, cy)
    with days_later(10):
        change_manager(ana, bo, actor=SYSTEM, valid_from=organisation_day())
    with days_later(200):
        assert reads(bo, kept)
        assert forget_notes() == 0


def test_what_nobody_may_read_any_more_is_forgotten_and_nothing_else(
    kept, to_share, shared, ana, cy, bo, lee
):
    of_another = write_note(lee, actor=bo, audience="coaching", body="On Lee")
    hand_over(ana, cy)
    with days_later(89):
        assert forget_notes() == 0
    with days_later(90):
        assert forget_notes() == 2
        assert forget_notes() == 0
    assert set(CoachingNote.objects.all()) == {shared, of_another}


def test_of_somebody_who_has_left_their_manager_reads_for_thirty_days(kept, ana, bo):
    leave(ana)
    with days_later(29):
        assert reads(bo, kept)
        with pytest.raises(PermissionDenied):
            change_note(kept, actor=bo, body="Other words")
        assert forget_notes() == 0
    with days_later(30):
        assert not reads(bo, kept)
        assert forget_notes() == 1


def test_what_a_manager_who_has_left_had_shared_stays_with_the_person(kept, shared, ana, bo):
    leave(bo)
    with days_later(30):
        forget_notes()
        assert list(CoachingNote.objects.all()) == [shared]
        assert reads(ana, shared)


def test_a_next_manager_reads_wins_shared_since_and_those_shared_anew(ana, bo, cy):
    before = write_win(actor=ana, body="Before", share=True)
    assert reads(bo, before)
    with days_later(10):
        hand_over(ana, cy)
        since = write_win(actor=ana, body="Since", share=True)
        assert (reads(bo, before), reads(cy, before), reads(cy, since)) == (False, False, True)
        share_win(before, actor=ana)
        assert reads(cy, before)


def test_private_wins_of_who_has_left_are_forgotten(ana):
    write_win(actor=ana, body="Mine alone")
    told = write_win(actor=ana, body="Shared", share=True)
    leave(ana)
    with days_later(29):
        assert forget_wins() == 0
    with days_later(30):
        assert forget_wins() == 1
    assert list(Win.objects.all()) == [told]


def test_somebody_who_asks_for_their_data_gets_what_was_shared_and_how_much_was_not(
    kept, shared, ana
):
    told = list(export_notes(ana))
    assert [one["kind"] for one in told] == [
        "note shared with you",
        "notes about you that were not shared",
    ]
    assert told[1]["number"] == 1
    assert SECRET not in str(told)


def test_an_author_who_asks_for_their_data_gets_their_own_words(kept, bo):
    assert [one["body"] for one in export_notes(bo)] == [SECRET]


def test_wins_are_handed_out_whole(ana, cy):
    write_win(actor=ana, body="Mine alone", link="https://example.org/a")
    assert [one["body"] for one in export_wins(ana)] == ["Mine alone"]
    assert list(export_wins(cy)) == []


def test_erasing_waits_until_somebody_has_left_and_keeps_what_is_anothers(
    kept, shared, ana, bo, lee
):
    to_lee = write_note(lee, actor=bo, audience="person", body="Thank you", share=True)
    write_note(lee, actor=bo, audience="coaching", body="On Lee")
    write_win(actor=ana, body="Mine")
    assert erase_notes(ana) + erase_wins(ana) == 0
    Person.objects.filter(pk__in=[ana.pk, bo.pk]).update(active=False)
    assert (erase_notes(ana), erase_wins(ana)) == (2, 1)
    erase_notes(bo)
    assert list(CoachingNote.objects.all()) == [to_lee]
