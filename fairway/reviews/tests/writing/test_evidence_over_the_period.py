"""What there is, what is cited, which months are silent; hints that find what is there alone."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from fairway.kpis.actions.defining import add_kpi
from fairway.kpis.models import Signal
from fairway.people.days import organisation_day
from fairway.people.models import Person
from fairway.reviews.actions.writing_pointing import cite
from fairway.reviews.evidence import Piece, period_of
from fairway.reviews.models import Review, ReviewCycle
from fairway.reviews.reading.evidence import (
    WIDTH,
    Shown,
    last_review_of,
    months_of,
    pane_of,
    spread_of,
)
from fairway.reviews.tests.writing.running import MONTHS, Kind, running_about

START, END = date(2026, 5, 1), date(2026, 11, 1)
DAYS = (END - START).days


def piece(day, cited):
    named = Piece("feedback", f"{day}", "Feedback", "", "", "message-2", day)
    return Shown(named, int(cited))


@given(st.lists(st.tuples(st.integers(0, DAYS - 1), st.booleans()), max_size=40))
def test_each_piece_counts_into_one_month(placed):
    pieces = [piece(START + timedelta(days=day), cited) for day, cited in placed]
    months = months_of(pieces, START, END)
    assert [one.first.month for one in months] == [5, 6, 7, 8, 9, 10]
    assert sum(one.pieces for one in months) == len(placed)
    assert sum(one.cited for one in months) == sum(cited for _day, cited in placed)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 800))
def test_the_months_of_a_period_follow_each_other_without_a_gap(start, days):
    end = start + timedelta(days=days)
    firsts = [one.first for one in months_of([], start, end)]
    assert firsts[0] <= start
    assert firsts[-1] < end
    assert all((after - before).days in {28, 29, 30, 31} for before, after in pairwise(firsts))


def test_citing_the_last_weeks_alone_is_worth_a_second_look():
    late = [piece(END - timedelta(days=2 + 3 * n), True) for n in range(8)]
    early = [piece(START + timedelta(days=5 * n), False) for n in range(14)]
    assert spread_of([*late, *early], START, END).reread


@given(st.randoms(use_true_random=False))
def test_citing_over_the_whole_period_is_not(random):
    """Every third of what there is, from a random one on: as even as can be."""
    first = random.randrange(3)
    spread = [piece(START + timedelta(days=6 * n), n % 3 == first) for n in range(30)]
    assert not spread_of(spread, START, END).reread


def test_work_that_piled_up_at_the_end_is_no_fault_of_the_writer():
    pile = [piece(END - timedelta(days=1 + n), n % 2 == 0) for n in range(30)]
    assert not spread_of(pile, START, END).reread


def test_what_went_on_for_long_is_neither_early_nor_late():
    goal = Shown(Piece("goal", "g", "Goal", "", "", "target-arrow", None, START, END), 1)
    assert spread_of([goal], START, END) is None
    assert all(one.is_silent for one in months_of([goal], START, END))


@pytest.mark.django_db
def test_the_pane_shows_what_its_writer_may_read(of_manager, running, told, ana, bo, cy):
    mine, private = told(bo, ago=20), told(cy, ago=30)
    shared = told(cy, ago=40, visibility="shared")
    keys = {one.piece.key for one in pane_of(of_manager, bo).pieces}
    assert keys == {mine.public_id, shared.public_id}
    assert private.public_id not in keys


@pytest.mark.django_db
def test_what_is_cited_shows_as_cited(of_manager, running, told, bo):
    given_one = told(bo)
    told(bo, ago=60)
    key = given_one.public_id
    cite(of_manager, running.asks["patterns"], actor=bo, source="feedback", key=key)
    pane = pane_of(of_manager, bo)
    assert (pane.n, pane.cited, pane.uncited) == (2, 1, 1)
    assert "1 of them cited" in pane.picture.words


@pytest.mark.django_db
def test_a_kpi_that_moved_stands_beside_it_and_says_what_it_is(of_manager, ana, bo, at):
    kpi = add_kpi(
        actor=bo, owner=bo, person=ana, name="Answers called good", meaning="m", kind="quality"
    )
    day = organisation_day() - timedelta(days=20)
    Signal.objects.create(
        kpi=kpi, rule="run", side="up", since=day, fired_on=day, found_at=timezone.now()
    )
    ((piece, _cited),) = [(one.piece, one.cited) for one in pane_of(of_manager, bo).pieces]
    assert (piece.source, piece.title, piece.url) == (
        "kpi_signal",
        kpi.name,
        kpi.get_absolute_url(),
    )
    page = (
        at(bo).get(reverse("reviews:review_evidence", args=[of_manager.public_id])).content.decode()
    )
    assert "KPI moved, Up" in page


@pytest.mark.django_db
def test_what_is_drawn_on_the_first_and_last_day_touches_no_label_and_no_edge(
    of_manager, told, bo, running
):
    told(bo, ago=(organisation_day() - running.cycle.period_from).days)
    told(bo, ago=1)
    picture = pane_of(of_manager, bo).picture
    (lane,) = picture.lanes
    reach = 4 + 1.5 / 2  # of a dot and its line, as they are drawn
    assert min(dot.x for dot in lane.dots) - reach > picture.left
    assert max(dot.x for dot in lane.dots) + reach < WIDTH


@pytest.mark.django_db
def test_who_joined_in_it_is_measured_from_their_first_day(of_manager, running, ana):
    assert period_of(of_manager)[0] == running.cycle.period_from
    joined = running.cycle.period_until - MONTHS / 2
    Person.objects.filter(pk=ana.pk).update(joined_on=joined)
    of_manager.participant.person.refresh_from_db()
    assert period_of(of_manager)[0] == joined


@pytest.mark.django_db
def test_who_joined_after_it_has_no_evidence_and_no_error(of_manager, running, ana, bo):
    late = running.cycle.period_until + timedelta(days=3)
    Person.objects.filter(pk=ana.pk).update(joined_on=late)
    of_manager.participant.person.refresh_from_db()
    assert pane_of(of_manager, bo).n == 0


@pytest.mark.django_db
def test_the_last_review_lies_beside_once_it_was_shared(of_manager, ana, bo, hana, cy):
    before = running_about(ana, bo, hana)
    earlier = before.cycle.period_from - MONTHS
    ReviewCycle.objects.filter(pk=before.cycle.pk).update(
        period_from=earlier, period_until=before.cycle.period_from
    )
    last = before.review(Kind.MANAGER, bo)
    assert pane_of(of_manager, bo).last is None
    Review.objects.filter(pk=last.pk).update(state="shared", submitted_at=timezone.now())
    assert pane_of(of_manager, bo).last == last
    assert last_review_of(of_manager, cy) is None
