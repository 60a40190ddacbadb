"""Policies are read once in a request."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from fairway.foundation.policy.keeping import remembered


def policies_of_the_request(get_response: Callable[[HttpRequest], HttpResponse]):
    def middleware(request: HttpRequest) -> HttpResponse:
        with remembered():
            return get_response(request)

    return middleware
