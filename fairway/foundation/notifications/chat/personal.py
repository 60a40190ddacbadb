"""A person's chat as their own data. The address itself is a key to their chat: only its host."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fairway.foundation.models import ChatHook


def export_chat(person: Any) -> Iterator[dict[str, Any]]:
    for hook in ChatHook.objects.filter(person=person):
        yield {
            "kind": "chat",
            "chat": hook.format,
            "host": hook.host,
            "connected": hook.connected_at,
        }


def erase_chat(person: Any) -> int:
    """It serves nobody once its person has left, and can be connected anew."""
    return ChatHook.objects.filter(person=person).delete()[0]
