"""Dashboards: composed, shared, true while one looks, mailed."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from fairway.foundation.events import SYSTEM
from fairway.foundation.jobs.worker import run_due
from fairway.foundation.models import MailOut, Schedule
from fairway.kpis.actions import boards
from fairway.kpis.actions.defining import add_kpi
from fairway.kpis.actions.judging import judge_kpi
from fairway.kpis.actions.observing import record_value
from fairway.kpis.boards import write_board
from fairway.kpis.models import Board, BoardMail
from fairway.kpis.refusals import Needed
from fairway.kpis.tests.conftest import STEADY

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(bo, ana, organisation, fcr, weeks):
    weeks(STEADY)
    judge_kpi(fcr)
    board = boards.start_board(
        actor=bo, name="Support this week", audience="unit", unit=organisation.support
    )
    boards.add_tile(board, actor=bo, kpi=fcr)
    return board


def tiles(board):
    return reverse("kpis:board_tiles", args=[board.public_id])


def test_the_unit_opens_it_and_nobody_else(at, board, ana, cy):
    assert "First-contact resolution" in at(ana).get(board.get_absolute_url()).text
    assert at(cy).get(board.get_absolute_url()).status_code == 404


def test_each_reader_sees_of_it_what_they_may(at, board, bo, ana, cy, organisation):
    hidden = add_kpi(actor=SYSTEM, owner=bo, name="Margin", meaning="m", public=False)
    boards.add_tile(board, actor=bo, kpi=hidden)
    boards.edit_board(board, actor=bo, version=None, name="All of us", audience="all")
    assert "Margin" in at(bo).get(board.get_absolute_url()).text
    page = at(cy).get(board.get_absolute_url()).text
    assert "First-contact resolution" in page
    assert "Margin" not in page


def test_nothing_is_sent_while_nothing_changed(at, board, bo):
    client = at(bo)
    first = client.get(tiles(board))
    stamp = first["ETag"].strip('"')
    assert client.get(tiles(board), headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert client.get(f"{tiles(board)}?seen={stamp}").status_code == 204


def test_a_new_value_is_there_at_the_next_asking(at, board, bo, fcr, monday):
    client = at(bo)
    stamp = client.get(tiles(board))["ETag"].strip('"')
    record_value(fcr, actor=bo, day=monday, units=991, correction=True)
    run_due()
    after = client.get(f"{tiles(board)}?seen={stamp}", headers={"HX-Request": "true"})
    assert after.status_code == 200
    assert "99.1" in after.text
    assert 'hx-trigger="every 5s"' in after.text


def test_it_fills_a_wall_without_the_sidebar(at, board, bo):
    page = at(bo).get(board.get_absolute_url(), {"wall": "1"}).text
    assert "First-contact resolution" in page
    assert "fy-side" not in page


def test_it_is_arranged_by_its_owner_alone(board, bo, ana, fcr):
    words = boards.add_tile(board, actor=bo, text="Count first")
    boards.move_tile(words, actor=bo)
    assert [str(tile) for tile in board.tiles.all()] == ["Count first", str(fcr)]
    with pytest.raises(PermissionDenied):
        boards.move_tile(words, actor=ana)
    boards.take_tile_off(words, actor=bo)
    assert [str(tile) for tile in board.tiles.all()] == [str(fcr)]


def test_one_thing_at_a_time_and_the_same_one_once(board, bo, fcr):
    assert boards.add_tile(board, actor=bo, kpi=fcr).pk == board.tiles.get().pk
    with pytest.raises(Needed):
        boards.add_tile(board, actor=bo)
    with pytest.raises(Needed):
        boards.add_tile(board, actor=bo, kpi=fcr, text="and words")
    with pytest.raises(Needed):
        boards.add_tile(board, actor=bo, source="nothing-offers-this")


def test_a_board_for_a_unit_says_which(at, bo):
    page = at(bo).post(reverse("kpis:new_board"), {"name": "Ours", "audience": "unit"})
    assert page.status_code == 422
    assert "Which unit is it for?" in page.text
    assert not Board.objects.filter(name="Ours").exists()


def test_it_comes_by_mail_at_the_readers_morning(board, ana):
    with time_machine.travel(datetime(2026, 3, 4, 12, tzinfo=UTC), tick=False):
        boards.mail_board(board, actor=ana, rhythm="weekly")
    schedule = Schedule.objects.get(key=f"kpis.board:{board.pk}:{ana.pk}")
    # Monday 07:30 in Manila
    assert schedule.due_at == datetime(2026, 3, 8, 23, 30, tzinfo=UTC)
    boards.mail_board(board, actor=ana, rhythm="")
    assert not Schedule.objects.get(pk=schedule.pk).active


def test_the_letter_says_how_it_stands_and_leaves_persons_out(board, bo, ana):
    about = add_kpi(
        actor=SYSTEM, owner=bo, person=ana, name="Answers called good", meaning="m", kind="quality"
    )
    boards.add_tile(board, actor=bo, kpi=about)
    owed = boards.mail_board(board, actor=bo, rhythm="daily")
    boards.mail_a_board.func(mail=owed.pk)
    letter = write_board(MailOut.objects.get())
    [group] = letter.context["groups"]
    said = " ".join(line.text for line in group.lines)
    assert "First-contact resolution: 72.0 %" in said
    assert "Normal variation" in said
    assert "Answers called good" not in said


def test_whoever_may_not_open_it_any_more_gets_no_letter(board, bo, ana):
    owed = boards.mail_board(board, actor=ana, rhythm="daily")
    boards.edit_board(board, actor=bo, version=None, name="Mine", audience="owner")
    boards.mail_a_board.func(mail=owed.pk)
    assert write_board(MailOut.objects.get()) is None
    assert mail.outbox == []
    assert BoardMail.objects.count() == 1
