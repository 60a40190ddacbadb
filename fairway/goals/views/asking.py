"""What every page asks for before it shows anything."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied

from fairway.people.models import Person


def must_be_somebody(viewer: Any) -> None:
    """Goals are people's: a login that belongs to nobody has none."""
    if not isinstance(viewer, Person):
        raise PermissionDenied
