"""A form carries the version it was drawn from; what changed meanwhile is not overwritten."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from fairway.foundation.refusal import Refusal


class Stale(Refusal):
    """Answered with 409, and with what was typed."""

    code = "stale"

    def __init__(self) -> None:
        super().__init__(
            _("Somebody changed this while you were writing. Compare, then save again.")
        )


def next_version(row: Any, seen: int | None) -> None:
    """Count one up; refused when `seen` is no longer the row's version. Call with the row locked.

    None is for those who saw no form: imports, the command line, a nightly task.
    """
    if seen is not None and seen != row.version:
        raise Stale
    row.version += 1
