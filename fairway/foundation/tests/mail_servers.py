"""Mail servers as one meets them: good, refusing, silent, dripping."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

from aiosmtpd.controller import Controller


class Letterbox:
    """What a real SMTP server has taken."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.refuse: dict[str, str] = {}

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        made: Any = message_from_bytes(envelope.content, policy=policy.default)
        self.letters.append(cast(EmailMessage, made))
        return "250 taken"


@contextlib.contextmanager
def good_server() -> Iterator[tuple[Letterbox, int]]:
    box = Letterbox()
    server = Controller(box, hostname="127.0.0.1", port=0)
    # aiosmtpd calls itself to see whether it is up, and needs the number for that.
    server.port = free_port()
    server.start()
    try:
        yield box, server.port
    finally:
        server.stop()


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


@contextlib.contextmanager
def mailing_really(settings: Any) -> Iterator[Any]:
    """Letters leave as they do in use, to a server that takes them; its box is given."""
    settings.EMAIL_BACKEND = "fairway.foundation.mail.punctual.Punctual"
    settings.EMAIL_HOST = "127.0.0.1"
    with good_server() as (box, port):
        settings.EMAIL_PORT = port
        yield box


@contextlib.contextmanager
def silent_server(drip: bytes = b"", pause: float = 0.05) -> Iterator[int]:
    """Takes connections and says nothing, or a byte at a time without ever ending a line."""
    over = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.1)

    def talk(connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            while not over.wait(pause):
                if drip:
                    connection.sendall(drip)

    def serve() -> None:
        talks = []
        while not over.is_set():
            with contextlib.suppress(TimeoutError):
                connection, _address = listener.accept()
                talks.append(threading.Thread(target=talk, args=[connection]))
                talks[-1].start()
        for one in talks:
            one.join()

    serving = threading.Thread(target=serve)
    serving.start()
    try:
        yield listener.getsockname()[1]
    finally:
        over.set()
        serving.join()
        listener.close()
