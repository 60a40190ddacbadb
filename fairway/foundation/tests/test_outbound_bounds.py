"""A call ends in time and stays small, whatever the other side does."""

import socket
import threading
import time

import pytest

from fairway.foundation.outbound import (
    BadAnswer,
    TooLarge,
    TooSlow,
    fetch,
)
from fairway.foundation.tests.small_servers import port_of, raw_server, serving

pytestmark = pytest.mark.once
LONG = 15  # seconds: left alone, the other side would hold us for ever


def drip(connection, head=b""):
    connection.sendall(head)
    while True:
        connection.sendall(b"x")
        connection.settimeout(0.05)
        try:
            if not connection.recv(1):
                return
        except TimeoutError:
            continue


@pytest.mark.parametrize(
    "conversation",
    [
        lambda connection: drip(connection, b"HTTP/1.1 200 OK\r\nContent-Length: 999999\r\n\r\n"),
        lambda connection: drip(connection, b"HTTP/1.1 200 OK\r\nX-Long: "),
        lambda connection: connection.recv(1),
    ],
    ids=["drips its body", "drips its headers", "says nothing"],
)
def test_the_whole_call_ends_in_time_however_slow_the_other_side(allow_outbound, conversation):
    with raw_server(conversation) as port:
        allow_outbound(f"localhost:{port}")
        started = time.monotonic()
        with pytest.raises(TooSlow):
            fetch("GET", f"http://localhost:{port}/", seconds=0.4)
        assert time.monotonic() - started < LONG


def test_a_server_that_reads_nothing_does_not_hold_us(allow_outbound):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        allow_outbound(f"localhost:{port}")
        started = time.monotonic()
        with pytest.raises(TooSlow):
            fetch("POST", f"http://localhost:{port}/", content=b"x" * 50_000_000, seconds=0.4)
        assert time.monotonic() - started < LONG


def test_time_is_for_all_redirects_together(allow_outbound):
    def answer(handler):
        threading.Event().wait(0.2)
        handler.say(status=302, Location="/again")

    with serving(answer) as server:
        allow_outbound(f"localhost:{port_of(server)}")
        with pytest.raises(TooSlow):
            fetch("GET", f"http://localhost:{port_of(server)}/", seconds=0.5, redirects=50)


def test_a_resolver_that_hangs_does_not_hold_us(allow_outbound):
    gate = threading.Event()

    def hang(host, port):
        gate.wait()
        return []

    started = time.monotonic()
    with pytest.raises(TooSlow, match=r"slow\.example"):
        fetch(
            "GET",
            "http://slow.example/",
            resolver=hang,
            seconds=0.2,
        )
    gate.set()
    assert time.monotonic() - started < LONG


def test_an_answer_that_is_too_large_is_cut_off(allow_outbound):
    def endless(connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        while True:
            connection.sendall(b"x" * 65536)

    with raw_server(endless) as port:
        allow_outbound(f"localhost:{port}")
        with pytest.raises(TooLarge):
            fetch("GET", f"http://localhost:{port}/", limit=100_000)


def test_an_answer_that_says_it_is_too_large_is_not_read(allow_outbound):
    with serving(lambda handler: handler.say(b"x" * 11)) as server:
        allow_outbound(f"localhost:{port_of(server)}")
        with pytest.raises(TooLarge, match="10"):
            fetch("GET", f"http://localhost:{port_of(server)}/", limit=10)


def test_a_compressed_answer_is_refused(allow_outbound):
    with serving(lambda handler: handler.say(Content_Encoding="gzip")) as server:
        allow_outbound(f"localhost:{port_of(server)}")
        with pytest.raises(BadAnswer):
            fetch("GET", f"http://localhost:{port_of(server)}/")
    assert server.seen[0][1]["accept-encoding"] == "identity"
