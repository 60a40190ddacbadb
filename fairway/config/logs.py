"""Structured logs that hold no personal content.

A request is named by its route, never by its path or query: those carry ids, words searched for
and tokens of mail links. An error is its type and the places it passed through, because its message
may quote what somebody typed; only the demo, and the level DEBUG, show it whole.
"""

from __future__ import annotations

import logging
import os
import sys
import time
import traceback
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import structlog
from django.core.exceptions import PermissionDenied
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse

log = structlog.get_logger("fairway.requests")


def logging_settings(*, level: str, as_json: bool, whole_errors: bool) -> dict[str, Any]:
    """Django's LOGGING: everything through one formatter, beside what commands print."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _name_process,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    ending: list[Any] = [] if whole_errors else [_error_without_words]
    if as_json:
        ending += [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    else:
        ending += [structlog.dev.ConsoleRenderer(colors=False)]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "structured": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": shared,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *ending],
            }
        },
        "handlers": {
            "standard error": {
                "class": "logging.StreamHandler",
                "stream": sys.stderr,
                "formatter": "structured",
            }
        },
        "root": {"handlers": ["standard error"], "level": level},
        "loggers": {
            # What they say is in our own line, without path and host.
            "django.request": {"level": "CRITICAL"},
            "django.security": {"level": "CRITICAL"},
            # Statements carry what people wrote: never, whatever the level.
            "django.db.backends": {"level": "INFO"},
            "httpx": {"level": "WARNING"},
            "httpcore": {"level": "INFO"},
        },
    }


def _name_process(logger: Any, method: str, event: dict[str, Any]) -> dict[str, Any]:
    event["process"] = os.environ.get("FAIRWAY_PROCESS", "fairway")
    return event


def _error_without_words(logger: Any, method: str, event: dict[str, Any]) -> dict[str, Any]:
    given = event.pop("exc_info", None)
    if not given:
        return event
    error = given if isinstance(given, BaseException) else None
    if error is None:
        error = given[1] if isinstance(given, tuple) else sys.exc_info()[1]
    if error is not None:
        event["error"] = f"{type(error).__module__}.{type(error).__qualname__}"
        event["passed"] = [
            f"{frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)
        ]
    return event


def one_line_per_request(get_response: Callable[[HttpRequest], HttpResponse]):
    got_request_exception.connect(_log_failure)

    def middleware(request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request=uuid4().hex[:12]):
            response = get_response(request)
            log.log(
                _level(response.status_code),
                "request",
                method=request.method,
                route=_route(request),
                status=response.status_code,
                ms=round((time.perf_counter() - began) * 1000, 1),
            )
        return response

    return middleware


def _log_failure(sender: Any, request: HttpRequest | None = None, **signal: Any) -> None:
    error = sys.exc_info()[1]
    if not isinstance(error, Http404 | PermissionDenied):
        log.exception("request failed", route=_route(request) if request else "")


def _route(request: HttpRequest) -> str:
    match = request.resolver_match
    return match.route if match else "(none)"


def _level(status: int) -> int:
    return logging.ERROR if status >= 500 else logging.INFO
