"""The chain says who is above whom, and stays true when people move."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fairway.foundation.events import SYSTEM
from fairway.foundation.ready_rows import making_ready
from fairway.people.actions.assigning import add_person
from fairway.people.actions.chains import (
    ReportingCycle,
    chain_pairs,
    end_chain,
    foresee_chains,
    move_under,
    rebuild_chains,
)
from fairway.people.models import Assignment, Person, ReportingChain

pytestmark = pytest.mark.django_db


def chain() -> set[tuple[int, int, int]]:
    return set(ReportingChain.objects.values_list("above_id", "below_id", "depth"))


def own_rows() -> dict[int, tuple[bool, int]]:
    rows = ReportingChain.objects.filter(depth=0)
    return {
        pk: (top, number)
        for pk, top, number in rows.values_list("above_id", "at_top", "people_below")
    }


def own_rows_as_counted() -> dict[int, tuple[bool, int]]:
    pairs = chain()
    return {
        who: (
            not any(below == who and depth == 1 for _above, below, depth in pairs),
            sum(above == who and depth > 0 for above, _below, depth in pairs),
        )
        for who, _below, depth in pairs
        if depth == 0
    }


def test_everybody_stands_above_themselves_and_below_their_managers(ana, bo, mia):
    assert {(mia.pk, ana.pk, 2), (bo.pk, ana.pk, 1), (ana.pk, ana.pk, 0)} <= chain()


def test_moving_somebody_takes_their_people_along(ana, bo, mia, cy):
    move_under(bo, cy)
    assert (cy.pk, ana.pk, 2) in chain()
    assert not any(above == mia.pk and below == ana.pk for above, below, _depth in chain())


def test_nobody_reports_to_their_own_report(ana, bo, mia):
    before = chain()
    with pytest.raises(ReportingCycle, match="Ana Reyes reports to Mia Lindqvist"):
        move_under(mia, ana)
    assert chain() == before


def test_the_database_refuses_two_assignments_at_once(ana):
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(person=ana, valid_from=date(2025, 1, 1))


def test_an_assignment_may_begin_the_day_another_ends(ana):
    ana.assignments.update(valid_until=date(2025, 1, 1))
    Assignment.objects.create(person=ana, valid_from=date(2025, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.filter(valid_from=date(2025, 1, 1)).update(valid_from=date(2024, 12, 31))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(moves=st.lists(st.tuples(st.integers(0, 7), st.integers(0, 8)), max_size=20))
def test_after_any_moves_the_chain_is_what_the_managers_say(db, moves):
    with transaction.atomic():
        people = [add_person(f"Person {n}", actor=SYSTEM) for n in range(8)]
        managers: dict[int, int | None] = {person.pk: None for person in people}
        for who, under in moves:
            manager = people[under] if under < len(people) else None
            try:
                move_under(people[who], manager)
            except ReportingCycle:
                continue
            managers[people[who].pk] = manager.pk if manager else None
        assert chain() == set(chain_pairs(managers))
        assert own_rows() == own_rows_as_counted()
        transaction.set_rollback(True)


def test_those_below_a_leaver_are_at_the_top_and_nobody_counts_them(ana, bo, mia):
    end_chain(bo)
    assert own_rows()[ana.pk] == (True, 0)
    assert own_rows() == own_rows_as_counted()


def test_building_all_anew_counts_everybody_anew(ana, bo, mia, cy):
    true = own_rows()
    move_under(bo, cy)  # what no assignment says
    ReportingChain.objects.filter(above=mia, depth=0).update(at_top=False, people_below=7)
    rebuild_chains()
    assert own_rows() == own_rows_as_counted() == true


def really_come(managers):
    for pk, manager in managers.items():
        person = Person.objects.create(
            pk=pk, name=f"Person {pk}", sort_name=f"person {pk}", joined_on=date(2025, 1, 1)
        )
        person.assignment = Assignment.objects.create(
            person=person, manager_id=manager, valid_from=date(2025, 1, 1)
        )
        person.save()


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(under=st.lists(st.integers(0, 9), min_size=1, max_size=6))
def test_lines_that_were_foreseen_are_those_that_managers_say(ana, bo, mia, under):
    with transaction.atomic():
        here = list(Person.objects.filter(active=True).values_list("pk", flat=True))
        coming = range(9_000_000, 9_000_000 + len(under))
        offered = [*here, *coming]
        managers = {
            pk: offered[at] if at < len(offered) and offered[at] < pk else None
            for pk, at in zip(coming, under, strict=True)
        }
        with making_ready() as making:
            foreseen = foresee_chains(managers, making)
            really_come(managers)
            rebuild_chains(foreseen)
        built = chain()
        assert own_rows() == own_rows_as_counted()
        rebuild_chains()
        assert chain() == built
        transaction.set_rollback(True)


def test_what_came_otherwise_than_foreseen_is_looked_up(ana, bo, mia, cy):
    with making_ready() as making:
        foreseen = foresee_chains({9_000_000: bo.pk}, making)
        really_come({9_000_000: cy.pk})
        rebuild_chains(foreseen)
    assert (cy.pk, 9_000_000, 1) in chain()
    assert own_rows() == own_rows_as_counted()
