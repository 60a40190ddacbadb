"""Money: an integer of minor units and its currency, never mixed with another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from fairway.foundation.numbers.currencies import DIGITS
from fairway.foundation.numbers.reading import read_number
from fairway.foundation.numbers.scaled import Scaled
from fairway.foundation.refusal import Refusal


class UnknownCurrency(Refusal):
    code = "unknown_currency"

    def __init__(self, currency: str) -> None:
        super().__init__(
            _("There is no currency “%(currency)s”. Use a code such as EUR or USD."),
            currency=currency[:12],
        )


class CurrencyMismatch(ValueError):
    """Two currencies have no sum."""


@dataclass(frozen=True)
class Money:
    minor: int
    currency: str

    def __post_init__(self) -> None:
        if self.currency not in DIGITS:
            raise UnknownCurrency(self.currency)
        Scaled(self.minor, -DIGITS[self.currency])

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        return self + -other

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __lt__(self, other: Money) -> bool:
        self._same(other)
        return self.minor < other.minor

    def share(self, weights: Sequence[int]) -> list[Money]:
        """Parts in proportion that sum to the whole; what is left over goes to the largest rests."""
        total = sum(weights)
        if total <= 0 or min(weights) < 0:
            raise ValueError("shares need weights, none negative and not all zero")
        floors = [divmod(self.minor * weight, total) for weight in weights]
        left = self.minor - sum(floor for floor, rest in floors)
        by_rest = sorted(range(len(weights)), key=lambda at: (-floors[at][1], at))
        extra = set(by_rest[:left])
        return [
            Money(floor + (at in extra), self.currency) for at, (floor, _rest) in enumerate(floors)
        ]

    def say(self, language: str | None = None) -> str:
        """“1,234.50 EUR”: the code says which dollar it is."""
        return f"{Scaled(self.minor, -DIGITS[self.currency]).say(language)}\u00a0{self.currency}"

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency}")


def read_money(text: str, currency: str, language: str | None = None) -> Money:
    if currency not in DIGITS:
        raise UnknownCurrency(currency)
    number = read_number(text, language, exponent=-DIGITS[currency])
    return Money(number.units, currency)
