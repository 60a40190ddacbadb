"""What conversations offer the rest of the house: each part in a module of its own, imported here."""

from fairway.conversations import (
    checkins,
    meetings_offers,
    notes_offered,
    timeline_offered,
    wins_offered,
)

__all__ = ["checkins", "meetings_offers", "notes_offered", "timeline_offered", "wins_offered"]
