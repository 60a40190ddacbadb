"""fetch: one call to the outside, redirects included, with everything checked at each hop."""

from __future__ import annotations

import ssl
import time
from typing import Any

import httpx
import structlog
from django.utils.translation import gettext_lazy as _

from fairway.foundation.outbound.errors import OutboundError, RefusedTarget
from fairway.foundation.outbound.targets import Resolver, ask_system
from fairway.foundation.outbound.transport import DEADLINE, LIMIT, SECONDS, GuardedTransport
from fairway.foundation.outbound.wire import Deadline

log = structlog.get_logger("fairway.outbound")
KEPT_ELSEWHERE = {"accept", "accept-language", "user-agent"}


def fetch(
    method: str,
    url: str,
    *,
    headers: dict[str, str] | None = None,
    content: bytes | None = None,
    json: Any = None,
    seconds: float = SECONDS,
    limit: int = LIMIT,
    redirects: int = 3,
    resolver: Resolver = ask_system,
    tls: ssl.SSLContext | None = None,
) -> httpx.Response:
    """The whole answer, or an OutboundError.

    Only GET and HEAD follow redirects; with `redirects=0` they are answers like any other.
    `seconds` is for everything together: names, connections, redirects and the body.
    """
    transport = GuardedTransport(limit=limit, resolver=resolver, tls=tls)
    own = {"user-agent": "Fairway", "accept": "*/*"}
    request = _request(method, url, {**own, **(headers or {})}, content=content, json=json)
    deadline = Deadline(seconds)
    for hop in range(redirects + 1):
        response = _send(transport, request, deadline, hop)
        onward = _onward(request, response) if redirects else None
        if onward is None:
            return response
        request = onward
    raise RefusedTarget(_("%(host)s leads from one address to the next."), host=request.url.host)


def _request(method: str, url: str | httpx.URL, headers: Any, **body: Any) -> httpx.Request:
    try:
        return httpx.Request(method, url, headers=headers, **body)
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise RefusedTarget(_("This is not an address that can be called.")) from error


def _send(
    transport: GuardedTransport, request: httpx.Request, deadline: Deadline, hop: int
) -> httpx.Response:
    request.extensions = {DEADLINE: deadline}
    # Paths and queries may hold secrets; the log says whom we called and how it went.
    call = log.bind(
        method=request.method, scheme=request.url.scheme, host=request.url.host, hop=hop
    )
    started = time.monotonic()
    try:
        response = transport.handle_request(request)
        response.request = request
        try:
            response.read()
        finally:
            response.close()
    except OutboundError as error:
        call.warning("outbound.failed", error=type(error).__name__, ms=_ms(started))
        raise
    call.info(
        "outbound.called", status=response.status_code, bytes=len(response.content), ms=_ms(started)
    )
    return response


def _onward(request: httpx.Request, response: httpx.Response) -> httpx.Request | None:
    """The request that a redirect asks for: credentials stay behind when it leads elsewhere."""
    if not response.has_redirect_location or request.method not in {"GET", "HEAD"}:
        return None
    try:
        url = request.url.join(response.headers["location"])
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise RefusedTarget(_("This is not an address that can be called.")) from error
    if request.url.scheme == "https" and url.scheme != "https":
        raise RefusedTarget(_("%(host)s leads away from https."), host=request.url.host)
    same = (url.scheme, url.host, url.port) == (
        request.url.scheme,
        request.url.host,
        request.url.port,
    )
    headers = {
        name: value
        for name, value in request.headers.items()
        if name != "host" and (same or name in KEPT_ELSEWHERE)
    }
    return _request(request.method, url, headers)


def _ms(started: float) -> int:
    return round((time.monotonic() - started) * 1000)
