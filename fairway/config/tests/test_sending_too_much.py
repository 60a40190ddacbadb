"""What is too large is refused by its length, on a real connection, before it has come in."""

from __future__ import annotations

import contextlib
import json
import socket

import pytest

pytestmark = pytest.mark.once

GIGABYTE = 1024**3
PIECE = b"Ida Holm,Field\n" * 4_000


def send(running, path: str, *headers: str) -> tuple[int, bytes]:
    """How much the server let us send before it answered and hung up, and what it said."""
    host, port = running.address.removeprefix("http://").split(":")
    head = [f"POST {path} HTTP/1.1", f"Host: {host}:{port}", *headers, "", ""]
    with socket.create_connection((host, int(port)), timeout=30) as line:
        line.sendall("\r\n".join(head).encode())
        sent, answer = 0, b""
        with contextlib.suppress(ConnectionError):
            while sent < GIGABYTE:
                sent += line.send(PIECE)
        with contextlib.suppress(ConnectionError):
            while some := line.recv(65_536):
                answer += some
    return sent, answer


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "text/csv"])
def test_a_gigabyte_is_refused_while_it_is_sent(start, kind):
    sent, answer = send(
        start(), "/people/import/", f"Content-Type: {kind}", f"Content-Length: {GIGABYTE}"
    )
    assert answer.startswith(b"HTTP/1.1 413")
    assert b"That is too large" in answer
    assert sent < GIGABYTE / 10


def test_what_does_not_say_its_length_is_not_read_at_all(start):
    sent, answer = send(
        start(),
        "/people/import/",
        "Content-Type: multipart/form-data; boundary=x",
        "Transfer-Encoding: chunked",
    )
    assert answer.startswith(b"HTTP/1.1 411")
    assert sent < GIGABYTE / 10


def test_a_program_is_told_in_its_own_shape(start):
    _sent, answer = send(start(), "/api/v1/people/", f"Content-Length: {GIGABYTE}")
    head, _gap, body = answer.partition(b"\r\n\r\n")
    assert b"application/problem+json" in head
    assert json.loads(body)["status"] == 413
