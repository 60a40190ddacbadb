"""Models by noun; re-exported here."""

from fairway.feedback.models.celebration import Celebration
from fairway.feedback.models.feedback import LONGEST, Feedback, FeedbackReply, Visibility
from fairway.feedback.models.recognition import Reaction, Recognised, Recognition
from fairway.feedback.models.request import FeedbackRequest

__all__ = [
    "LONGEST",
    "Celebration",
    "Feedback",
    "FeedbackReply",
    "FeedbackRequest",
    "Reaction",
    "Recognised",
    "Recognition",
    "Visibility",
]
