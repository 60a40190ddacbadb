"""Which rooms and features are in use: what is not, is not visible."""

from fairway.foundation import policy
from fairway.foundation.ports import room_switches


def in_use(room: str) -> bool:
    """Whether the organisation's set-up size switches it on; what has no switch always is."""
    if room not in room_switches:
        return True
    return policy.get("organisation.size") in room_switches[room].sizes
