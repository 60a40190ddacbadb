"""Probes ask without a session, from anywhere, and learn nothing but how we are."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from fairway.config.examination import connections_needed
from fairway.foundation.models import Heartbeat

pytestmark = pytest.mark.django_db


@pytest.fixture
def background():
    now = timezone.now()
    for kind in ("worker", "ticker"):
        Heartbeat.objects.create(name=f"{kind}-1", kind=kind, at=now)


def test_alive_answers_without_asking_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/healthz", headers={"host": "10.1.2.3"})
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_ready_when_the_database_and_the_background_work_are(client, background):
    response = client.get("/readyz", headers={"host": "10.1.2.3"})
    assert (response.status_code, response.json()) == (200, {"status": "ready", "reasons": []})


def test_not_ready_while_nobody_does_background_work(client, background):
    Heartbeat.objects.filter(kind="worker").update(at=timezone.now() - timedelta(minutes=5))
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["reasons"] == ["background work gave no sign of life for 60 seconds"]


def test_not_ready_while_migrations_are_missing(client, background):
    MigrationRecorder(connection).record_unapplied("foundation", "0001_initial")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["reasons"] == ["the database lacks 1 migration steps"]


def test_asking_costs_three_queries(client, background, django_assert_max_num_queries):
    client.get("/readyz")
    with django_assert_max_num_queries(3):
        client.get("/readyz")


def test_not_ready_and_discreet_when_the_database_fails(client):
    def fail(execute, sql, params, many, context):
        raise OperationalError("FATAL: password of user fairway is wrong")

    with connection.execute_wrapper(fail):
        response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["reasons"] == ["the database does not answer"]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no limit to count to")
def test_check_counts_the_connections_that_all_processes_may_need(settings, monkeypatch):
    assert list(connections_needed()) == []
    monkeypatch.setattr(settings.ENV, "web_threads", 200)
    (found,) = connections_needed()
    assert "Fairway may need 603 connections" in found.text
