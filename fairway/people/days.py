"""The organisation's own day: what begins today begins there, wherever the server stands."""

from fairway.foundation.organisation import forget_zone, organisation_day, organisation_zone

__all__ = ["forget_zone", "organisation_day", "organisation_zone"]
