"""What reviews offer the rest of the house: each part in a module of its own, imported here."""

from fairway.reviews import calibrating, cycles, house, outside_offers, sharing, writing_offers

__all__ = ["calibrating", "cycles", "house", "outside_offers", "sharing", "writing_offers"]
