"""What conversations do by themselves; each part declares its own."""

from fairway.conversations import meetings_from_checkins, tasks_checkins, tasks_meetings

__all__ = ["meetings_from_checkins", "tasks_checkins", "tasks_meetings"]
