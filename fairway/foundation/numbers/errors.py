"""Numbers that cannot be taken as they were given."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from fairway.foundation.refusal import Refusal


class BadNumber(Refusal):
    code = "bad_number"

    def __init__(self, text: str, example: str = "1234.5") -> None:
        super().__init__(
            _("“%(text)s” is not a number. Write it like %(example)s."),
            text=text[:40],
            example=example,
        )


class AmbiguousNumber(BadNumber):
    code = "ambiguous_number"

    def __init__(self, text: str, readings: list[str]) -> None:
        Refusal.__init__(
            self,
            _(
                "“%(text)s” can be read in two ways: %(readings)s. Write it without a thousands sign."
            ),
            text=text[:40],
            readings=" / ".join(readings),
        )


class TooFine(Refusal):
    code = "too_fine"

    def __init__(self, places: int) -> None:
        super().__init__(
            ngettext_lazy(
                "At most %(places)d decimal place.", "At most %(places)d decimal places.", "places"
            ),
            places=places,
        )


class TooLarge(Refusal):
    code = "too_large"

    def __init__(self, digits: int) -> None:
        super().__init__(_("The number is too large: at most %(digits)s digits."), digits=digits)
