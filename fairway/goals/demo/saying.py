"""What people at Saltmarsh say of their goals: at an update, in a comment, at the end."""

from __future__ import annotations

REFLECTIONS = {
    "achieved": (
        "Asking the teams first was what made it work. I would begin with that next time.",
        "It went faster once we dropped the second report. Nobody has missed it.",
    ),
    "partly": (
        "The first half went as planned; the peak took the rest. A smaller target would have been honest.",
        "Two of three are there. The third needed a team that we had not asked.",
    ),
    "missed": (
        "We measured what was easy, not what customers felt. The next one has another measure.",
        "Too many at once. We kept this one alive for too long instead of dropping it early.",
    ),
    "dropped": ("Another team had begun the same. We joined theirs.",),
}
NOTES = (
    "Slow week, two of us were away.",
    "The new page helps. Fewer questions than last week.",
    "Waiting for the label printer; asked again.",
    "Went better than I thought after we changed the order of steps.",
    "One large case took two days. Nothing else to tell.",
    "Tried it with the early shift first. They want to keep it.",
    "Numbers look worse because we count more honestly now.",
    "On course.",
)
