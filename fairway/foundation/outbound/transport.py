"""One request over pinned addresses, within one deadline and one size."""

from __future__ import annotations

import ssl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache

import certifi
import httpcore
import httpx
from django.utils.translation import gettext_lazy as _

from fairway.foundation.outbound.errors import BadAnswer, TooLarge, TooSlow, Unreachable
from fairway.foundation.outbound.targets import Resolver, ask_system, judge
from fairway.foundation.outbound.wire import Deadline, PinnedBackend, UntrustedCertificate

SECONDS = 10.0
LIMIT = 2 * 1024 * 1024
DEADLINE = "fairway.deadline"


class GuardedTransport(httpx.BaseTransport):
    """For an httpx client: `httpx.Client(transport=GuardedTransport(), trust_env=False)`."""

    def __init__(
        self,
        *,
        seconds: float = SECONDS,
        limit: int = LIMIT,
        resolver: Resolver = ask_system,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._seconds, self._limit = seconds, limit
        self._resolver, self._tls = resolver, tls

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        deadline = request.extensions.get(DEADLINE) or Deadline(self._seconds)
        target = judge(request.url, deadline, self._resolver)
        # A small compressed answer can be an enormous plain one: ask for it as it is.
        request.headers["accept-encoding"] = "identity"
        pool = httpcore.ConnectionPool(
            ssl_context=self._tls or trusted(),
            network_backend=PinnedBackend(target.addresses, deadline),
        )
        try:
            with plain_words(target.host):
                answer = pool.handle_request(_for_httpcore(request))
            _check(answer, self._limit)
        except BaseException:
            pool.close()
            raise
        assert isinstance(answer.stream, Iterable)
        return httpx.Response(
            answer.status,
            headers=answer.headers,
            stream=BoundedStream(answer.stream, pool, self._limit, target.host),
            extensions={"http_version": b"HTTP/1.1"},
        )


class BoundedStream(httpx.SyncByteStream):
    def __init__(
        self, parts: Iterable[bytes], pool: httpcore.ConnectionPool, limit: int, host: str
    ) -> None:
        self._parts, self._pool, self._limit, self._host = parts, pool, limit, host

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        with plain_words(self._host):
            for part in self._parts:
                size += len(part)
                if size > self._limit:
                    raise _too_large(self._limit)
                yield part

    def close(self) -> None:
        self._pool.close()


@contextmanager
def plain_words(host: str) -> Iterator[None]:
    try:
        yield
    except httpcore.TimeoutException as error:
        raise TooSlow(_("%(host)s did not answer in time."), host=host) from error
    except UntrustedCertificate as error:
        raise Unreachable(
            _("The certificate of %(host)s is not to be trusted: %(reason)s."),
            host=host,
            reason=str(error).rstrip("."),
        ) from error
    except httpcore.NetworkError as error:
        raise Unreachable(_("%(host)s cannot be reached."), host=host) from error
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
        raise BadAnswer(
            _("%(host)s answered with something other than HTTP."), host=host
        ) from error


@lru_cache(maxsize=1)
def trusted() -> ssl.SSLContext:
    """The machine's own authorities (SSL_CERT_FILE included), and the public ones."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _for_httpcore(request: httpx.Request) -> httpcore.Request:
    assert isinstance(request.stream, httpx.SyncByteStream)
    return httpcore.Request(
        method=request.method,
        url=httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        ),
        headers=request.headers.raw,
        content=request.stream,
    )


def _check(answer: httpcore.Response, limit: int) -> None:
    headers = httpx.Headers(answer.headers)
    if headers.get("content-encoding", "identity").strip().lower() not in {"", "identity"}:
        raise BadAnswer(_("The answer is compressed although we asked for it plain."))
    length = headers.get("content-length", "0")
    if length.isascii() and length.isdigit() and int(length) > limit:
        raise _too_large(limit)


def _too_large(limit: int) -> TooLarge:
    return TooLarge(_("The answer is larger than %(limit)s bytes."), limit=limit)
