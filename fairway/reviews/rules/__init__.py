"""Who may what; each module registers its own."""

from fairway.reviews.rules import calibrating, cycles, participants, reviews, templates, writing

__all__ = ["calibrating", "cycles", "participants", "reviews", "templates", "writing"]
