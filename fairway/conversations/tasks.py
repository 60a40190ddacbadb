"""What conversations do by themselves; each part declares its own."""

from fairway.conversations import tasks_checkins, tasks_meetings

__all__ = ["tasks_checkins", "tasks_meetings"]
