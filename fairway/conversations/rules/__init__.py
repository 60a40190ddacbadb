"""Who may what; each module registers its own."""

from fairway.conversations.rules import checkins, meetings, notes, timeline, wins
from fairway.conversations.rules.meetings import people_near, people_to_meet, sees_coverage

__all__ = [
    "checkins",
    "meetings",
    "notes",
    "people_near",
    "people_to_meet",
    "sees_coverage",
    "timeline",
    "wins",
]
