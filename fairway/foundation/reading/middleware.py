"""Writes down who read, when the answer is made and only if it was one."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from fairway.foundation.reading.noting import write


def notes_reads(get_response: Callable[[HttpRequest], HttpResponse]):
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        entry = getattr(request, "read_to_note", None)
        if entry is not None and response.status_code == 200:
            write(entry)
        return response

    return middleware
