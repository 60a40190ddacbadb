"""What feedback offers the rest of the house: each part in a module of its own, imported here."""

from fairway.feedback import asking, giving, house, recognising
from fairway.feedback.demo import make_feedback
from fairway.foundation.ports import DemoSource, demo_sources

demo_sources.offer(DemoSource("feedback", 60, make_feedback))

__all__ = ["asking", "giving", "house", "recognising"]
