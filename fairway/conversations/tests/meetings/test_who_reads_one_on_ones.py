"""What two people say to each other stays with the two; a private note with its author."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from fairway.conversations import meetings_personal
from fairway.conversations.actions.meetings import start_series
from fairway.conversations.actions.meetings_agenda import add_point
from fairway.conversations.actions.meetings_closing import close_meeting
from fairway.conversations.actions.meetings_items import add_action
from fairway.conversations.actions.meetings_writing import (
    edit_private,
    write_private,
    write_shared,
)
from fairway.conversations.models import (
    ActionItem,
    AgendaPoint,
    OneOnOne,
    OneOnOneSeries,
    PrivateNote,
    SharedNote,
)
from fairway.foundation.access import can
from fairway.foundation.models import Event
from fairway.foundation.versions import Stale

pytestmark = pytest.mark.django_db
SECRET = "She looks tired of it all."


@pytest.fixture
def full(begun, ana, bo):
    add_point(begun, actor=ana, words="The carrier")
    write_shared(begun, actor=bo, said={"notes": "A long week"})
    add_action(begun, actor=bo, title="Ask", owner=ana, due_on=date(2026, 3, 20))
    write_private(begun, actor=bo, body=SECRET)
    close_meeting(begun, actor=ana, outcome="Bo asks them.")
    return begun


SHARED = (OneOnOneSeries, OneOnOne, AgendaPoint, SharedNote, ActionItem)


def reads(viewer):
    return {model.__name__ for model in SHARED if model.objects.allowed(viewer).exists()}


def test_both_read_all_of_it_and_nobody_else_anything(full, ana, bo, mia, cy, dee, hana, eva, pia):
    everything = {model.__name__ for model in SHARED}
    assert [reads(one) for one in (ana, bo)] == [everything, everything]
    assert {one.name: reads(one) for one in (mia, cy, dee, hana, eva, pia)} == {
        one.name: set() for one in (mia, cy, dee, hana, eva, pia)
    }


def test_a_private_note_is_its_authors_alone(full, ana, bo, mia, hana, pia):
    note = PrivateNote.objects.get()
    assert [can(one, "view", note) for one in (bo, ana, mia, hana, pia)] == [
        True, False, False, False, False,
    ]  # fmt: skip
    with pytest.raises(PermissionDenied):
        edit_private(note, actor=ana, body="Not so.")


def test_the_database_holds_no_word_of_a_private_note(full):
    note = PrivateNote.objects.get()
    assert SECRET.encode() not in bytes(note.body)
    assert note.read_body() == SECRET


def test_nothing_on_record_says_that_somebody_keeps_notes(begun, bo):
    before = Event.objects.count()
    write_private(begun, actor=bo, body=SECRET)
    assert Event.objects.count() == before


def test_no_word_of_a_one_on_one_is_on_record(full):
    said = " ".join(str(event.data) for event in Event.objects.all())
    for words in ("carrier", "long week", "Bo asks them", "Ask"):
        assert words not in said


def test_the_export_of_one_has_no_private_note_of_the_other(full, ana, bo):
    assert SECRET not in str(list(meetings_personal.export(ana)))
    assert SECRET in str(list(meetings_personal.export(bo)))
    assert "A long week" in str(list(meetings_personal.export(ana)))


def test_a_note_is_thrown_away_by_emptying_it(begun, bo):
    write_private(begun, actor=bo, body=SECRET, version=0)
    with pytest.raises(Stale):
        write_private(begun, actor=bo, body="", version=0)
    write_private(begun, actor=bo, body="", version=1)
    assert not PrivateNote.objects.exists()


def test_others_neither_write_nor_close(meeting, cy, mia, hana, pia):
    for other in (cy, mia, hana, pia):
        for act in (
            lambda who: add_point(meeting, actor=who, words="Hello"),
            lambda who: write_shared(meeting, actor=who, said={"notes": "Hello"}),
            lambda who: write_private(meeting, actor=who, body="Hello"),
            lambda who: close_meeting(meeting, actor=who, outcome="Hello"),
        ):
            with pytest.raises(PermissionDenied):
                act(other)


def test_one_on_ones_are_had_along_the_line_alone(ana, bo, cy, dee, hana, mia, rhythm):
    for actor, other in ((ana, cy), (cy, ana), (hana, ana), (ana, hana)):
        with pytest.raises(PermissionDenied):
            start_series(other, actor=actor, rhythm=rhythm(), anyway=True)
    for other in (bo, dee):
        assert start_series(other, actor=ana, rhythm=rhythm(), anyway=True).employee == ana
    assert start_series(ana, actor=mia, rhythm=rhythm(), anyway=True).manager == mia
