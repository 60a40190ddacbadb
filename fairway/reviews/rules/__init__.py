"""Who may what; each module registers its own."""

from fairway.reviews.rules import (
    calibrating,
    cycles,
    disputes,
    exhibits,
    outcomes,
    participants,
    pay,
    reports,
    reviews,
    sharing,
    surveys,
    templates,
    writing,
)

__all__ = [
    "calibrating",
    "cycles",
    "disputes",
    "exhibits",
    "outcomes",
    "participants",
    "pay",
    "reports",
    "reviews",
    "sharing",
    "surveys",
    "templates",
    "writing",
]
