"""What lists of people cost does not grow with the organisation: each is read along an index."""

from __future__ import annotations

import pytest
from django.db import connection

from fairway.people.directory import ORDER, Asked, for_rows, listed

pytestmark = pytest.mark.django_db


def plan_of(rows) -> str:
    """How the database would read it, had it the rows for which an index is worth while."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for way in ("seqscan", "bitmapscan", "sort"):
                cursor.execute(f"SET LOCAL enable_{way} = off")
    return rows.explain()


@pytest.mark.parametrize(("leavers", "index"), [(False, "person_here"), (True, "person_gone")])
def test_the_directory_is_read_in_order_and_never_sorted(ana, leavers, index):
    people = for_rows(listed(ana, Asked(leavers=leavers))).order_by(*ORDER)[:51]
    plan = plan_of(people)
    assert index in plan
    assert "Sort Key" not in plan
    assert "FOR ORDER BY" not in plan


def test_what_many_have_in_common_is_checked_in_order_and_never_sorted(ana):
    asked = Asked(words="an", unit=ana.assignment.unit)
    plan = plan_of(for_rows(listed(ana, asked, many=True)).order_by(*ORDER)[:51])
    assert "person_here" in plan
    assert "FOR ORDER BY" not in plan


def test_whether_picked_in_order_or_gathered_the_same_people_are_found(ana, bo, cy, organisation):
    for asked in (Asked(words="o"), Asked(words="re"), Asked(unit=organisation.support)):
        few, many = listed(ana, asked), listed(ana, asked, many=True)
        assert list(few.order_by(*ORDER)) == list(many.order_by(*ORDER)) != []
