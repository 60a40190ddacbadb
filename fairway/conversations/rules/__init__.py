"""Who may what; each module registers its own."""

from fairway.conversations.rules import checkins

__all__ = ["checkins"]
