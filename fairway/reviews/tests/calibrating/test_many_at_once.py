"""Fifty people in one session lose nothing, and nothing slips in behind the lock."""

import pytest
from django.core.exceptions import PermissionDenied

from fairway.foundation.versions import Stale
from fairway.reviews.actions.calibrating import (
    add_calibrators,
    close_session,
    make_session,
    open_session,
)
from fairway.reviews.actions.calibrating_moves import Seen, keep_votes, move_rating
from fairway.reviews.models import Move, Placement, PreVote
from fairway.reviews.tests.calibrating.making import WHY
from tests.moments import at_once

pytestmark = pytest.mark.django_db(transaction=True)
EDITORS = 50


@pytest.fixture
def crowd(cycle, rate, crowd_of, organisation, bo, mia, hana):
    """Fifty people whom Bo rated, in a session that is open."""
    for person in crowd_of(bo, EDITORS):
        rate(person, 3, by=bo)
    session = make_session(cycle, actor=hana, unit=organisation.support)
    add_calibrators(session, actor=hana, people=[bo, mia])
    return session


def test_fifty_moves_of_fifty_people_are_all_there(crowd, mia, hana):
    open_session(crowd, actor=hana)
    rows = list(crowd.placements.all())
    given = at_once(
        *(
            lambda row=row: move_rating(row, actor=mia, rating=4, reason=WHY, version=row.version)
            for row in rows
        )
    )
    assert [one for one in given if not isinstance(one, Move)] == []
    assert set(crowd.placements.values_list("rating", flat=True)) == {4}
    assert Move.objects.count() == EDITORS


def test_fifty_moves_of_one_person_are_one_and_the_others_are_told(crowd, mia, hana):
    open_session(crowd, actor=hana)
    row = crowd.placements.first()
    given = at_once(
        *[lambda: move_rating(row, actor=mia, rating=4, reason=WHY, version=row.version)] * EDITORS
    )
    assert sum(isinstance(one, Move) for one in given) == 1
    assert sum(isinstance(one, Stale) for one in given) == EDITORS - 1
    assert Move.objects.count() == 1


def test_two_who_say_first_at_once_are_both_heard(crowd, bo, mia):
    rows = [one.public_id for one in crowd.placements.all()]
    said = dict.fromkeys(rows, Seen(4))
    at_once(
        lambda: keep_votes(crowd, actor=bo, said=said),
        lambda: keep_votes(crowd, actor=mia, said=said),
    )
    assert PreVote.objects.count() == 2 * EDITORS


def test_a_move_is_either_in_the_lock_or_refused_by_it(crowd, mia, hana):
    open_session(crowd, actor=hana)
    rows = list(crowd.placements.all())[:20]

    def move(row):
        return move_rating(row, actor=mia, rating=4, reason=WHY, employee_reason="Well done.")

    given = at_once(
        lambda: close_session(crowd, actor=hana), *(lambda row=row: move(row) for row in rows)
    )
    crowd.refresh_from_db()
    assert crowd.is_locked
    assert all(isinstance(one, Move | PermissionDenied) for one in given[1:])
    moved = {one.placement_id for one in given[1:] if isinstance(one, Move)}
    for row in Placement.objects.filter(session=crowd):
        assert row.final == row.rating == (4 if row.pk in moved else 3)


def test_of_two_locks_one_is_it(crowd, hana, pia):
    open_session(crowd, actor=hana)
    given = at_once(
        lambda: close_session(crowd, actor=hana), lambda: close_session(crowd, actor=pia)
    )
    assert sum(isinstance(one, PermissionDenied) for one in given) == 1


def test_two_sessions_that_overlap_share_nobody(cycle, rate, organisation, ana, lee, bo, mia, pia):
    for person, by in ((ana, bo), (lee, bo), (bo, mia)):
        rate(person, 3, by=by)
    at_once(
        lambda: make_session(cycle, actor=pia, unit=organisation.support),
        lambda: make_session(cycle, actor=pia, unit=organisation.root),
    )
    assert Placement.objects.count() == 3
    assert Placement.objects.values("person").distinct().count() == 3
