"""The web process: Granian, with one worker process and as many threads as the settings say."""

from __future__ import annotations

import gc
import os
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from fairway.config.supervisor.lifeline import end_with

# Below the supervisor's patience, so that it is Granian who ends a worker that hangs.
SECONDS_TO_FINISH = 15
GARBAGE_AT = 10_000  # objects more than there were
ROOM = 17_000  # values: what is asked for besides leaves a page three times what the deepest takes


def serve(host: str, port: int, *, threads: int) -> None:
    Granian(
        "fairway.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=threads,
        workers_kill_timeout=SECONDS_TO_FINISH,
        log_level=LogLevels.error,
        websockets=False,
    ).serve(target_loader=_load, wrap_loader=False)


def _load() -> Any:
    """In the worker process, before the first request: everything a request will need."""
    from django.db import connection

    end_with(os.getppid())
    application = load_application()
    connection.close()  # this thread serves nobody
    return application


def load_application() -> Any:
    """What is loaded now stays: the collector of garbage need not look through it, for a quarter
    of a second, whenever somebody's page happens to set it off. And it comes more rarely: nearly
    all that a page leaves goes at once, without it."""
    from django.urls import get_resolver

    from fairway.config.wsgi import application
    from fairway.people.availability.ahead import look_up_holidays

    _ = get_resolver().url_patterns
    look_up_holidays()
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE_AT)
    return with_room(application)


def with_room(application: Any) -> Any:
    """Python takes memory for what functions hold 16 KB at a time, and many versions of it give a
    piece back as soon as it is empty: a page that calls across the end of one again and again asks
    the system for it each time, up to a thousand times (python/cpython#142183). A function that
    says it needs much gets one piece so large that all of a page lies in it; what is not used of
    it costs nothing."""

    def serve(environ: Any, start_response: Any) -> Any:
        return application(environ, start_response)

    serve.__code__ = serve.__code__.replace(co_stacksize=ROOM)
    return serve
