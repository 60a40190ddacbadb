"""What reviews offer the rest of the house: each part in a module of its own, imported here."""

from fairway.reviews import cycles, house, writing_offers

__all__ = ["cycles", "house", "writing_offers"]
