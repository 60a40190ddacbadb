"""For libraries that call the outside through requests."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import requests
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict

from fairway.foundation.outbound.client import fetch
from fairway.foundation.outbound.errors import OutboundError, TooSlow
from fairway.foundation.outbound.transport import SECONDS


def guarded_session(**options: Any) -> requests.Session:
    """A requests session whose every call, redirects included, goes through `fetch`."""
    session = requests.Session()
    session.trust_env = False
    for scheme in ("http://", "https://"):
        session.mount(scheme, GuardedAdapter(**options))
    return session


class GuardedAdapter(BaseAdapter):
    def __init__(self, **options: Any) -> None:
        super().__init__()
        self._options = options

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: Any = None,
        verify: Any = True,
        cert: Any = None,
        proxies: Any = None,
    ) -> requests.Response:
        body = request.body.encode() if isinstance(request.body, str) else request.body
        if not isinstance(body, bytes | None):
            raise TypeError("a guarded call sends bytes, not a stream")
        options = {
            "seconds": min(timeout, SECONDS) if isinstance(timeout, int | float) else SECONDS
        }
        try:
            answer = fetch(
                request.method or "GET",
                request.url or "",
                headers={name: _text(value) for name, value in request.headers.items()},
                content=body,
                redirects=0,
                **{**options, **self._options},
            )
        except TooSlow as error:
            raise requests.Timeout(str(error), request=request) from error
        except OutboundError as error:
            raise requests.ConnectionError(str(error), request=request) from error
        response = requests.Response()
        response.status_code, response.reason = answer.status_code, answer.reason_phrase
        response.headers = CaseInsensitiveDict(answer.headers)
        response.encoding = requests.utils.get_encoding_from_headers(response.headers)
        response.raw, response.url, response.request = (
            BytesIO(answer.content),
            str(answer.url),
            request,
        )
        return response

    def close(self) -> None:
        """Nothing is kept open between calls."""


def _text(value: str | bytes) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else value
