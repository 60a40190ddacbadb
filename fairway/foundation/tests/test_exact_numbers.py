from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import translation
from hypothesis import assume, given
from hypothesis import strategies as st

from fairway.foundation.numbers import (
    AmbiguousNumber,
    BadNumber,
    CurrencyMismatch,
    Money,
    Scaled,
    TooFine,
    TooLarge,
    UnknownCurrency,
    read_money,
    read_number,
)
from fairway.foundation.numbers.currencies import DIGITS
from fairway.foundation.refusal import Refusal

pytestmark = pytest.mark.once

LANGUAGES = ["en", "de", "fr", "es", "pt-br", "de-ch", "pl", "ja", "ar", "hi", "sv"]
scaled = st.builds(Scaled, st.integers(-(10**12), 10**12), st.integers(-6, 0))
monies = st.integers(-(10**12), 10**12)


@pytest.mark.parametrize(
    ("text", "language", "units", "exponent"),
    [
        ("1,234.5", "en", 12345, -1),
        ("1.234,5", "de", 12345, -1),
        ("1 234,5", "fr", 12345, -1),
        ("1\u202f234,5", "fr", 12345, -1),
        ("1’234.5", "en", 12345, -1),
        ("1,234", "en", 1234, 0),
        ("1.234", "en", 1234, -3),
        ("1.234", "de", 1234, 0),
        ("1,234", "de", 1234, -3),
        ("−7", "en", -7, 0),
        ("+7", "en", 7, 0),
        (".5", "en", 5, -1),
        ("0.50", "en", 50, -2),
        ("００７", "en", 7, 0),
        ("١٢٣٫٥", "de", 1235, -1),
        ("9,007,199,254,740,993.12", "en", 9007199254740993_12, -2),
        ("1,234.5", None, 12345, -1),
        ("1.234,5", None, 12345, -1),
        ("1.234.567", None, 1234567, 0),
        ("1,5", None, 15, -1),
        ("0.125", None, 125, -3),
        ("1234.567", None, 1234567, -3),
    ],
)
def test_a_number_is_read_as_its_writer_meant_it(text, language, units, exponent):
    number = read_number(text, language)
    assert (number.units, number.exponent) == (units, exponent)


@pytest.mark.parametrize("text", ["1,234", "1.234", "-12,345", "999.999"])
def test_a_number_that_reads_two_ways_is_refused_with_both(text):
    with pytest.raises(AmbiguousNumber) as refusal:
        read_number(text)
    digits = text.replace(",", "").replace(".", "").lstrip("-")
    assert digits in str(refusal.value)
    assert text in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "language", "example"),
    [
        ("1.234,5", "en", "1234.5"),
        ("1,234.5", "de", "1234,5"),
        ("1,23", "en", "1.23"),
        ("12,34,56", "en", "1234.56"),
    ],
)
def test_the_signs_of_another_language_are_refused_with_how_to_write_it(text, language, example):
    with pytest.raises(BadNumber, match=f"like {example}"):
        read_number(text, language)


@pytest.mark.parametrize(
    "text",
    ["", " ", "NaN", "nan", "inf", "-Infinity", "∞", "1e5", "0x10", "1_000", "--1", "1-", "1.", "1..2", "1,,2", "12 %",
     "½", "²", "=1+1", "1,23,456.7,8", "1 2", "1\n2", "१२x", "1." + "0" * 200, "9" * 300],
)  # fmt: skip
@pytest.mark.parametrize("language", [None, "en", "de"])
def test_what_is_no_number_is_refused(text, language):
    with pytest.raises(Refusal) as refusal:
        read_number(text, language)
    assert len(str(refusal.value)) < 200


@given(
    st.text(alphabet="0123456789.,' -+eNa\u00a0", max_size=30), st.sampled_from([None, *LANGUAGES])
)
def test_any_text_is_a_number_or_a_clear_refusal(text, language):
    try:
        number = read_number(text, language)
    except Refusal:
        return
    digits = [int(c) for c in text if c.isdigit()]
    assert abs(number.units) == int("".join(map(str, digits)))


@given(scaled, st.sampled_from(LANGUAGES))
def test_what_is_shown_can_be_typed_back_in_every_language(number, language):
    assert read_number(number.say(language), language) == number


def test_a_reader_sees_numbers_in_their_language():
    assert Scaled(-123456789, -2).say("en") == "-1,234,567.89"
    assert Scaled(-123456789, -2).say("de") == "-1.234.567,89"
    assert Scaled(9007199254740993, 0).say("en") == "9,007,199,254,740,993"
    assert Scaled(5, 3).say("en") == "5,000"
    with translation.override("de"):
        assert Scaled(15, -1).say() == "1,5"


def test_more_decimals_than_are_kept_are_refused_not_rounded():
    assert read_number("1.50", "en", exponent=-1) == Scaled(15, -1)
    with pytest.raises(TooFine, match="1 decimal place"):
        read_number("1.55", "en", exponent=-1)
    with pytest.raises(TooFine, match="9 decimal places"):
        read_number("0.1234567891", "en")


@pytest.mark.parametrize("units", [10**18, -(10**18), 2**63, 10**400])
def test_a_number_beyond_the_column_is_refused(units):
    with pytest.raises(TooLarge):
        Scaled(units)


def test_largest_and_smallest_number():
    assert Scaled(10**18 - 1).units < 2**63
    assert Scaled(-(10**18) + 1).units > -(2**63)


@given(scaled, scaled)
def test_arithmetic_is_that_of_fractions(one, other):
    assert (one + other).fraction() == one.fraction() + other.fraction()
    assert (one - other).fraction() == one.fraction() - other.fraction()
    assert (one < other) == (one.fraction() < other.fraction())
    assert (one == other) == (one.fraction() == other.fraction())
    assert Fraction(one.decimal()) == one.fraction()


@given(scaled, st.integers(-6, 3))
def test_other_units_keep_the_value_or_refuse(number, exponent):
    try:
        assert number.to(exponent) == number
        assert number.to(exponent).exponent == exponent
    except TooFine:
        assert number.fraction() % Fraction(10) ** exponent


def test_equal_values_are_one_key_and_no_float_slips_in():
    assert {Scaled(10, -1), Scaled(1)} == {Scaled(100, -2)}
    with pytest.raises(TypeError):
        float(Scaled(1))


def test_money_has_the_digits_of_its_currency():
    assert read_money("1,234.50", "EUR", "en") == Money(123450, "EUR")
    assert read_money("1234", "JPY", "en") == Money(1234, "JPY")
    assert read_money("1.234", "KWD", "en") == Money(1234, "KWD")
    with pytest.raises(TooFine):
        read_money("1.5", "JPY", "en")
    assert Money(123450, "EUR").say("en") == "1,234.50\u00a0EUR"
    assert Money(123450, "EUR").say("de") == "1.234,50\u00a0EUR"
    assert Money(-5, "JPY").say("en") == "-5\u00a0JPY"


@pytest.mark.parametrize("currency", ["", "eur", "XXX", "EURO", "€"])
def test_a_currency_is_a_code_in_use(currency):
    with pytest.raises(UnknownCurrency):
        Money(1, currency)
    with pytest.raises(UnknownCurrency):
        read_money("1", currency)


def test_currencies_do_not_mix():
    with pytest.raises(CurrencyMismatch):
        Money(1, "EUR") + Money(1, "USD")
    with pytest.raises(CurrencyMismatch):
        assert Money(1, "EUR") < Money(1, "USD")


@given(monies, st.sampled_from(sorted(DIGITS)), st.sampled_from(LANGUAGES))
def test_money_shown_can_be_typed_back(minor, currency, language):
    money = Money(minor, currency)
    assert read_money(money.say(language).removesuffix(currency), currency, language) == money


@given(monies, st.lists(st.integers(0, 1000), min_size=1, max_size=20))
def test_shares_sum_to_the_whole_and_differ_from_their_part_by_less_than_one(minor, weights):
    assume(sum(weights))
    shares = Money(minor, "EUR").share(weights)
    assert sum(share.minor for share in shares) == minor
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share.minor - Fraction(minor * weight, sum(weights))) < 1


def test_shares_need_weights():
    for weights in ([0, 0], [-1, 2], []):
        with pytest.raises(ValueError, match=r"weights|empty"):
            Money(1, "EUR").share(weights)


def test_a_decimal_column_is_what_we_avoid():
    assert Scaled(9007199254740993_12, -2).decimal() == Decimal("9007199254740993.12")
