"""How a KPI's values are written: integers in units of ten to an exponent, and in words."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from fairway.foundation.numbers import Scaled, read_number
from fairway.foundation.numbers.currencies import DIGITS

FINEST = 6


class Measured(models.Model):
    """What values are measured in. Once there are values it stays."""

    class Measure(models.TextChoices):
        PERCENT = "percent", _("Percent")
        NUMBER = "number", _("Number")
        MONEY = "money", _("Money")
        DURATION = "duration", _("Duration")
        RATIO = "ratio", _("Ratio")
        SCORE = "score", _("Score")

    measure = models.CharField(max_length=10, choices=Measure, default=Measure.PERCENT)
    label = models.CharField(max_length=24, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    decimals = models.PositiveSmallIntegerField(default=1, validators=[MaxValueValidator(FINEST)])

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_money_has_a_currency",
                condition=~Q(measure="money") | ~Q(currency=""),
            )
        ]

    @property
    def exponent(self) -> int:
        return -self.decimals

    @property
    def unit_words(self) -> str:
        """What stands behind a number: "%", "h", "EUR", "of 5"."""
        if self.measure == self.Measure.PERCENT:
            return "%"
        return self.currency if self.measure == self.Measure.MONEY else self.label

    def scaled(self, units: int) -> Scaled:
        return Scaled(units, self.exponent)

    def amount(self, units: int) -> float:
        """For pictures and statistics; what is stored stays whole."""
        return float(units / 10**self.decimals)

    def number(self, units: int) -> str:
        """The number alone, as the reader writes numbers."""
        return self.scaled(units).say()

    def say(self, units: int) -> str:
        number, unit = self.number(units), self.unit_words
        return (
            _now("%(number)s\u00a0%(unit)s") % {"number": number, "unit": unit} if unit else number
        )

    def rounded(self, amount: float) -> str:
        """An estimate, to the KPI's own decimals and with its unit."""
        return self.say(round(amount * 10**self.decimals))

    def read(self, text: str, language: str | None = None) -> int:
        """What was typed, in units; refused in words when it is no number of this kind."""
        bare = text.strip()
        for sign in ("%", self.unit_words):
            bare = bare.removesuffix(sign).strip() if sign else bare
        return read_number(bare, language, exponent=self.exponent).units


def decimals_of(measure: str, currency: str, decimals: int) -> int:
    """Money has those of its currency."""
    return DIGITS.get(currency, decimals) if measure == Measured.Measure.MONEY else decimals
