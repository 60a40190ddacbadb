"""Jobs: taken once, run once, tried again, given up."""

from __future__ import annotations

import threading
import time
from datetime import timedelta

import pytest
import time_machine
from django.db import connection, connections, transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks.exceptions import InvalidTaskError, TaskResultDoesNotExist

from fairway.foundation.events import SYSTEM, listener_name, record
from fairway.foundation.jobs import leasing
from fairway.foundation.jobs.backend import HouseTask
from fairway.foundation.jobs.enqueuing import enqueue
from fairway.foundation.jobs.performing import perform
from fairway.foundation.jobs.ticker import Ticker
from fairway.foundation.jobs.worker import AFTER_TROUBLE, Worker, run_due
from fairway.foundation.models import Event, Heartbeat, Job
from fairway.foundation.tests import trial_tasks as tasks

SAID = "private"
BUSY = 4  # seconds that a machine with other things to do may add


def take(queue="default", **lease):
    return leasing.take(queue, worker="test", **lease)


@pytest.mark.django_db
def test_an_enqueued_task_runs_and_keeps_its_result():
    result = tasks.have_effect.enqueue(n=7)
    assert result.status == TaskResultStatus.READY

    assert run_due() == 1

    result.refresh()
    assert result.status == TaskResultStatus.SUCCESSFUL
    assert result.return_value == 7
    assert tasks.effects() == [7]


@pytest.mark.django_db
def test_an_unknown_result_is_not_found():
    with pytest.raises(TaskResultDoesNotExist):
        tasks.have_effect.get_result("nobody")


@pytest.mark.django_db
def test_the_same_key_asks_for_the_work_once():
    first = enqueue(tasks.have_effect, key="launch:1", n=1)
    second = enqueue(tasks.have_effect, key="launch:1", n=2)

    run_due()

    assert first == second
    assert tasks.effects() == [1]


@pytest.mark.django_db
def test_arguments_go_by_name():
    with pytest.raises(TypeError):
        tasks.have_effect.enqueue(7)  # it would run, and nobody could read what 7 means


def test_a_task_with_an_unknown_queue_is_refused():
    with pytest.raises(InvalidTaskError):
        tasks.have_effect.using(queue_name="nowhere")


@pytest.mark.django_db
def test_what_is_due_later_waits():
    at = timezone.now() + tasks.HOUR
    tasks.have_effect.using(run_after=at).enqueue(n=1)

    assert run_due() == 0
    with time_machine.travel(at + timedelta(seconds=1), tick=False):
        assert run_due() == 1


@pytest.mark.django_db
def test_the_urgent_goes_first_and_queues_do_not_mix():
    tasks.have_effect.enqueue(n=1)
    tasks.have_effect.using(priority=9).enqueue(n=2)
    tasks.slow.enqueue(n=3)

    assert take().args == {"n": 2}
    assert take().args == {"n": 1}
    assert take() is None
    assert take("slow").args == {"n": 3}


@pytest.mark.django_db
def test_a_failing_task_leaves_no_effect_and_is_tried_again_later():
    tasks.fail_after_effect.enqueue(n=1)

    assert run_due() == 1

    job = Job.objects.get()
    assert tasks.effects() == []
    assert job.state == Job.State.READY
    assert timedelta(seconds=4) < job.run_at - timezone.now() < timedelta(seconds=7)
    assert run_due() == 0


@pytest.mark.django_db
def test_failure_words_say_where_but_never_what_somebody_wrote(caplog):
    tasks.fail_after_effect.enqueue(n=1)

    run_due()

    words = Job.objects.get().failure
    assert words.startswith("ValueError at trial_tasks.py:")
    assert words.endswith("in fail_after_effect")
    assert SAID not in words + caplog.text


@pytest.mark.django_db
def test_after_its_last_attempt_a_job_is_dead_and_can_be_revived():
    tasks.fail_always.enqueue()
    for _attempt in range(3):
        Job.objects.update(run_at=timezone.now())
        run_due()

    job = Job.objects.get()
    assert (job.state, job.attempts) == (Job.State.DEAD, 3)
    assert tasks.fail_always.get_result(job.public_id).status == TaskResultStatus.FAILED

    leasing.revive(job)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.READY, 0)


@pytest.mark.django_db
def test_a_task_that_gives_up_is_not_tried_again():
    tasks.give_up.enqueue()

    run_due()

    assert Job.objects.get().state == Job.State.DEAD


@pytest.mark.django_db
def test_a_job_that_no_code_answers_to_fails_in_words():
    Job.objects.create(key="old", task="fairway.gone.task", run_at=timezone.now())

    run_due()

    assert "UnknownTask" in Job.objects.get().failure


@pytest.mark.django_db
def test_waiting_grows_up_to_an_hour():
    waits = [leasing.delay(Job(key="x", attempts=n)) for n in range(1, 30)]

    assert waits == sorted(waits)
    assert leasing.LONGEST_DELAY <= waits[-1] <= leasing.LONGEST_DELAY * 1.2


@pytest.mark.django_db
def test_a_job_whose_worker_was_killed_is_taken_again_after_the_lease():
    tasks.have_effect.enqueue(n=1)
    take()
    assert take() is None

    with time_machine.travel(timezone.now() + leasing.LEASE * 1.01, tick=False):
        again = take()
        perform(again)

    assert again.attempts == 2
    assert tasks.effects() == [1]


@pytest.mark.django_db
def test_a_worker_thought_dead_changes_nothing_when_it_comes_back():
    tasks.have_effect.enqueue(n=1)
    late = take()
    with time_machine.travel(timezone.now() + leasing.LEASE * 1.01, tick=False):
        perform(take())

    perform(late)

    assert tasks.effects() == [1]
    assert Job.objects.get().attempts == 2


@pytest.mark.django_db
def test_a_step_whose_lease_is_lost_is_undone():
    tasks.lose_the_lease_in_a_step.enqueue()

    perform(take())

    assert tasks.effects() == []


@pytest.mark.django_db
def test_what_kills_every_worker_ends_up_dead():
    tasks.fail_always.enqueue()
    Job.objects.update(attempts=3)

    assert take() is None
    assert Job.objects.get().state == Job.State.DEAD


@pytest.mark.django_db
def test_long_work_goes_on_from_its_last_step():
    tasks.count_in_steps.enqueue(first=0, until=5)
    steps = iter([False, False, False, True])

    perform(take(), stopping=lambda: next(steps))

    job = Job.objects.get()
    assert (job.cursor, job.done_parts, job.all_parts, job.attempts) == (3, 3, 5, 0)
    assert run_due() == 1
    assert tasks.effects() == [0, 1, 2, 3, 4]


@pytest.mark.django_db
def test_progress_that_nobody_could_see_is_a_mistake():
    tasks.progress_where_nobody_sees_it.enqueue()

    run_due()

    assert Job.objects.get().failure.startswith("TypeError")


@pytest.mark.django_db
def test_a_listener_hears_of_an_event_once(ana):
    with transaction.atomic():
        event = record(tasks.HEARD, actor=SYSTEM, subject=ana, n=3)

    run_due()
    run_due()

    assert tasks.effects() == [3]
    assert (
        Job.objects.get(key=f"event:{event.public_id}:{listener_name(tasks.hear_it)}").state
        == "done"
    )


def test_tasks_are_of_the_house():
    whole, stepwise = tasks.have_effect, tasks.count_in_steps
    assert isinstance(whole, HouseTask)
    assert isinstance(stepwise, HouseTask)
    assert (whole.transactional, stepwise.transactional) == (True, False)


@pytest.mark.django_db(transaction=True)
def test_a_worker_works_beats_and_ends_in_order():
    for n in range(20):
        tasks.have_effect.enqueue(n=n)
    tasks.count_in_steps.enqueue(first=20, until=25)
    worker = Worker(lease=timedelta(seconds=2))
    running = threading.Thread(target=worker.run)
    running.start()
    try:
        assert eventually(lambda: not Job.objects.filter(state="ready").exists())
        assert eventually(lambda: Heartbeat.objects.filter(kind="worker").exists())
    finally:
        worker.stop()
        running.join(60)

    assert not running.is_alive()
    assert tasks.effects() == list(range(25))
    assert not Heartbeat.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_share_the_work_without_doing_any_twice():
    for n in range(40):
        tasks.have_effect.enqueue(n=n)

    def work():
        try:
            run_due("default")
        finally:
            connections.close_all()

    hands = [threading.Thread(target=work) for _worker in range(4)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join(60)

    assert tasks.effects() == list(range(40))
    assert set(Job.objects.values_list("state", "attempts")) == {("done", 1)}


@pytest.mark.django_db(transaction=True)
def test_nobody_takes_a_job_whose_transaction_still_runs():
    """Even after its lease: on SQLite nobody can write, on PostgreSQL the row is skipped."""
    tasks.have_effect.enqueue(n=1)
    job = take()
    taken = []
    with transaction.atomic():
        leasing.hold(job)
        if connection.vendor == "sqlite":
            assert connection.in_atomic_block
            return

        def other():
            with time_machine.travel(timezone.now() + leasing.LEASE * 2, tick=False):
                taken.append(take())
            connections.close_all()

        thread = threading.Thread(target=other)
        thread.start()
        thread.join(10)
    assert taken == [None]


def test_a_full_disk_loses_no_job_and_stops_no_worker(disk, monkeypatch):
    for n in range(60):
        enqueue(tasks.have_effect, n=n, key=f"{n}-{'x' * 180}")
    worker = Worker(["default"])
    disk.fill()

    pauses = [worker._one("default") for _look in range(60)]
    assert AFTER_TROUBLE in pauses, "the disk was not full after all"

    disk.make_room()
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        while worker._one("default") == 0:
            pass
    assert tasks.effects() == list(range(60))
    assert set(Job.objects.values_list("state", flat=True)) == {"done"}


@pytest.mark.django_db(transaction=True)
def test_the_ticker_seals_within_a_second_or_so_and_ends_in_order(tmp_path):
    job = Job.objects.create(key="subject", task="x", run_at=timezone.now())
    ticker = Ticker()
    running = threading.Thread(target=ticker.run)
    running.start()
    try:
        assert eventually(lambda: Heartbeat.objects.filter(kind="sealer").exists())
        began = time.monotonic()
        with transaction.atomic():
            record(tasks.HEARD, actor=SYSTEM, subject=job, n=1)
        assert eventually(lambda: not Event.objects.filter(seq=None).exists())
        took = time.monotonic() - began
    finally:
        ticker.stop()
        running.join(60)

    assert took < 1 + BUSY
    assert not Heartbeat.objects.exists()


def eventually(true, seconds=60):
    """Ask again until it holds: the worker is another thread, with its own pace."""
    over = threading.Event()
    for _moment in range(seconds * 20):
        if true():
            return True
        over.wait(0.05)
    return False
