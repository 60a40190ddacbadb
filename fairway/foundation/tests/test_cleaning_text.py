import unicodedata

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from fairway.foundation.refusal import Refusal
from fairway.foundation.text import NameField, ProseField, UnfitText, clean_name, clean_text

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("  Ana   Reyes ", "Ana Reyes"),
        ("Jose\u0301 Nu\u0301n\u0303ez", "José Núñez"),
        ("Ana\tReyes\r\n", "Ana Reyes"),
        ("Ana\u00a0Reyes", "Ana Reyes"),
        ("\ufeffAna\u200b Rey\u00ades", "Ana Reyes"),
        ("علی\u200cرضا", "علی\u200cرضا"),
        ("O’Brien-Ñandú 3rd", "O’Brien-Ñandú 3rd"),
        ("李小龙", "李小龙"),
        ("क्षत्रिय", "क्षत्रिय"),
        ("", ""),
    ],
)
def test_a_name_is_kept_as_it_is_meant(typed, meant):
    assert clean_name(typed) == meant


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Ana\u202eseyeR", "U+202E (RIGHT-TO-LEFT OVERRIDE) after “Ana”"),
        ("\u2066Ana", "U+2066 (LEFT-TO-RIGHT ISOLATE) at the beginning"),
        ("Ana\x00Reyes", "U+0000 (control character) after “Ana”"),
        ("Ana\x1b[31m", "U+001B"),
        ("Ana\x7f", "U+007F"),
        ("Ana\x9b", "U+009B"),
        ("Ana\ud800", "U+D800"),
        ("Ana\uffff", "U+FFFF"),
        ("Ana\ue000", "U+E000"),
    ],
)
def test_a_character_that_misleads_is_refused_by_name_and_place(name, says):
    with pytest.raises(UnfitText) as refusal:
        clean_name(name)
    assert says in str(refusal.value)
    assert "\u202e" not in str(refusal.value)


def test_a_letter_does_not_carry_a_tower_of_accents():
    with pytest.raises(Refusal, match="accents"):
        clean_name("A" + "\u0316" * 40)


def test_prose_keeps_its_lines_and_loses_what_was_pasted_along():
    assert (
        clean_text("One \r\nTwo\x0bThree\u2028Four\n\tFive\n\n") == "One\nTwo\nThree\nFour\n\tFive"
    )
    assert clean_text("\u202bשלום\u202c and \u2068Ana\u2069") == "שלום and Ana"


def test_prose_with_an_override_is_refused():
    with pytest.raises(UnfitText, match="OVERRIDE"):
        clean_text("pay \u202e001")


@given(st.text())
def test_cleaning_twice_changes_nothing_more_and_leaves_no_trap(text):
    for clean in (clean_name, clean_text):
        try:
            once = clean(text)
        except Refusal:
            continue
        assert clean(once) == once
        assert unicodedata.is_normalized("NFC", once)
        allowed = "\n\t" if clean is clean_text else ""
        assert not [c for c in once if unicodedata.category(c) in {"Cc", "Cs"} and c not in allowed]
        assert not set(once) & set(
            "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff"
        )


class Form(forms.Form):
    name = NameField(max_length=20)
    note = ProseField(required=False)


def test_a_form_shows_the_reason_at_its_field_and_keeps_what_was_typed():
    form = Form({"name": "Ana\u202eseyeR", "note": "a\x00b"})
    assert set(form.errors) == {"name", "note"}
    assert "RIGHT-TO-LEFT OVERRIDE" in form.errors["name"][0]
    assert form["name"].value() == "Ana\u202eseyeR"


def test_a_name_of_nothing_visible_is_missing():
    assert Form({"name": " \u200b\ufeff "}).errors["name"] == ["Please fill this in."]
    assert Form({"name": "Ana", "note": " a \n b "}).is_valid()
