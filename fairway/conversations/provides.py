"""What conversations offer the rest of the house: each part in a module of its own, imported here."""

from fairway.conversations import checkins

__all__ = ["checkins"]
