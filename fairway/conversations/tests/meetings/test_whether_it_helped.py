"""“Did this help?” is counted so that nobody finds out who said what."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st

from fairway.conversations.actions.meetings_closing import close_meeting
from fairway.conversations.actions.meetings_helped import (
    groups,
    may_say,
    say_whether_it_helped,
    settle_months,
)
from fairway.conversations.actions.meetings_refused import AlreadySaid
from fairway.conversations.models import HelpGiven, HelpResult, HelpTally
from fairway.conversations.models.meetings import month_of
from fairway.conversations.models.meetings_help import LEAST
from fairway.foundation.models import Event

MARCH = date(2026, 3, 1)


@st.composite
def trees(draw):
    """Units with what lies above each, and what was said in some of them."""
    count = draw(st.integers(1, 12))
    parents = {0: None}
    for unit in range(1, count):
        parents[unit] = draw(st.integers(0, unit - 1))
    said = st.tuples(*[st.integers(0, 6)] * 3)
    counted = draw(st.dictionaries(st.integers(0, count - 1), said, max_size=count))
    return counted, parents


@given(trees())
def test_no_group_speaks_of_fewer_than_five(tree):
    assert all(one.people >= LEAST for one in groups(*tree).values())


@given(trees())
def test_no_two_groups_share_anybody_so_nothing_is_left_by_subtraction(tree):
    shown = list(groups(*tree).values())
    units = [unit for one in shown for unit in one.units]
    assert len(units) == len(set(units))
    for one in shown:
        assert one.people == sum(sum(tree[0][unit]) for unit in one.units)


@given(trees())
def test_who_sees_a_group_cannot_take_a_smaller_one_from_it(tree):
    """A group's units lie in it; another group below it shares none of them, so their difference
    is the group itself."""
    shown = groups(*tree)
    for one in shown.values():
        for other in shown.values():
            assert one is other or not one.units & other.units


@given(trees())
def test_where_all_are_enough_all_are_counted(tree):
    counted, parents = tree
    shown = groups(counted, parents)
    everybody = sum(sum(one) for one in counted.values())
    missing = everybody - sum(one.people for one in shown.values())
    assert missing < LEAST


@pytest.fixture
def held(begun, ana):
    return close_meeting(begun, actor=ana, outcome="Bo asks them.")


@pytest.mark.django_db
def test_the_employee_is_asked_once_a_month_and_the_manager_never(held, ana, bo):
    assert [may_say(held, one) for one in (ana, bo)] == [True, False]
    say_whether_it_helped(held, actor=ana, said="yes")
    assert not may_say(held, ana)
    with pytest.raises(AlreadySaid):
        say_whether_it_helped(held, actor=ana, said="no")
    with pytest.raises(PermissionDenied):
        say_whether_it_helped(held, actor=bo, said="no")
    assert HelpTally.objects.get().count == 1


@pytest.mark.django_db
def test_nobody_else_answers(held, cy):
    with pytest.raises(PermissionDenied):
        say_whether_it_helped(held, actor=cy, said="no")


@pytest.mark.django_db
def test_an_answer_leaves_no_event_no_instant_and_no_tie_to_the_one_on_one(held, ana):
    before = Event.objects.count()
    say_whether_it_helped(held, actor=ana, said="no")
    assert Event.objects.count() == before
    for model in (HelpTally, HelpGiven):
        fields = {field.get_internal_type() for field in model._meta.get_fields()}
        assert "DateTimeField" not in fields
        assert "meeting" not in {field.name for field in model._meta.get_fields()}
    assert "person" not in {field.name for field in HelpTally._meta.get_fields()}
    assert "said" not in {field.name for field in HelpGiven._meta.get_fields()}


@pytest.mark.django_db
def test_nothing_is_shown_while_the_month_runs_and_the_counts_go_when_it_is_over(
    held, ana, bo, organisation, clock
):
    unit = organisation.support
    HelpTally.objects.create(unit=unit, month=MARCH, said="yes", count=5)
    say_whether_it_helped(held, actor=ana, said="no")
    assert settle_months() == 0
    assert not HelpResult.objects.exists()
    clock.move_to(datetime(2026, 4, 2, tzinfo=UTC))
    assert settle_months() == 1
    found = HelpResult.objects.get()
    assert (found.yes, found.somewhat, found.no, found.people) == (5, 0, 1, 6)
    assert not HelpTally.objects.exists()
    assert not HelpGiven.objects.exists()
    assert settle_months() == 0


@pytest.mark.django_db
def test_results_are_read_where_one_leads_and_by_hr(
    held, organisation, bo, ana, cy, hana, pia, eva
):
    HelpResult.objects.create(
        unit=organisation.support, month=MARCH, yes=5, somewhat=0, no=0, people=5, with_parts=False
    )
    readers = [HelpResult.objects.allowed(one).exists() for one in (bo, hana, pia, eva, ana, cy)]
    assert readers == [True, True, True, True, False, False]


def test_a_month_goes_by_its_first_day():
    assert month_of(date(2026, 3, 31)) == MARCH
