"""A rating is moved by a named person with a reason; what was there before stays on record."""

import random

import pytest
from django.core.exceptions import PermissionDenied

from fairway.foundation.models import Event
from fairway.foundation.versions import Stale
from fairway.reviews.actions.calibrating import close_session
from fairway.reviews.actions.calibrating_moves import (
    move_rating,
    undo_move,
    write_for_employee,
)
from fairway.reviews.actions.calibrating_refused import (
    MovedSince,
    NothingMoved,
    NotInThree,
    OffTheScale,
)
from fairway.reviews.actions.refusals import SaySomething, TooLong
from fairway.reviews.models import Move
from fairway.reviews.tests.calibrating.making import WHY

pytestmark = pytest.mark.django_db


def test_a_move_keeps_before_after_and_why(moved, placed, ana, mia):
    move = moved(ana, 5, by=mia, growth=2)
    assert (move.before, move.after) == (4, 5)
    assert (move.growth_before, move.growth_after) == (None, 2)
    assert move.read_reason() == WHY
    assert (placed(ana).rating, placed(ana).proposed, placed(ana).final) == (5, 4, None)


def test_no_word_of_it_lies_open_in_the_database(moved, placed, ana, mia):
    move = moved(ana, 5, by=mia)
    assert WHY.encode() not in bytes(move.reason)
    assert b"Oslo" not in bytes(placed(ana).employee_reason)
    assert "Oslo" not in str(list(Event.objects.values_list("data", flat=True)))


@pytest.mark.parametrize("words", ["", "   ", "\n\n", "…", "👍"])
def test_without_a_reason_nothing_moves(words, moved, placed, ana, mia):
    with pytest.raises(SaySomething):
        moved(ana, 5, by=mia, reason=words)
    assert placed(ana).rating == 4
    assert not Move.objects.exists()


def test_a_megabyte_is_refused_and_nothing_is_cut(moved, ana, mia):
    with pytest.raises(TooLong):
        moved(ana, 5, by=mia, reason="x" * 1_000_000)


@pytest.mark.parametrize("rating", [0, 6, None])
def test_off_the_scale_there_is_no_place(rating, moved, ana, mia):
    with pytest.raises(OffTheScale):
        moved(ana, rating, by=mia)


def test_there_are_three_steps_of_growth(moved, ana, mia):
    with pytest.raises(NotInThree):
        moved(ana, 4, by=mia, growth=4)


def test_what_stays_where_it_is_was_not_moved(moved, ana, mia):
    with pytest.raises(NothingMoved):
        moved(ana, 4, by=mia)


def test_nobody_moves_themselves_or_those_above(moved, bo, mia):
    with pytest.raises(PermissionDenied):
        moved(bo, 4, by=bo)


@pytest.mark.parametrize("who", ["ana", "cy", "dee", "eva"])
def test_who_takes_no_part_moves_nobody(who, moved, lee, request):
    with pytest.raises(PermissionDenied):
        moved(lee, 4, by=request.getfixturevalue(who))


def test_before_it_opens_nobody_is_moved(session, placed, ana, hana):
    with pytest.raises(PermissionDenied):
        move_rating(placed(ana), actor=hana, rating=5, reason=WHY)


def test_two_who_change_the_same_person_are_told_of_each_other(moved, placed, ana, bo, mia):
    seen = placed(ana).version
    moved(ana, 5, by=mia, version=seen)
    with pytest.raises(Stale):
        moved(ana, 3, by=bo, version=seen)
    assert placed(ana).rating == 5


def test_a_move_is_taken_back_and_stays_on_record(moved, placed, ana, mia):
    move = moved(ana, 5, by=mia, growth=3)
    undo_move(move, actor=mia)
    move.refresh_from_db()
    assert (placed(ana).rating, placed(ana).growth) == (4, None)
    assert move.undone_at is not None
    assert Move.objects.count() == 1


def test_only_whoever_made_it_takes_it_back(moved, ana, bo, mia, hana):
    move = moved(ana, 5, by=mia)
    for other in (bo, hana):
        with pytest.raises(PermissionDenied):
            undo_move(move, actor=other)


def test_under_a_later_move_it_is_not_taken_back(moved, placed, ana, bo, mia):
    first = moved(ana, 5, by=mia)
    moved(ana, 3, by=bo)
    with pytest.raises(MovedSince):
        undo_move(first, actor=mia)
    assert placed(ana).rating == 3


def test_taken_back_one_after_the_other_it_is_as_it_was(moved, placed, ana, bo, mia):
    moves = [moved(ana, 5, by=mia), moved(ana, 2, by=bo), moved(ana, 1, by=mia)]
    for move in reversed(moves):
        undo_move(move, actor=move.by)
    assert placed(ana).rating == 4


def test_after_the_lock_nothing_moves_any_more(locked, placed, ana, lee, mia, hana):
    with pytest.raises(PermissionDenied):
        move_rating(placed(lee), actor=mia, rating=5, reason=WHY)
    with pytest.raises(PermissionDenied):
        undo_move(Move.objects.get(), actor=mia)
    with pytest.raises(PermissionDenied):
        write_for_employee(placed(ana), actor=hana, words="Other words")
    with pytest.raises(PermissionDenied):
        close_session(locked, actor=hana)


def test_words_for_the_employee_can_follow_and_go(opened, placed, ana, mia):
    write_for_employee(placed(ana), actor=mia, words="You led the switch.")
    assert placed(ana).read_employee_reason() == "You led the switch."
    assert placed(ana).has_employee_reason
    write_for_employee(placed(ana), actor=mia, words="  ")
    assert not placed(ana).has_employee_reason


def test_a_move_leaves_the_words_that_are_there(moved, placed, opened, ana, bo, mia):
    write_for_employee(placed(ana), actor=mia, words="You led the switch.")
    moved(ana, 5, by=bo, employee_reason=None)
    assert placed(ana).read_employee_reason() == "You led the switch."


@pytest.mark.parametrize("seed", range(10))
def test_whatever_was_moved_and_taken_back_the_record_tells_where_it_stands(
    seed, moved, placed, ana, bo, mia
):
    """Twenty steps at random; standing moves lead from what was proposed to where it is."""
    chance = random.Random(seed)
    for _step in range(20):
        by = chance.choice([bo, mia])
        try:
            if chance.random() < 0.6:
                growth = chance.choice([None, 1, 2, 3])
                moved(ana, chance.randint(1, 5), by=by, growth=growth)
            elif made := list(Move.objects.all()):
                undo_move(chance.choice(made), actor=by)
        except (NothingMoved, MovedSince, PermissionDenied):
            continue
        now = (placed(ana).proposed, None)
        for move in Move.objects.standing().order_by("pk"):
            assert (move.before, move.growth_before) == now
            now = (move.after, move.growth_after)
        assert (placed(ana).rating, placed(ana).growth) == now
