"""How long the background work takes that goes through everybody; prints JSON."""

from __future__ import annotations

import json
import logging
import resource
import time
from collections.abc import Callable
from typing import Any

import django

SHOWN_FROM = 0.1  # seconds; what takes less is counted together


def main() -> None:
    django.setup()
    logging.disable(logging.CRITICAL)
    print(json.dumps(measure()))


def measure() -> dict[str, Any]:
    """Seconds of each piece of work, and the memory of the process that did them all."""
    took = {what: seconds(work) for what, work in pieces().items()}
    long = {what: spent for what, spent in took.items() if spent >= SHOWN_FROM}
    rest = sum(took.values()) - sum(long.values())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"took": long | {f"{len(took) - len(long)} other nightly tasks": rest}, "memory": memory}


def pieces() -> dict[str, Callable[[], Any]]:
    from bench.check_ins import open_everybodys
    from fairway.foundation.audit.sealing import seal_all
    from fairway.foundation.audit.verifying import verify_chain
    from fairway.foundation.jobs.schedules import house_tasks
    from fairway.people.actions.chains import rebuild_chains

    nightly = {f"nightly: {task.func.__name__}": task.func for task in house_tasks()}
    return {
        "seal all events": seal_all,
        "verify the audit chain": verify_chain,
        "build all reporting lines anew": rebuild_chains,
        "open everybody's check-in at once": open_everybodys,
        **nightly,
    }


def seconds(work: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
