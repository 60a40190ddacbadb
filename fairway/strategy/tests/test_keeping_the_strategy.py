"""Mission, priorities and values: written by those who lead the whole, read by everybody."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from fairway.foundation.access import can
from fairway.foundation.events import SYSTEM
from fairway.foundation.languages import NothingWritten, reading_in
from fairway.foundation.models import Event
from fairway.foundation.versions import Stale
from fairway.people.models import Appointment
from fairway.strategy.actions import missions, priorities, values
from fairway.strategy.actions.periods import close_period, open_period
from fairway.strategy.models import Mission, StrategicPriority, Value

pytestmark = pytest.mark.django_db
WORDS = {"en": "We sell things that last."}


def test_a_new_mission_replaces_the_old_one_which_stays_readable(eva):
    first = missions.set_mission(actor=eva, statement=WORDS)
    second = missions.set_mission(actor=eva, statement={"en": "And mend them."})
    assert Mission.objects.current().get() == second
    assert Mission.objects.allowed(eva).filter(pk=first.pk).exists()
    assert not can(eva, "edit", first)
    assert Event.objects.filter(kind="strategy.mission_set").count() == 2


def test_the_database_holds_one_mission_at_a_time(eva):
    mission = missions.set_mission(actor=eva, statement=WORDS)
    with pytest.raises(IntegrityError), transaction.atomic():
        Mission.objects.create(statement=WORDS, set_at=mission.set_at)


def test_a_mission_of_no_words_is_refused(eva):
    with pytest.raises(NothingWritten):
        missions.set_mission(actor=eva, statement={"en": ""})


def test_two_editors_of_the_mission_do_not_overwrite_each_other(eva):
    mission = missions.set_mission(actor=eva, statement=WORDS)
    missions.edit_mission(mission, actor=eva, statement={"en": "One"}, vision={}, version=1)
    with pytest.raises(Stale):
        missions.edit_mission(mission, actor=eva, statement={"en": "Two"}, vision={}, version=1)


def test_a_new_priority_is_the_last_of_its_period(returns, shelf, year):
    assert list(year.priorities.in_use()) == [returns, shelf]


def test_priorities_change_places_and_stop_at_the_ends(eva, returns, shelf, year):
    priorities.move_priority(shelf, actor=eva, direction="up")
    assert list(year.priorities.in_use()) == [shelf, returns]
    priorities.move_priority(shelf, actor=eva, direction="up")
    assert list(year.priorities.in_use()) == [shelf, returns]
    assert Event.objects.filter(kind="strategy.priority_moved").count() == 1


def test_an_archived_priority_returns_as_the_last(eva, returns, shelf, year):
    priorities.archive_priority(returns, actor=eva)
    assert list(year.priorities.in_use()) == [shelf]
    returns.refresh_from_db()
    priorities.restore_priority(returns, actor=eva)
    assert list(year.priorities.in_use()) == [shelf, returns]


def test_nothing_is_added_to_a_closed_period(eva, returns, year):
    close_period(open_period(year, actor=SYSTEM), actor=SYSTEM)
    with pytest.raises(priorities.PeriodIsOver, match="is closed"):
        priorities.add_priority(year, actor=eva, title={"en": "Late"})
    assert not can(eva, "edit", returns)


def test_editing_keeps_the_languages_that_were_not_asked_about(eva, returns):
    StrategicPriority.objects.filter(pk=returns.pk).update(title={"en": "A", "pt": "B"})
    edited = priorities.edit_priority(
        returns, actor=eva, title={"en": "C"}, why={"en": ""}, period=returns.period
    )
    assert edited.title == {"en": "C", "pt": "B"}
    assert edited.why == {}
    with reading_in("pt"):
        assert str(edited) == "B"


def test_values_have_an_order_and_can_be_put_away(eva):
    own = values.add_value(actor=eva, name={"en": "Own the outcome"})
    early = values.add_value(actor=eva, name={"en": "Say it early"})
    values.move_value(early, actor=eva, direction="up")
    assert list(Value.objects.in_use()) == [early, own]
    early.refresh_from_db()
    values.archive_value(early, actor=eva)
    assert list(Value.objects.in_use()) == [own]


@pytest.mark.parametrize("who", ["ana", "bo", "mia", "hana", "cy"])
def test_others_read_the_strategy_and_change_nothing(request, who, returns):
    viewer = request.getfixturevalue(who)
    assert can(viewer, "view", returns)
    with pytest.raises(PermissionDenied):
        priorities.archive_priority(returns, actor=viewer)
    with pytest.raises(PermissionDenied):
        values.add_value(actor=viewer, name={"en": "Mine"})


def test_an_executive_over_one_unit_does_not_set_everybodys_priorities(cy, organisation, returns):
    Appointment.objects.create(
        person=cy, role="executive", unit=organisation.shops, valid_from="2024-01-08"
    )
    with pytest.raises(PermissionDenied):
        priorities.archive_priority(returns, actor=cy)


def test_a_people_lead_keeps_the_strategy_too(pia, returns):
    assert priorities.archive_priority(returns, actor=pia).archived_at


def test_a_refusal_is_a_validation_error_so_that_forms_can_show_it():
    assert issubclass(priorities.PeriodIsOver, ValidationError)
