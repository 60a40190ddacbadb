"""Ask the WSGI application for a page as a browser would, signed in, and watch the clock."""

from __future__ import annotations

import io
import time
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connections


@dataclass(frozen=True)
class Answer:
    status: int
    seconds: float
    bytes: int


class Visitor:
    """Somebody signed in, as the server sees them: a session cookie and nothing else."""

    def __init__(self, application: Any, account: Any) -> None:
        self._application = application
        session = SessionStore()
        session[SESSION_KEY] = str(account.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        session.create()
        self._cookie = f"{settings.SESSION_COOKIE_NAME}={session.session_key}"

    def get(self, address: str, *, fragment: bool = False) -> Answer:
        path, _mark, query = address.partition("?")
        environ = self._environ(path, query)
        if fragment:
            environ["HTTP_HX_REQUEST"] = "true"
        said: list[str] = []
        begun = time.perf_counter()
        body = self._application(environ, lambda status, headers, exc=None: said.append(status))
        size = sum(len(part) for part in body)
        seconds = time.perf_counter() - begun
        if hasattr(body, "close"):
            body.close()
        return Answer(int(said[0].split()[0]), seconds, size)

    def queries(self, address: str, *, fragment: bool = False) -> int:
        """How many statements the page sends, over all databases."""
        counted = 0

        def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            nonlocal counted
            counted += 1
            return execute(sql, params, many, context)

        with ExitStack() as stack:
            for connection in connections.all():
                stack.enter_context(connection.execute_wrapper(count))
            self.get(address, fragment=fragment)
        return counted

    def _environ(self, path: str, query: str) -> dict[str, Any]:
        return {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "localhost",
            "HTTP_COOKIE": self._cookie,
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": True,
        }
