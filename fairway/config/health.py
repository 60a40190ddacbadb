"""Is Fairway alive (/healthz), and can it serve (/readyz)? Public, cheap, and silent about content.

A middleware and the outermost one: a probe has no session, no right host name and no TLS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from fairway.foundation.models import Heartbeat

SILENT_FOR = timedelta(seconds=60)
BACKGROUND = {"worker": "background work", "ticker": "the clock"}


def probes(get_response: Callable[[HttpRequest], HttpResponse]):
    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path == "/healthz":
            return JsonResponse({"status": "ok"})
        if request.path == "/readyz":
            return readiness()
        return get_response(request)

    return middleware


def readiness() -> JsonResponse:
    reasons = list(reasons_not_ready())
    status = {"status": "not ready" if reasons else "ready", "reasons": reasons}
    return JsonResponse(status, status=503 if reasons else 200)


def reasons_not_ready() -> Iterator[str]:
    """Nothing of what went wrong inside: anybody may ask."""
    try:
        missing = missing_migrations()
        if missing:
            yield f"the database lacks {missing} migration steps"
            return
        yield from silent_background()
    except DatabaseError:
        yield "the database does not answer"


def missing_migrations() -> int:
    applied = MigrationRecorder(connection).applied_migrations()
    return len(_known_migrations() - set(applied))


@cache
def _known_migrations() -> frozenset[tuple[str, str]]:
    """Those on disk do not change while a process lives; reading them takes 0.1 s."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    replaced = {one for migration in loader.replacements.values() for one in migration.replaces}
    return frozenset(set(loader.disk_migrations) - replaced)


def silent_background() -> Iterator[str]:
    since = timezone.now() - SILENT_FOR
    alive = set(Heartbeat.objects.filter(at__gte=since).values_list("kind", flat=True).distinct())
    for kind, name in BACKGROUND.items():
        if kind not in alive:
            yield f"{name} gave no sign of life for {SILENT_FOR.seconds} seconds"
