"""Who may what; each module registers its own."""

from fairway.feedback.rules import feedback, recognition, requests
from fairway.feedback.rules.feedback import people_to_tell
from fairway.feedback.rules.requests import people_to_ask_about

__all__ = ["feedback", "people_to_ask_about", "people_to_tell", "recognition", "requests"]
