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
