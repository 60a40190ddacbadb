"""An error as problem details (RFC 9457)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse


def problem(
    status: int, title: str, detail: str = "", errors: list[dict[str, Any]] | None = None
) -> HttpResponse:
    answer = JsonResponse(
        {
            "type": "about:blank",
            "title": title,
            "status": status,
            "detail": detail,
            "errors": errors or [],
        },
        status=status,
        content_type="application/problem+json",
    )
    if status == 401:
        answer["WWW-Authenticate"] = 'Bearer realm="Fairway"'
    return answer
