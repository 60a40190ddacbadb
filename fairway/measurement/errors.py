"""What can be wrong with data, as types; the message says it in the words of whoever brought it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class MeasurementError(ValueError):
    """The data cannot be used as given: empty, ragged, infinite. Says what, and where."""


class NotEstimable(MeasurementError):
    """The data are in order, but do not say what was asked: no variance, too few, disconnected."""


@contextmanager
def memory_in_words() -> Iterator[None]:
    """Inside, running out of memory is told as what it is: too many rows for this machine."""
    try:
        yield
    except MemoryError:
        raise MeasurementError(
            "There is too little memory for so many ratings. Take fewer, or a larger machine."
        ) from None
