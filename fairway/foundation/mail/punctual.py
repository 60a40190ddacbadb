"""SMTP that ends in time, whatever the server does.

Django's timeout counts from byte to byte: a server that says one letter every nine seconds would
hold a worker for ever.
"""

from __future__ import annotations

import contextlib
import smtplib
import socket
import threading
from collections.abc import Sequence
from functools import partial
from typing import Any

from django.core.mail.backends.smtp import EmailBackend

LONGEST = 30.0


class TookTooLong(OSError):
    """The server did not finish in time."""


class Punctual(EmailBackend):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._talking: list[smtplib.SMTP] = []

    @property
    def connection_class(self) -> Any:
        return partial(_within_reach(super().connection_class), reach=self._talking)

    def send_messages(self, email_messages: Sequence[Any]) -> int:
        over = threading.Event()
        alarm = threading.Timer(LONGEST, self._hang_up, [over])
        alarm.daemon = True
        alarm.start()
        try:
            return super().send_messages(email_messages)
        except (OSError, smtplib.SMTPException) as trouble:
            if over.is_set():
                raise TookTooLong from trouble
            raise
        finally:
            alarm.cancel()
            self._talking.clear()

    def _hang_up(self, over: threading.Event) -> None:
        over.set()
        for talk in list(self._talking):
            sock = getattr(talk, "sock", None)
            if sock is not None:
                with contextlib.suppress(OSError):
                    sock.shutdown(socket.SHUT_RDWR)


def _within_reach(kind: Any) -> Any:
    """A connection that is known before its server has said a word."""

    class Reachable(kind):
        def __init__(self, *args: Any, reach: list[smtplib.SMTP], **options: Any) -> None:
            reach.append(self)
            super().__init__(*args, **options)

    return Reachable
