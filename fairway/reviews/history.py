"""Which of the many states of a text while it is typed are worth keeping."""

from __future__ import annotations

from datetime import datetime, timedelta

from fairway.reviews.models import Said

LOST_AT_ONCE = 20  # signs
A_WHILE = timedelta(minutes=1)
MOST = 60  # of one answer, besides those that were sent


def is_worth_keeping(
    before: Said, after: Said, *, last_kept_at: datetime | None, now: datetime
) -> bool:
    """What only grows loses nothing. What loses a clause at once is kept at once; the rest once a
    minute, so that nothing that was typed more than a minute ago is gone for good."""
    lost = lost_signs(before.text, after.text)
    replaced = before.value is not None and before.value != after.value
    if not before or not (lost or replaced):
        return False
    if lost >= LOST_AT_ONCE:
        return True
    return last_kept_at is None or now - last_kept_at >= A_WHILE


def lost_signs(before: str, after: str) -> int:
    """How many signs between what both begin with and what both end with are gone."""
    shorter = min(len(before), len(after))
    begins = 0
    while begins < shorter and before[begins] == after[begins]:
        begins += 1
    ends = 0
    while ends < shorter - begins and before[-1 - ends] == after[-1 - ends]:
        ends += 1
    return len(before) - begins - ends
