"""Sockets that keep to one deadline, however slowly the other side drips."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterable
from ipaddress import IPv6Address
from typing import Any

import httpcore

from fairway.foundation.outbound.addresses import Address


class Deadline:
    """An end for the whole of a call, by a clock that nobody sets."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        return self._end - time.monotonic()


class UntrustedCertificate(httpcore.ConnectError):
    """The other side showed a certificate of another name, out of date, or of nobody we trust."""


class PinnedBackend(httpcore.NetworkBackend):
    """Connects to the given addresses whatever name is asked for; names never reach the resolver."""

    def __init__(self, addresses: Iterable[Address], deadline: Deadline) -> None:
        self._addresses, self._deadline = tuple(addresses), deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        problem: OSError = OSError("no address")
        for number, address in enumerate(self._addresses):
            share = self._deadline.left() / (len(self._addresses) - number)
            if share <= 0:
                raise httpcore.ConnectTimeout
            family = socket.AF_INET6 if isinstance(address, IPv6Address) else socket.AF_INET
            connection = socket.socket(family, socket.SOCK_STREAM)
            try:
                connection.settimeout(share)
                connection.connect((str(address), port))
            except OSError as error:
                connection.close()
                problem = error
            else:
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                return DeadlineStream(connection, self._deadline)
        late = isinstance(problem, TimeoutError)
        raise (httpcore.ConnectTimeout if late else httpcore.ConnectError)(
            str(problem)
        ) from problem


class DeadlineStream(httpcore.NetworkStream):
    def __init__(self, connection: socket.socket, deadline: Deadline) -> None:
        self._socket, self._deadline = connection, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            self._wait_at_most(httpcore.ReadTimeout)
            return self._socket.recv(max_bytes)
        except TimeoutError as error:
            raise httpcore.ReadTimeout from error
        except OSError as error:
            raise httpcore.ReadError(str(error)) from error

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        rest = memoryview(buffer)
        try:
            while rest:
                self._wait_at_most(httpcore.WriteTimeout)
                rest = rest[self._socket.send(rest) :]
        except TimeoutError as error:
            raise httpcore.WriteTimeout from error
        except OSError as error:
            raise httpcore.WriteError(str(error)) from error

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        try:
            self._wait_at_most(httpcore.ConnectTimeout)
            secured = ssl_context.wrap_socket(self._socket, server_hostname=server_hostname)
        except TimeoutError as error:
            self.close()
            raise httpcore.ConnectTimeout from error
        except ssl.SSLCertVerificationError as error:
            self.close()
            raise UntrustedCertificate(error.verify_message) from error
        except OSError as error:
            self.close()
            raise httpcore.ConnectError(str(error)) from error
        return DeadlineStream(secured, self._deadline)

    def close(self) -> None:
        self._socket.close()

    def get_extra_info(self, info: str) -> Any:
        if info == "ssl_object" and isinstance(self._socket, ssl.SSLSocket):
            return self._socket
        if info == "server_addr":
            return self._socket.getpeername()
        return None

    def _wait_at_most(self, late: type[Exception]) -> None:
        left = self._deadline.left()
        if left <= 0:
            raise late
        self._socket.settimeout(left)
