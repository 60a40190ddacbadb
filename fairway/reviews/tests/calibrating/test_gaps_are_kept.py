"""Gaps of a session are reckoned once for the same rows, and anew for any others."""

from dataclasses import asdict

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from fairway.people.models import Assignment
from fairway.reviews.actions.calibrating import add_calibrators, make_session, open_session
from fairway.reviews.actions.calibrating_moves import move_rating
from fairway.reviews.models import Placement
from fairway.reviews.reading import calibrating_gaps
from fairway.reviews.reading.calibrating_asking import TO_COMPARE
from fairway.reviews.reading.calibrating_gaps import Found, gaps_of, reckoned, reckoned_once
from fairway.reviews.tests.calibrating.making import WHY

pytestmark = pytest.mark.django_db


@pytest.fixture
def crowd(cycle, rate, crowd_of, organisation, ana, bo, mia, hana):
    """Twenty-four people, half of them remote; Ana among them takes part and sees but the others."""
    people = [ana, *crowd_of(bo, 23)]
    for number, person in enumerate(people):
        mode = "remote" if number % 2 else "on_site"
        Assignment.objects.filter(pk=person.assignment_id).update(work_mode=mode)
        rate(person, 2 + number % 3, by=bo)
    session = make_session(cycle, actor=hana, unit=organisation.support)
    add_calibrators(session, actor=hana, people=[bo])
    return open_session(session, actor=hana)


@pytest.fixture
def reckonings(monkeypatch):
    """How often gaps were reckoned."""
    made = []
    reckoned_once.cache_clear()

    def counted(*given):
        made.append(given)
        return reckoned(*given)

    monkeypatch.setattr(calibrating_gaps, "reckoned", counted)
    return made


def anew(session, viewer):
    rows = [Found(*one) for one in TO_COMPARE.ask(viewer, session.pk)]
    return [asdict(one) for one in reckoned(rows, session.cycle.period_until)]


def test_of_the_same_rows_they_are_reckoned_once(crowd, hana, bo, reckonings):
    first = gaps_of(crowd, hana)
    assert first
    again = gaps_of(crowd, hana)
    assert len(reckonings) == 1
    assert [one.heading for one in again] == [one.heading for one in first]
    assert [[gap.found for gap in one.gaps] for one in again] == [
        [gap.found for gap in one.gaps] for one in first
    ]
    assert [one.notes for one in again] == [one.notes for one in first]


def test_after_a_move_nothing_that_was_kept_is_shown(crowd, hana, bo, reckonings):
    gaps_of(crowd, hana)
    row = Placement.objects.filter(session=crowd, rating=2).first()
    move_rating(row, actor=bo, rating=5, reason=WHY, employee_reason="For the Oslo switch.")
    after = gaps_of(crowd, hana)
    assert len(reckonings) == 2
    assert [asdict(one) for one in after] == anew(crowd, hana)


def test_nor_after_somebody_works_elsewhere(crowd, hana, reckonings):
    gaps_of(crowd, hana)
    row = Placement.objects.filter(session=crowd).select_related("person").last()
    Assignment.objects.filter(pk=row.person.assignment_id).update(work_mode="hybrid")
    gaps_of(crowd, hana)
    assert len(reckonings) == 2


def test_nobody_is_shown_what_was_reckoned_of_rows_they_do_not_see(crowd, hana, ana, reckonings):
    gaps_of(crowd, hana)
    crowd.calibrators.create(person=ana, added_at=crowd.made_at)
    hers = gaps_of(crowd, ana)
    assert len(reckonings) == 2, "without her own row"
    assert [asdict(one) for one in hers] == anew(crowd, ana) != anew(crowd, hana)


def test_groups_are_named_in_the_language_of_the_reader(crowd, hana, reckonings):
    for language in ("en", "de", "de"):
        with override(language):
            gaps_of(crowd, hana)
    assert len(reckonings) == 2


def test_whoever_only_looks_writes_nothing(crowd, hana):
    reckoned_once.cache_clear()
    with CaptureQueriesContext(connection) as sent:
        gaps_of(crowd, hana)
    written = ("INSERT", "UPDATE", "DELETE")
    assert [one["sql"] for one in sent.captured_queries if one["sql"].startswith(written)] == []
