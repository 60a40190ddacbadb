"""Numbers that stay exact: integers with an exponent, and money in minor units."""

from fairway.foundation.numbers.money import CurrencyMismatch, Money, UnknownCurrency, read_money
from fairway.foundation.numbers.reading import (
    AmbiguousNumber,
    BadNumber,
    TooFine,
    TooLarge,
    read_number,
)
from fairway.foundation.numbers.scaled import Scaled

__all__ = [
    "AmbiguousNumber",
    "BadNumber",
    "CurrencyMismatch",
    "Money",
    "Scaled",
    "TooFine",
    "TooLarge",
    "UnknownCurrency",
    "read_money",
    "read_number",
]
