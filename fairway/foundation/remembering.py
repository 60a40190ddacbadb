"""What is asked many times while one request or job is answered, remembered so long and no longer."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

T = TypeVar("T")
_memory: ContextVar[dict | None] = ContextVar("memory", default=None)


@contextmanager
def remembered() -> Iterator[None]:
    """Within it, `remember` asks once."""
    token = _memory.set({})
    try:
        yield
    finally:
        _memory.reset(token)


@contextmanager
def remembered_meanwhile() -> Iterator[None]:
    """As `remembered`, but what the request or job remembers already is used."""
    if _memory.get() is not None:
        yield
        return
    with remembered():
        yield


def remember(key: Hashable, find: Callable[[], T]) -> T:
    """What `find` gave before in this request; outside of one it is asked each time."""
    memory = _memory.get()
    if memory is None:
        return find()
    if key not in memory:
        memory[key] = find()
    return memory[key]


def forget() -> None:
    """For whoever has just changed what may be remembered."""
    memory = _memory.get()
    if memory is not None:
        memory.clear()
