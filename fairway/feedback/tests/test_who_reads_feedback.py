"""Feedback is read by those whom its author chose, and by nobody else whatever their role."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fairway.feedback.models import Feedback, Visibility
from fairway.foundation.access import can
from fairway.foundation.events import SYSTEM
from fairway.people.actions.assigning import change_manager
from fairway.people.actions.leaving import end_employment
from fairway.people.audience import who_can
from fairway.people.days import organisation_day

pytestmark = pytest.mark.django_db
PRIVATE, SHARED, MANAGER = Visibility.PRIVATE, Visibility.SHARED, Visibility.MANAGER
READERS = {PRIVATE: {"cy", "ana"}, SHARED: {"cy", "ana", "bo"}, MANAGER: {"cy", "bo"}}


@pytest.fixture
def everybody(ana, bo, cy, dee, mia, hana, eva, pia, lee):
    return {
        "ana": ana, "bo": bo, "cy": cy, "dee": dee, "mia": mia, "hana": hana, "eva": eva,
        "pia": pia, "lee": lee,
    }  # fmt: skip


@pytest.mark.parametrize("visibility", Visibility.values)
def test_whom_the_author_chose_and_nobody_else(visibility, everybody, manager_only, tell):
    given = tell(everybody["ana"], by=everybody["cy"], visibility=visibility)
    readers = {name for name, one in everybody.items() if can(one, "view", given)}
    assert readers == READERS[visibility]


@pytest.mark.parametrize("visibility", Visibility.values)
def test_who_can_see_this_names_them(visibility, everybody, manager_only, tell):
    given = tell(everybody["ana"], by=everybody["cy"], visibility=visibility)
    named = {everybody[name] for name in READERS[visibility]}
    assert who_can(given).people == named


def test_a_login_without_a_person_reads_nothing(ana, cy, tell):
    tell(ana, by=cy)
    assert not Feedback.objects.allowed(None).exists()


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(said=st.lists(st.tuples(st.sampled_from(Visibility.values), st.booleans()), max_size=6))
def test_a_list_never_has_more_than_each_of_its_rows_allows(said, everybody, manager_only, tell):
    Feedback.objects.all().delete()
    ana, cy, dee = (everybody[name] for name in ("ana", "cy", "dee"))
    for visibility, by_cy in said:
        tell(ana, by=cy if by_cy else dee, visibility=visibility)
    every = list(Feedback.objects.all())
    for viewer in everybody.values():
        one_by_one = {row.pk for row in every if can(viewer, "view", row)}
        assert set(Feedback.objects.allowed(viewer).values_list("pk", flat=True)) == one_by_one


def test_a_new_manager_begins_without_what_was_said_before(
    ana, bo, lee, mia, cy, hire, organisation, tell
):
    """Lee stays with Bo, who thus goes on to be a manager, only not Ana's."""
    before = tell(ana, by=cy, visibility=SHARED)
    new = hire("Nora Neves", organisation.support, organisation.lisbon, mia)
    change_manager(ana, new, actor=SYSTEM, valid_from=organisation_day())
    ana.refresh_from_db()
    after = tell(ana, by=cy, visibility=SHARED)
    assert [can(new, "view", one) for one in (before, after)] == [False, True]
    assert [can(bo, "view", one) for one in (before, after)] == [False, False]
    assert [can(ana, "view", one) for one in (before, after)] == [True, True]


def test_what_was_for_a_former_manager_alone_is_read_by_no_later_one(
    ana, bo, mia, cy, hire, organisation, manager_only, tell
):
    before = tell(ana, by=cy, visibility=MANAGER)
    new = hire("Nora Neves", organisation.support, organisation.lisbon, mia)
    change_manager(ana, new, actor=SYSTEM, valid_from=organisation_day())
    assert [can(one, "view", before) for one in (new, bo, ana)] == [False, False, False]
    assert can(cy, "view", before)


def test_the_last_manager_of_a_leaver_reads_on_for_thirty_days(ana, bo, mia, cy, tell):
    shared, private = tell(ana, by=cy, visibility=SHARED), tell(ana, by=cy)
    end_employment(ana, actor=SYSTEM, left_on=organisation_day() - timedelta(days=1))
    assert [can(bo, "view", one) for one in (shared, private)] == [True, False]
    assert not can(mia, "view", shared)


def test_what_was_taken_back_is_gone_for_its_readers(ana, bo, cy, tell):
    given = tell(ana, by=cy, visibility=SHARED)
    Feedback.objects.update(withdrawn_at=given.given_at)
    assert [can(one, "view", given) for one in (ana, bo, cy)] == [False, False, True]


def test_an_event_of_what_is_for_the_manager_alone_is_about_nobody(ana, bo, cy, manager_only, tell):
    from fairway.foundation.models import Event

    tell(ana, by=cy, visibility=MANAGER)
    assert Event.objects.get(kind="feedback.given").about is None
