"""What can be wrong with data, as types; the message says it in the words of whoever brought it."""

from __future__ import annotations


class MeasurementError(ValueError):
    """The data cannot be used as given: empty, ragged, infinite. Says what, and where."""


class NotEstimable(MeasurementError):
    """The data are in order, but do not say what was asked: no variance, too few, disconnected."""
