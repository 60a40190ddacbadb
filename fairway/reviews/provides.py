"""What reviews offer the rest of the house: each part in a module of its own, imported here."""

from fairway.reviews.offers import (
    after,
    calibrating,
    cycles,
    house,
    outcomes,
    outside,
    pay,
    sharing,
    writing,
)

__all__ = [
    "after",
    "calibrating",
    "cycles",
    "house",
    "outcomes",
    "outside",
    "pay",
    "sharing",
    "writing",
]
