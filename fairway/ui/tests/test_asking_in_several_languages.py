"""One box where the organisation writes in one language, a labelled one each where in several."""

import pytest
from django import forms
from django.http import QueryDict

from fairway.foundation.events import SYSTEM
from fairway.foundation.policy import set_policy
from fairway.ui.texts import TextsInput

pytestmark = pytest.mark.django_db


class Ask(forms.Form):
    title = TextsInput(label="Title", max_length=20)
    why = TextsInput(label="Why", prose=True, required=False)


@pytest.fixture
def two_languages(db):
    set_policy("organisation.further_languages", ["pt"], actor=SYSTEM)


def typed(**values: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update(values)
    return data


def test_one_language_is_one_plain_box():
    page = str(Ask(initial={"title": {"en": "Shelf"}}))
    assert 'value="Shelf"' in page
    assert "<fieldset" not in page


def test_several_languages_are_labelled_boxes_and_only_the_first_is_required(two_languages):
    page = str(Ask())
    assert page.count("<fieldset") == 2
    assert "Portuguese" in page
    assert page.count(" required") == 1


def test_each_language_is_cleaned_and_kept(two_languages):
    form = Ask(typed(title_en=" My  shelf ", title_pt="", why_pt="Porque\r\nsim"))
    assert form.is_valid()
    assert form.cleaned_data["title"] == {"en": "My shelf", "pt": ""}
    assert form.cleaned_data["why"] == {"pt": "Porque\nsim"}


def test_the_main_language_has_to_be_there(two_languages):
    form = Ask(typed(title_pt="Prateleira"))
    assert not form.is_valid()
    assert 'value="Prateleira"' in str(form)


def test_an_error_says_in_which_language_it_is(two_languages):
    form = Ask(typed(title_en="Shelf", title_pt="x" * 21))
    assert "Portuguese" in str(form.errors["title"])


def test_hostile_text_is_shown_as_text():
    assert "<script>" not in str(Ask(initial={"title": {"en": "<script>"}}))
