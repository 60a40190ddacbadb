"""What is put together once for all who stand alike finds what the rules say, for each of them."""

import pytest

from fairway.foundation.remembering import remembered
from fairway.people.models import Person
from fairway.reviews.actions.calibrating import remove_calibrator
from fairway.reviews.models import Move, Placement
from fairway.reviews.reading.calibrating_asking import (
    CHANGES,
    FROM_THE_START,
    PAGE,
    SESSION,
    STANDING,
    TO_COMPARE,
    VERBS,
    find_sessions,
)

pytestmark = pytest.mark.django_db


def of_rules(session, viewer):
    """The same, asked anew in Django's own words."""
    there = find_sessions(viewer).with_may(viewer, *VERBS).filter(pk=session.pk)
    rows = Placement.objects.allowed(viewer).filter(session=session).with_may(viewer, "move")
    moves = Move.objects.allowed(viewer).filter(session=session).with_may(viewer, "undo")
    return (
        [[getattr(one, f"may_{verb}") for verb in VERBS] for one in there],
        {(one.person_id, one.may_move) for one in rows},
        {(one.pk, one.may_undo) for one in moves},
    )


def as_prepared(session, viewer):
    there = SESSION.find(viewer, session.public_id)
    rows = PAGE.find(viewer, session.pk, FROM_THE_START)
    named = {one[1] for one in STANDING.ask(viewer, session.pk)}
    assert named == {one.public_id for one in rows}
    assert {one[0] for one in TO_COMPARE.ask(viewer, session.pk)} == {
        one.person_id for one in rows if one.rating is not None
    }
    moves = CHANGES.find(viewer, session.pk)
    return (
        [[getattr(one, f"may_{verb}") for verb in VERBS] for one in there],
        {(one.person_id, one.may_move) for one in rows},
        {(one.pk, one.may_undo) for one in moves},
    )


@pytest.mark.parametrize("state", ["session", "opened", "locked"])
def test_of_every_person_and_in_every_state(state, request):
    session = request.getfixturevalue(state)
    found = []
    for viewer in Person.objects.select_related("assignment", "employer"):
        with remembered():
            told = of_rules(session, viewer)
            assert as_prepared(session, viewer) == told, viewer
            found.append(bool(told[0]))
    assert True in found
    assert False in found


def test_whoever_takes_part_no_longer_finds_nothing_at_once(opened, bo, hana):
    assert SESSION.find(bo, opened.public_id)
    remove_calibrator(opened, actor=hana, person=bo)
    assert not SESSION.find(bo, opened.public_id)
    assert not STANDING.ask(bo, opened.pk)
