"""What can go wrong with a call to the outside, in words."""

from typing import Any

from django.utils.functional import Promise


class OutboundError(Exception):
    """A call that was not made, or did not work."""

    def __init__(self, message: str | Promise, **params: Any) -> None:
        super().__init__(message)
        self.message, self.params = message, params

    def __str__(self) -> str:
        return str(self.message) % self.params if self.params else str(self.message)


class RefusedTarget(OutboundError):
    """An address that Fairway does not call. Trying again will not help."""


class Unreachable(OutboundError):
    """No such name, nobody listening, or no trust in its certificate."""


class TooSlow(OutboundError):
    """The time for the whole call is over."""


class TooLarge(OutboundError):
    """More came than was asked for."""


class BadAnswer(OutboundError):
    """What came back is no proper HTTP."""
