"""Who may what; each module registers its own."""

from fairway.reviews.rules import cycles, participants, reviews, templates, writing

__all__ = ["cycles", "participants", "reviews", "templates", "writing"]
