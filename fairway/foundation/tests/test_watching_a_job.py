"""Long work shows how far it is, to whoever asked for it and nobody else."""

from __future__ import annotations

import pytest
from django.urls import reverse

from fairway.foundation.jobs import leasing
from fairway.foundation.jobs.enqueuing import enqueue
from fairway.foundation.jobs.worker import run_due
from fairway.foundation.models import Job
from fairway.foundation.tests import trial_tasks as tasks

pytestmark = pytest.mark.django_db


@pytest.fixture
def counting(ana):
    return enqueue(tasks.count_in_steps, owner=ana, first=0, until=5)


def page(client, job, person):
    client.force_login(person.account)
    return client.get(reverse("foundation:job", args=[job.public_id]))


def test_its_owner_sees_it_wait_run_and_end(client, counting, ana):
    assert "Waiting for its turn" in page(client, counting, ana).content.decode()

    leasing.take("default", worker="test")
    Job.objects.update(done_parts=2, all_parts=5)
    shown = page(client, counting, ana).content.decode()
    assert "2 of 5" in shown
    assert "Counting" in shown
    assert 'hx-trigger="every 2s"' in shown

    Job.objects.update(leased_until=None)
    run_due("default")
    shown = page(client, counting, ana).content.decode()
    assert "Done" in shown
    assert "hx-trigger" not in shown


def test_nobody_else_does(client, counting, bo, hana):
    assert page(client, counting, bo).status_code == 404
    assert page(client, counting, hana).status_code == 404


def test_a_failure_is_said_without_its_words(client, ana):
    job = enqueue(tasks.fail_always, owner=ana)
    run_due("default")
    shown = page(client, job, ana).content.decode()
    assert "tried again by itself" in shown

    leasing.fail(_taken(), "ValueError at secret_place.py:1", for_good=True)
    shown = page(client, job, ana).content.decode()
    assert "It did not work" in shown
    assert "secret_place" not in shown


def _taken():
    from django.utils import timezone

    Job.objects.update(run_at=timezone.now())
    return leasing.take("default", worker="test")


def test_it_says_where_to_go_on_but_never_leads_out_of_the_house(client, ana):
    job = enqueue(tasks.slow, owner=ana, n=1)
    run_due("slow")
    for result, shown in (({"next": "/people/"}, True), ({"next": "//evil.example/"}, False)):
        Job.objects.update(result=result)
        link = f'href="{result["next"]}"'
        assert (link in page(client, job, ana).content.decode()) is shown
