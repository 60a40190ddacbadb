"""What the organisation writes is read in the reader's language, else in one there is."""

import pytest
from django.utils import translation

from fairway.foundation.languages import NothingWritten, Texts, reading_in

BOTH = Texts({"en": "Shelf", "pt": "Prateleira"})


def test_the_main_language_is_read_when_nothing_is_preferred():
    assert str(BOTH) == "Shelf"


@pytest.mark.parametrize(
    ("language", "text"),
    [("pt", "Prateleira"), ("pt-br", "Prateleira"), ("fi", "Shelf"), ("", "Shelf")],
)
def test_a_reader_gets_the_nearest_there_is(language, text):
    with reading_in(language):
        assert str(BOTH) == text


def test_the_interface_language_counts_where_nobody_said():
    with translation.override("pt-br"):
        assert str(BOTH) == "Prateleira"


def test_any_language_is_better_than_nothing():
    assert str(Texts({"cs": "Police"})) == "Police"
    assert str(Texts()) == ""


def test_changes_replace_add_and_empty_but_leave_what_was_not_asked_about():
    assert BOTH.with_changes({"en": "", "cs": "Police"}) == {"pt": "Prateleira", "cs": "Police"}


def test_a_plain_string_is_in_the_main_language():
    assert Texts.of("Shelf") == {"en": "Shelf"}


def test_nothing_written_is_refused_where_something_must_be():
    with pytest.raises(NothingWritten):
        Texts.of({"en": ""}).required()
