"""A sentence after an action, with Undo where there is a way back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _


def say(request: HttpRequest, text: Any, *, undo: str = "") -> None:
    """`undo` is an address of ours that takes a POST."""
    messages.success(request, text, extra_tags=undo)


def say_archived(request: HttpRequest, row: Any, restore: str) -> None:
    """`restore` names the address that brings it back."""
    undo = reverse(restore, args=[row.public_id])
    say(request, _("“%(name)s” is archived.") % {"name": row}, undo=undo)


def warn(request: HttpRequest, text: Any) -> None:
    messages.warning(request, text)
