"""/api/v1, put together from what the rooms offer."""

from __future__ import annotations

from functools import cache

from django.urls import URLPattern, URLResolver
from django.utils.module_loading import import_string
from ninja import NinjaAPI

from fairway.foundation.api.problems import answer_problems
from fairway.foundation.ports import api_routers


@cache
def site() -> NinjaAPI:
    api = NinjaAPI(
        title="Fairway",
        version="1",
        description=(
            "Everything here acts as the owner of the token: what they may not see is not found. "
            "Errors are problem details; lists come in pages by cursor; a POST may carry an "
            "Idempotency-Key. What is deprecated keeps working for a year and says so in the "
            "Deprecation and Sunset headers."
        ),
        urls_namespace="api",
        docs_url=None,
        openapi_url="/openapi.json",
    )
    answer_problems(api)
    for part in api_routers:
        api.add_router(f"/{part.prefix}", import_string(part.router), tags=[part.prefix])
    return api


def open_doors(patterns: list[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    """Tokens guard the API, not the sign-in page."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            pattern.callback.login_required = False  # type: ignore[attr-defined]
    return patterns
