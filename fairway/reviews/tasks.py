"""What reviews do by themselves; each part declares its own."""

from fairway.reviews import (
    tasks_after,
    tasks_calibrating,
    tasks_cycles,
    tasks_outside,
    tasks_sharing,
    tasks_writing,
)

__all__ = [
    "tasks_after",
    "tasks_calibrating",
    "tasks_cycles",
    "tasks_outside",
    "tasks_sharing",
    "tasks_writing",
]
