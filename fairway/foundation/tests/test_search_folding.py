import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairway.foundation.text import fold, searching

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Łukasz O’Brien-Ñandú", "lukasz obrien nandu"),
        ("SØREN Ærøskøbing", "soren aeroskobing"),
        ("Straße STRASSE", "strasse strasse"),
        ("İstanbul ISTANBUL ıstanbul", "istanbul istanbul istanbul"),
        ("Ａｎａ　Ｒｅｙｅｓ", "ana reyes"),
        ("Jose\u0301 José", "jose jose"),
        ("Čapek, J.", "capek j"),
        ("Ёлкин Йод", "елкин иод"),
        ("Ωμέγα ωμεγα", "ωμεγα ωμεγα"),
        ("شَمْس", "شمس"),
        ("किरण", "किरण"),
        ("김철수 が", "김철수 が"),
        ("ana.reyes@saltmarsh.example", "anareyes saltmarshexample"),
        ("  ", ""),
        ("ﬁnance ²", "finance 2"),
    ],
)
def test_what_is_searched_and_what_is_typed_meet(written, folded):
    assert fold(written) == folded


@given(st.text(alphabet=st.characters(max_codepoint=0x7F)))
def test_the_shortcut_for_plain_letters_says_the_same(text):
    assert fold(text) == searching._fold_any(text)


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(max_codepoint=0x24F)))
def test_case_makes_no_difference(text):
    assert fold(text.upper()) == fold(text.lower()) == fold(text)
