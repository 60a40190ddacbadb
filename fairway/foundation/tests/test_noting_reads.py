"""Who looked at my record: one row a page, and never at the cost of the page."""

from __future__ import annotations

import pytest
from django.db import OperationalError, connection, connections
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from fairway.foundation import reading
from fairway.foundation.jobs.nightly import forget_old_reads
from fairway.foundation.models import ReadEntry
from fairway.foundation.reading.middleware import notes_reads
from fairway.foundation.reading.place import make_place

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def known_page(monkeypatch):
    offered = {"test.page": reading.Page("test.page", "Their page")}
    monkeypatch.setattr(reading.pages, "_offers", offered)


def look(reader, *subjects, status=200):
    """Open a page that shows something personal of these people."""
    request = RequestFactory().get("/people/x/")
    request.viewer = reader

    def view(request):
        for subject in subjects:
            reading.note(request, subject, "test.page")
        return HttpResponse("shown", status=status)

    return notes_reads(view)(request)


def test_the_person_learns_who_looked(ana, bo, hana):
    look(bo, ana)
    look(hana, ana)

    assert [(one.reader, one.page) for one in reading.of(ana)] == [
        (hana, "Their page"),
        (bo, "Their page"),
    ]
    assert reading.of(bo) == []


def test_a_page_is_one_row_and_ones_own_is_none(ana, bo):
    look(bo, ana, ana)
    look(ana, ana)

    assert ReadEntry.objects.count() == 1


def test_what_was_not_shown_was_not_read(ana, bo):
    look(bo, ana, status=404)
    look(None, ana)

    assert not ReadEntry.objects.exists()


def test_the_main_database_is_not_written_to(ana, bo):
    with CaptureQueriesContext(connections["default"]) as queries:
        look(bo, ana)

    if "reads" in connections:
        assert len(queries) == 0
    else:
        assert len(queries) == 1


def test_a_log_that_cannot_be_written_breaks_no_page(ana, bo, monkeypatch, caplog):
    def full(self, **options):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(ReadEntry, "save", full)

    assert look(bo, ana).content == b"shown"
    assert "read not noted" in caplog.text
    assert "Ana" not in caplog.text


def test_only_pages_with_a_name_are_noted(ana, bo):
    request = RequestFactory().get("/")
    request.viewer = bo
    with pytest.raises(LookupError):
        reading.note(request, ana, "test.other")


def test_old_reads_are_forgotten(ana, bo):
    look(bo, ana)
    ReadEntry.objects.update(at="2020-01-01T00:00Z")
    look(bo, ana)

    assert forget_old_reads.call() == 1
    assert ReadEntry.objects.count() == 1


@pytest.mark.skipif(connection.vendor == "postgresql", reason="there all is one database")
def test_the_place_of_its_own_is_made_when_it_is_missing(tmp_path):
    apart = connections["reads"].copy()
    apart.settings_dict = {**apart.settings_dict, "NAME": str(tmp_path / "reads.sqlite3")}

    make_place(apart)
    make_place(apart)

    assert apart.introspection.table_names() == ["foundation_readentry"]
    apart.close()
