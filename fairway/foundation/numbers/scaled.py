"""An integer in scaled units: exact on every database, added without rounding."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import total_ordering
from typing import NoReturn

from django.utils.formats import get_format
from django.utils.numberformat import format as format_number

from fairway.foundation.numbers.errors import TooFine, TooLarge

MOST_DIGITS = 18
FINEST, COARSEST = -9, 9


@total_ordering
@dataclass(frozen=True, eq=False)
class Scaled:
    """`units` times ten to the `exponent`: 12.34 is Scaled(1234, -2). Fits a 64-bit column."""

    units: int
    exponent: int = 0

    def __post_init__(self) -> None:
        if not FINEST <= self.exponent <= COARSEST:
            raise TooFine(-FINEST)
        if abs(self.units) >= 10**MOST_DIGITS:
            raise TooLarge(MOST_DIGITS)

    def to(self, exponent: int) -> Scaled:
        """The same value in other units; a TooFine when it would have to be rounded."""
        if exponent <= self.exponent:
            return Scaled(self.units * 10 ** (self.exponent - exponent), exponent)
        units, rest = divmod(self.units, 10 ** (exponent - self.exponent))
        if rest:
            raise TooFine(max(0, -exponent))
        return Scaled(units, exponent)

    def fraction(self) -> Fraction:
        return Fraction(self.units) * Fraction(10) ** self.exponent

    def decimal(self) -> Decimal:
        """For showing; arithmetic stays with integers."""
        return Decimal(self.units).scaleb(self.exponent)

    def say(self, language: str | None = None) -> str:
        """As people of that language (or the reader's) write it, with all its decimals."""
        return format_number(
            f"{self.decimal():f}",
            get_format("DECIMAL_SEPARATOR", language, use_l10n=True),
            decimal_pos=max(0, -self.exponent),
            grouping=get_format("NUMBER_GROUPING", language, use_l10n=True) or 3,
            thousand_sep=get_format("THOUSAND_SEPARATOR", language, use_l10n=True),
            force_grouping=True,
            use_l10n=True,
        )

    def __add__(self, other: Scaled) -> Scaled:
        exponent = min(self.exponent, other.exponent)
        return Scaled(self.to(exponent).units + other.to(exponent).units, exponent)

    def __sub__(self, other: Scaled) -> Scaled:
        return self + -other

    def __neg__(self) -> Scaled:
        return Scaled(-self.units, self.exponent)

    def __eq__(self, other: object) -> bool:
        return self.fraction() == other.fraction() if isinstance(other, Scaled) else NotImplemented

    def __lt__(self, other: Scaled) -> bool:
        return self.fraction() < other.fraction()

    def __hash__(self) -> int:
        return hash(self.fraction())

    def __float__(self) -> NoReturn:
        raise TypeError("a scaled number does not become a float unawares: use fraction()")
