import os
import sys
import time

import pytest

from fairway.foundation.bounded.running import Crashed, TookTooLong, TookTooMuch, run_bounded
from fairway.foundation.bounded.unfit import Unfit

pytestmark = pytest.mark.once

HERE = "fairway.foundation.tests.test_bounded_work"


def double(value):
    print("noise that is no answer")  # noqa: T201
    return value * 2


def refuse(code):
    raise Unfit(code, really="pdf")


def take_memory():
    return len(bytearray(2 * 1024**3))


def answer_endlessly():
    return "x" * 100_000_000


def compute_for_ever():
    while True:
        pass


def wait_for_ever():
    time.sleep(3600)


def die():
    os._exit(3)


def go_wrong():
    raise LookupError("inside")


def look_around():
    return [sorted(os.environ), sys.flags.isolated, "django" in sys.modules]


def work(name):
    return f"{HERE}:{name}"


def test_a_result_comes_back():
    assert run_bounded(work("double"), [1, "ä"]) == [1, "ä", 1, "ä"]


def test_a_refusal_comes_back_with_its_reason():
    with pytest.raises(Unfit) as unfit:
        run_bounded(work("refuse"), "lies")
    assert (unfit.value.code, unfit.value.params) == ("lies", {"really": "pdf"})


def test_memory_is_bounded():
    with pytest.raises(TookTooMuch):
        run_bounded(work("take_memory"))
    with pytest.raises(TookTooMuch):
        run_bounded(work("answer_endlessly"))


@pytest.mark.parametrize("name", ["compute_for_ever", "wait_for_ever"])
def test_time_is_bounded(name, monkeypatch):
    monkeypatch.setattr("fairway.foundation.bounded.running.STARTING", 1)
    started = time.monotonic()
    with pytest.raises(TookTooLong):
        run_bounded(work(name), seconds=1)
    assert time.monotonic() - started < 10


@pytest.mark.parametrize("name", ["die", "go_wrong", "not_there"])
def test_a_crash_stays_over_there(name):
    with pytest.raises(Crashed):
        run_bounded(work(name))


def test_it_knows_nothing_of_us(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
    names, isolated, _django = run_bounded(work("look_around"))
    assert "DATABASE_URL" not in names
    assert isolated
