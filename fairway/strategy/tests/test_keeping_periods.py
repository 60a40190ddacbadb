"""Periods of one kind never share a day; they are planned, opened, closed."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fairway.foundation.access import can
from fairway.foundation.events import SYSTEM
from fairway.foundation.models import Event
from fairway.foundation.versions import Stale
from fairway.strategy.actions import periods as actions
from fairway.strategy.calendar import FiscalCalendar
from fairway.strategy.models import Period

pytestmark = pytest.mark.django_db


def add(kind="quarter", name="Q", first=date(2030, 1, 1), last=date(2030, 3, 31), actor=SYSTEM):
    return actions.add_period(kind, name, actor=actor, starts_on=first, last_day=last)


def test_an_hr_partner_adds_and_opens_a_period_and_it_is_on_record(hana):
    period = actions.open_period(add(actor=hana), actor=hana)
    assert period.state == "open"
    kinds = list(Event.objects.values_list("kind", flat=True).order_by("pk"))
    assert kinds[-2:] == ["strategy.period_added", "strategy.period_opened"]


def test_colleagues_add_no_periods(ana):
    with pytest.raises(PermissionDenied):
        add(actor=ana)


def test_what_ends_before_it_starts_is_refused_in_words():
    with pytest.raises(actions.EndsBeforeItStarts, match="The last day comes before the first"):
        add(first=date(2030, 3, 31), last=date(2030, 3, 1))


def test_a_period_may_last_a_single_day():
    assert add("custom", first=date(2030, 3, 31), last=date(2030, 3, 31)).days == 1


def test_two_quarters_that_share_a_day_are_refused_by_name():
    add(name="Q1 2030")
    with pytest.raises(actions.Overlaps, match="Q1 2030, from 1 Jan 2030 to 31 Mar 2030"):
        add(name="Q1b", first=date(2030, 3, 31), last=date(2030, 6, 30))
    add(name="Q2 2030", first=date(2030, 4, 1), last=date(2030, 6, 30))


def test_a_custom_period_may_lie_anywhere():
    add()
    assert add("custom", "Summer sale", date(2030, 2, 1), date(2030, 4, 30)).pk
    assert add("year", "2030", date(2030, 1, 1), date(2030, 12, 31)).pk


def test_a_year_is_added_whole_or_not_at_all():
    add(name="In the way", first=date(2030, 10, 1), last=date(2030, 12, 31))
    with pytest.raises(actions.Overlaps):
        actions.add_year(2030, actor=SYSTEM, calendar=FiscalCalendar())
    assert Period.objects.count() == 1
    assert len(actions.add_year(2031, actor=SYSTEM, calendar=FiscalCalendar())) == 7


def test_a_year_can_come_without_parts():
    plain = actions.add_year(
        2031, actor=SYSTEM, calendar=FiscalCalendar(), halves=False, quarters=False
    )
    assert [period.kind for period in plain] == ["year"]


def test_a_closed_period_is_edited_only_after_it_is_opened_again(hana):
    period = actions.close_period(actions.open_period(add(), actor=hana), actor=hana)
    days: Any = {"kind": "quarter", "starts_on": date(2030, 1, 1), "last_day": date(2030, 3, 30)}
    with pytest.raises(PermissionDenied):
        actions.edit_period(period, actor=hana, name="Q1", **days)
    actions.open_period(period, actor=hana)
    assert actions.edit_period(period, actor=hana, name="Q1", **days).name == "Q1"


def test_two_editors_do_not_overwrite_each_other(hana):
    period = add()
    days: Any = {"kind": "quarter", "starts_on": date(2030, 1, 1), "last_day": date(2030, 3, 31)}
    actions.edit_period(period, actor=hana, name="First", version=1, **days)
    with pytest.raises(Stale):
        actions.edit_period(period, actor=hana, name="Second", version=1, **days)
    assert Period.objects.get().name == "First"


def test_what_was_open_cannot_be_archived(hana):
    period = actions.open_period(add(), actor=hana)
    with pytest.raises(PermissionDenied):
        actions.archive_period(period, actor=hana)


def test_an_archived_period_makes_room_and_may_find_its_place_taken(hana):
    first = actions.archive_period(add(name="Wrong"), actor=hana)
    second = add(name="Right")
    with pytest.raises(actions.Overlaps):
        actions.restore_period(first, actor=hana)
    actions.archive_period(second, actor=hana)
    assert actions.restore_period(first, actor=hana).archived_at is None


def test_the_database_itself_refuses_a_period_that_ends_before_it_starts():
    with pytest.raises(IntegrityError), transaction.atomic():
        Period.objects.create(
            kind="custom", name="x", starts_on=date(2030, 1, 2), until_on=date(2030, 1, 1)
        )


@pytest.mark.parametrize(
    ("who", "verbs"),
    [
        ("hana", {"view", "edit", "open", "archive"}),
        ("eva", {"view", "edit", "open", "archive"}),
        ("pia", {"view", "edit", "open", "archive"}),
        ("ana", {"view"}),
        ("mia", {"view"}),
    ],
)
def test_who_may_do_what_with_a_planned_period(request, who, verbs):
    viewer, period = request.getfixturevalue(who), add()
    asked = ("view", "edit", "open", "close", "archive", "restore")
    assert {verb for verb in asked if can(viewer, verb, period)} == verbs


days = st.integers(0, 60).map(lambda n: date.fromordinal(date(2030, 1, 1).toordinal() + n))


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(wishes=st.lists(st.tuples(st.sampled_from(["half", "quarter", "custom"]), days, days)))
def test_whatever_is_tried_no_two_of_a_kind_overlap(db, wishes):
    with transaction.atomic():
        for kind, first, last in wishes:
            try:
                add(kind, "x", first, last)
            except (actions.Overlaps, actions.EndsBeforeItStarts):
                continue
        for period in Period.objects.exclude(kind="custom"):
            same = Period.objects.overlapping(period.starts_on, period.until_on)
            assert list(same.filter(kind=period.kind)) == [period]
        transaction.set_rollback(True)
