"""Words of a template are looked up once for each language, and are what Django would say."""

import pytest
from django.template import Context, Engine, engines
from django.utils import translation
from django.utils.translation import trans_real

from fairway.ui.templatetags.saying import Said

DJANGOS = Engine(builtins=["django.templatetags.i18n"])
WORDS = (
    '{% translate "Yes" %}',
    "{% translate 'No, \"never\" & so on <b>' %}",
    '{% translate "100 %, or more" %}',
    '{% translate "Saturday" as day %}[{{ day }}]',
    '{% autoescape off %}{% translate "a < b" %}{% endautoescape %}',
    '{% translate word %}, {% translate "Yes"|upper %}, {% translate "May" context "short" %}',
    '{% translate "Yes" noop %}',
)


def ours(words):
    return engines["django"].from_string(words).template


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("language", ["en", "de"])
def test_words_are_what_django_says_every_time(words, language):
    said, by_django = ours(words), DJANGOS.from_string(words)
    with translation.override(language):
        told = [said.render(Context({"word": "Saturday"})) for _again in range(2)]
        assert told == [by_django.render(Context({"word": "Saturday"}))] * 2


def test_each_reader_has_their_own_language():
    said = ours('{% translate "Saturday" %}')
    told = {}
    for language in ("en", "de", "en"):
        with translation.override(language):
            told[language] = said.render(Context())
    assert told == {"en": "Saturday", "de": "Samstag"}


def test_the_catalog_is_asked_once(monkeypatch):
    said = ours('{% translate "Saturday" %}')
    said.render(Context())
    monkeypatch.setattr(trans_real, "gettext", None)  # whoever asks fails
    assert said.render(Context()) == "Saturday"


def test_what_a_variable_has_a_part_in_is_asked_each_time():
    said = ours("{% translate word %}")
    assert [said.render(Context({"word": one})) for one in ("Yes", "No")] == ["Yes", "No"]


def test_words_under_a_name_stand_in_the_rest_of_the_template():
    said = ours('{% translate "Saturday" as day %}{{ day }}, {{ day }}')
    assert any(isinstance(one, Said) for one in said.nodelist)
    assert [said.render(Context()) for _again in range(2)] == ["Saturday, Saturday"] * 2
