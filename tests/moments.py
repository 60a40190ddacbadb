"""Many who do something at the same moment, each with a connection of their own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connections


def at_once(*calls: Callable[[], Any], hands: int = 0) -> list[Any]:
    """What each gave, or what it raised; with fewer hands than calls, those begin together."""
    hands = hands or len(calls)
    gate = threading.Barrier(hands)

    def run(number: int, call: Callable[[], Any]) -> Any:
        if number < hands:
            gate.wait()
        try:
            return call()
        except Exception as fault:  # noqa: BLE001 what was raised is what is looked at
            return fault
        finally:
            connections.close_all()

    with ThreadPoolExecutor(hands) as pool:
        return list(pool.map(run, range(len(calls)), calls))
