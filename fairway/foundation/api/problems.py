"""Errors as problem details (RFC 9457): one shape for every answer that is not what was asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError as Refused
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from fairway.foundation.problem import problem
from fairway.foundation.versions import Stale


class Problem(Schema):
    """What went wrong, in words for a person and a status for a program."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    errors: list[dict[str, Any]] = []


# Every operation documents these beside its own answers.
PROBLEMS: dict[Any, Any] = {frozenset({400, 401, 403, 404, 409, 422, 429}): Problem}


def answer_problems(api: NinjaAPI) -> None:
    """Teach the API to answer each typed error with its problem."""
    handlers: dict[type[Exception], Callable[[Any], HttpResponse]] = {
        AuthenticationError: lambda error: problem(401, _("This needs a valid token")),
        PermissionDenied: lambda error: problem(403, _("You may not do this")),
        Http404: lambda error: problem(404, _("Not found")),
        Stale: lambda error: problem(409, _("Changed meanwhile"), detail=str(error)),
        Refused: lambda error: problem(422, _("This cannot be done"), errors=_told(error)),
        ValidationError: lambda error: problem(
            422, _("Some values do not fit"), errors=_misfits(error)
        ),
        Throttled: lambda error: problem(429, _("Too many requests, try again later")),
        HttpError: lambda error: problem(error.status_code, str(error)),
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, _answering(handler))


def _answering(handler: Callable[[Any], HttpResponse]):
    def answer(request: HttpRequest, error: Exception) -> HttpResponse:
        return handler(error)

    return answer


def _told(error: Refused) -> list[dict[str, Any]]:
    if hasattr(error, "error_dict"):
        return [
            {"field": field, "message": message}
            for field, messages in error.message_dict.items()
            for message in messages
        ]
    return [{"field": "", "message": message} for message in error.messages]


def _misfits(error: ValidationError) -> list[dict[str, Any]]:
    """Where and why, without the value itself, which may be private."""
    return [
        {"field": ".".join(str(part) for part in one["loc"][1:]), "message": one["msg"]}
        for one in error.errors
    ]
