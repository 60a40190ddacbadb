"""Input that cannot be taken: an error with words for the person who gave it."""

from typing import Any

from django.core.exceptions import ValidationError


class Refusal(ValidationError):
    """A form shows it like any other validation error; `str()` is the sentence itself.

    `field` is the field that it stands beside, in forms that have it.
    """

    code = "refused"
    field = ""

    def __init__(self, message: Any, **params: Any) -> None:
        super().__init__(message, code=self.code, params=params or None)

    def __str__(self) -> str:
        return " ".join(self.messages)
