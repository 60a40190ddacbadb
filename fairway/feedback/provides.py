"""What feedback offers the rest of the house: each part in a module of its own, imported here."""

from fairway.feedback import asking, giving, house, recognising

__all__ = ["asking", "giving", "house", "recognising"]
