"""A sentence after an action, with Undo where there is a way back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest


def say(request: HttpRequest, text: Any, *, undo: str = "") -> None:
    """`undo` is an address of ours that takes a POST."""
    messages.success(request, text, extra_tags=undo)


def warn(request: HttpRequest, text: Any) -> None:
    messages.warning(request, text)
