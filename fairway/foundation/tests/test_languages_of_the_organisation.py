"""What the organisation writes is read in the reader's language, else in one there is."""

import pytest
from django.utils import translation

from fairway.foundation.events import SYSTEM
from fairway.foundation.languages import NothingWritten, Texts, reading_in, written_in
from fairway.foundation.policy import get, set_policy

pytestmark = pytest.mark.django_db
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


def test_the_organisation_says_which_languages_it_writes_in():
    assert written_in() == [("en", "English")]
    set_policy("organisation.language", "pt", actor=SYSTEM)
    set_policy("organisation.further_languages", ["en", "pt"], actor=SYSTEM)
    assert written_in() == [("pt", "Portuguese"), ("en", "English")]
    assert str(BOTH) == "Shelf"  # the interface speaks English
    with translation.override(None):
        assert str(BOTH) == "Prateleira"


def test_a_policy_of_words_is_read_like_any_other_text():
    set_policy("rules.why", {"en": "Because", "pt": "Porque"}, actor=SYSTEM)
    with reading_in("pt"):
        assert get("rules.why") == "Porque"
