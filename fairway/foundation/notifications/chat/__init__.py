"""Notices in somebody's chat, through an incoming webhook of their own.

    chat.connect(actor=ana, format="slack", address="https://hooks.slack.com/…")
    chat.hook_of(ana)                 # a ChatHook, or None
    chat.disconnect(hook, actor=ana)

What it says is what mail may say: by class of data, a title or that there is something to read.
"""

from fairway.foundation.notifications.chat.connecting import (
    NotAnAddress,
    connect,
    disconnect,
    hook_of,
)
from fairway.foundation.notifications.chat.sending import gather, pass_on

__all__ = ["NotAnAddress", "connect", "disconnect", "gather", "hook_of", "pass_on"]
