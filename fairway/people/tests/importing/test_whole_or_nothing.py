"""An import is done whole or not at all, also when somebody else is quicker or the disk is full."""

import csv
import io
import threading
from datetime import date

import pytest
from django.db import OperationalError, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fairway.foundation.events import SYSTEM
from fairway.foundation.models import Event
from fairway.people.actions.importing import ImportRefused, applying, import_people
from fairway.people.models import ImportBatch, OrgUnit, Person, ReportingChain
from fairway.people.tests.importing.conftest import lines_of, opened, options_of
from fairway.people.tests.importing.lookalike import make_export
from fairway.people.tests.importing.test_importing_again import START

pytestmark = pytest.mark.django_db


def prepared(content):
    with opened(content) as table:
        options = options_of(table)
        return lines_of(table, options), options


def test_somebody_quicker_makes_the_second_compare_again(db):
    lines, options = prepared(START)
    quicker = prepared(START)
    steps = []

    def progress(step, _done, _total):
        steps.append(step)
        if steps.count("write") == 1 and step == "write":
            import_people(*quicker, actor=SYSTEM, batch=ImportBatch())

    outcome = import_people(lines, options, actor=SYSTEM, batch=ImportBatch(), progress=progress)
    assert outcome.plan.counts["unchanged"] == 3
    assert Person.objects.count() == 3
    assert steps.count("compare") == 2


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_bring_everybody_once():
    ready = threading.Barrier(2, timeout=60)
    outcomes, failures = [], []

    def bring():
        met = []

        def progress(step, _done, _total):
            if step == "write" and not met:
                met.append(ready.wait())

        try:
            lines, options = prepared(make_export().content)
            outcomes.append(
                import_people(lines, options, actor=SYSTEM, batch=ImportBatch(), progress=progress)
            )
        except Exception as failure:  # noqa: BLE001 the test says which
            failures.append(failure)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=bring) for _n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert failures == []
    counts = sorted(one.plan.counts["created"] for one in outcomes)
    assert counts == [0, make_export().people]
    assert Person.objects.count() == make_export().people


def test_a_failure_in_the_middle_leaves_nothing(bring_in, monkeypatch):
    def fail(*_given):
        raise OperationalError("gone")

    monkeypatch.setattr(applying, "rebuild_chains", fail)
    with pytest.raises(OperationalError), transaction.atomic():
        bring_in(START)
    for model in (Person, OrgUnit, Event, ReportingChain, ImportBatch):
        assert not model.objects.exists()


def test_a_full_disk_changes_nothing(disk, bring_in):
    content = make_export(people=600).content
    disk.fill(spare=20)
    with pytest.raises(OperationalError, match="full"):
        bring_in(content)
    disk.make_room()
    assert not Person.objects.exists()
    assert not ImportBatch.objects.exists()
    assert bring_in(content).plan.counts["created"] == 600


NAMES = st.sampled_from(
    ["Ana Reyes", "Bo Almeida", "Cy Okafor", "Dee Marchetti", "Eve Lind", "Fay Tan"]
)
DAY = st.dates(date(2010, 1, 1), date(2026, 6, 1))


@st.composite
def organisations(draw):
    """Up to eight people; any manager, by name, number or not at all; some have left."""
    size = draw(st.integers(1, 8))
    rows = []
    for number in range(size):
        joined = draw(DAY)
        left = draw(st.none() | DAY)
        manager = draw(st.sampled_from(["", "name", "number", "nobody"]))
        whom = draw(st.integers(0, size - 1))
        rows.append([number, draw(NAMES), joined, left, manager, whom])
    for row in rows:
        whom = rows[row[5]]
        row[4] = {"name": whom[1], "number": f"N{whom[0]}", "nobody": "Nobody Known"}.get(
            row[4], ""
        )
    return rows


def as_csv(rows) -> str:
    out = io.StringIO()
    sheet = csv.writer(out)
    sheet.writerow(["Employee ID", "Name", "Unit", "Hire date", "Leaving date", "Manager"])
    for number, name, joined, left, manager, _whom in rows:
        ends = left if left and left >= joined else ""
        sheet.writerow([f"N{number}", name, f"Unit {number % 3}", joined, ends, manager])
    return out.getvalue()


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=organisations())
def test_any_organisation_imports_once_and_then_changes_nothing(bring_in, rows):
    with transaction.atomic():
        try:
            first = bring_in(as_csv(rows))
        except ImportRefused as refused:
            codes = {one.code for one in refused.plan.findings.errors}
            first = None
        if first is None:
            assert codes == {"circle"}
            assert not Person.objects.exists()
            return
        assert first.plan.counts["created"] == len(rows)
        again = bring_in(as_csv(rows))
        assert again.plan.counts["unchanged"] == len(rows)
        for person in Person.objects.filter(active=True).select_related("assignment__manager"):
            manager = person.assignment.manager
            above = list(
                ReportingChain.objects.filter(below=person, depth=1).values_list("above", flat=True)
            )
            assert above == ([manager.pk] if manager and manager.active else [])
        transaction.set_rollback(True)
