"""What the whole organisation goes by."""

from __future__ import annotations


def organisation_zone() -> str:
    return "UTC"
