"""`fairway run`: starts, answers, survives its processes and stops as one."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import textwrap
import urllib.request

import pytest

from fairway.config.cli.refusal import Refused
from fairway.config.supervisor import address
from fairway.config.supervisor.child import LONGEST_PAUSE, STEADY_AFTER, Child
from fairway.config.tests.conftest import descendants, eventually, free_port, is_gone

pytestmark = pytest.mark.once


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_answers_and_stops_cleanly_when_asked(start, number):
    running = start()
    assert running.get("/healthz") == 200
    family = descendants(running.process.pid)
    assert len(family) >= 2
    running.process.send_signal(number)
    assert running.process.wait(30) == 0
    assert all(is_gone(pid) for pid in family)


def test_an_empty_company_is_told_where_to_begin(start):
    running = start()
    link = running.wait_for(r"Set it up at (http://localhost:\d+/\S+)")[1]
    assert link.startswith(running.address)
    assert running.get(link.removeprefix(running.address)) == 200


@pytest.mark.parametrize("generation", ["child", "grandchild"])
def test_a_killed_process_is_started_again(start, generation):
    running = start()
    before = running.child("web")
    (serving,) = descendants(before)
    os.kill(before if generation == "child" else serving, signal.SIGKILL)
    running.wait_for(r"web ended (by signal 9|with code 1); starting again in 0.5 s")
    eventually(running.answers)
    assert running.child("web") != before
    assert is_gone(serving)


def test_others_on_the_network_are_told_the_address_and_let_in(start):
    running = start("--host", "0.0.0.0")
    outside = running.wait_for(r"Others reach it at (http://\S+)")[1]
    assert urllib.request.urlopen(f"{outside}/accounts/sign-in/", timeout=10).status == 200


def test_nothing_outlives_a_killed_supervisor(start):
    running = start()
    family = descendants(running.process.pid)
    running.process.kill()
    eventually(lambda: all(is_gone(pid) for pid in family))


def test_it_becomes_ready_and_stays_so(start):
    running = start()
    eventually(lambda: running.get("/readyz") == 200)
    running.process.send_signal(signal.SIGTERM)
    running.wait_for("Fairway has stopped.")
    assert "ended" not in running.said


def test_machines_get_an_object_a_line(start):
    running = start(FAIRWAY_LOG_FORMAT="json")
    os.kill(running.child("web"), signal.SIGKILL)
    running.wait_for(r'"event": "web ended by signal 9')
    lines = running.said.splitlines()
    objects = [json.loads(line) for line in lines if line.startswith("{")]
    assert {"process", "event", "level"} <= set(objects[-1])
    assert not [line for line in lines if " | " in line]


def test_lines_say_whose_they_are(start):
    running = start(FAIRWAY_LOG_FORMAT="text")
    running.get("/nowhere/")
    running.wait_for(r"web +\| .*request +.*status=")


def test_a_taken_port_is_refused_in_words(fairway):
    with socket.create_server(("127.0.0.1", 0)) as neighbour:
        port = neighbour.getsockname()[1]
        done = fairway("run", "--own", "--port", str(port))
    assert done.returncode == 1
    assert done.stderr.startswith(f"Port {port} is taken by another program.")
    assert "Traceback" not in done.stderr


def test_without_a_wish_the_next_free_port_is_found(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as neighbour:
        taken = neighbour.getsockname()[1]
        monkeypatch.setattr(address, "FIRST", taken)
        assert address.choose_port("127.0.0.1", None) > taken


@pytest.mark.skipif(not socket.has_dualstack_ipv6(), reason="this machine has no IPv6")
def test_a_neighbour_on_the_other_loopback_address_takes_the_port():
    with socket.create_server(("::1", 0), family=socket.AF_INET6) as neighbour:
        assert not address.is_free("127.0.0.1", neighbour.getsockname()[1])


def test_a_host_that_is_not_ours_is_refused():
    with pytest.raises(Refused, match="is not an address of this machine"):
        address.choose_port("192.0.2.1", free_port())


def test_a_host_that_is_unknown_is_refused():
    with pytest.raises(Refused, match="cannot be found"):
        address.as_number("nobody.invalid")


@pytest.mark.parametrize(
    ("host", "port", "typed"),
    [
        ("127.0.0.1", 8000, "http://localhost:8000"),
        ("0.0.0.0", 80, "http://localhost"),
        ("fairway.test", 8000, "http://fairway.test:8000"),
        ("2001:db8::1", 8000, "http://[2001:db8::1]:8000"),
    ],
)
def test_the_address_is_what_a_browser_takes(host, port, typed):
    assert address.address_to_type(host, port) == typed


def test_the_pause_before_a_restart_grows_and_shrinks_again():
    child = Child("web", ["true"], {})
    child.start()
    pauses = [child.schedule_restart() for _ in range(9)]
    child.started_at -= STEADY_AFTER + 1
    assert pauses == [0.5, 1, 2, 4, 8, 16, 30, 30, 30]
    assert pauses[-1] == LONGEST_PAUSE
    assert child.schedule_restart() == 0.5
    child.kill_group()
    child.output.close()


STUBBORN = """
    import sys
    from fairway.config.supervisor import Supervisor

    deaf = "import signal, sys; signal.signal(15, signal.SIG_IGN); print('deaf', flush=True); sys.stdin.read(); signal.pause()"
    supervisor = Supervisor(say=lambda name, line: print(name, line.decode(), flush=True), patience={patience})
    supervisor.add("stubborn", [sys.executable, "-c", deaf], {{}})
    supervisor.run(ready=lambda: True, announce=lambda: None)
"""


@pytest.mark.parametrize(("patience", "insists"), [(0.3, False), (600, True)])
def test_who_does_not_end_is_ended_after_a_while_or_at_the_second_ctrl_c(patience, insists):
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(STUBBORN.format(patience=patience))],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "stubborn deaf\n"
    (deaf,) = descendants(process.pid)
    process.send_signal(signal.SIGINT)
    if insists:
        # Two signals that arrive together are one, so the second is repeated until heard.
        eventually(lambda: process.poll() is not None or process.send_signal(signal.SIGINT))
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    assert said == "supervisor stubborn has not finished; ending it\n"
    assert is_gone(deaf)
