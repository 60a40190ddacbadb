"""The address of somebody's chat lies under their own key: erasing that ends it, too."""

from __future__ import annotations

from fairway.foundation.models import ChatHook
from fairway.foundation.sealing import cipher, data_key_for


def seal_address(hook: ChatHook, address: str) -> None:
    """Save the row afterwards as usual."""
    hook.address = cipher.seal(data_key_for(hook.person_id), address.encode(), _context(hook))


def read_address(hook: ChatHook) -> str:
    """An `Erased` when the person's key was destroyed."""
    return cipher.unseal(data_key_for(hook.person_id), hook.address, _context(hook)).decode()


def _context(hook: ChatHook) -> str:
    """What is sealed for one row opens in no other."""
    return f"foundation.chathook.address|{hook.person_id}|{hook.public_id}"
