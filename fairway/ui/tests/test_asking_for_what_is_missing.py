"""Where something is missing, a form says so in our words, whatever kind of field it is."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

CHOICES = [("a", "A"), ("b", "B")]


class Ours(forms.CharField):
    """A field of a room, as there are many."""


class Chosen(forms.TypedChoiceField):
    default_error_messages = {"invalid_choice": "Not one of these."}


class Asked(forms.Form):
    name = forms.CharField()
    ours = Ours()
    day = forms.DateField()
    number = forms.IntegerField()
    one = forms.ChoiceField(choices=CHOICES)
    typed = Chosen(choices=CHOICES, widget=forms.RadioSelect)
    several = forms.MultipleChoiceField(choices=CHOICES)
    sure = forms.BooleanField()
    file = forms.FileField()
    own = forms.CharField(error_messages={"required": "Say why, in a sentence."})


@pytest.fixture
def said():
    return {name: words for name, (words,) in Asked({}).errors.items()}


def test_every_field_asks_kindly_for_what_it_takes(said):
    fill = "Please fill this in."
    assert said == {
        **dict.fromkeys(("name", "ours", "day", "number"), fill),
        **dict.fromkeys(("one", "typed"), "Please choose one."),
        "several": "Please choose at least one.",
        "sure": "Please tick this.",
        "file": "Please choose a file.",
        "own": "Say why, in a sentence.",
    }


def test_the_form_shows_it_beside_the_field_and_the_code_stays():
    form = Asked({})
    assert "Please fill this in." in str(form["name"].as_field_group())
    assert form.errors.as_data()["name"][0].code == "required"


def test_what_is_wrong_otherwise_is_said_as_before():
    wrong = {"day": "x", "number": "x", "one": "z", "typed": "z"}
    empty = SimpleUploadedFile("a.csv", b"")
    said = {name: words[0] for name, words in Asked(wrong, {"file": empty}).errors.items()}
    assert said["day"] == "Enter a valid date."
    assert said["number"] == "Enter a whole number."
    assert said["one"].startswith("Select a valid choice.")
    assert said["typed"] == "Not one of these."
    assert said["file"] == "The submitted file is empty."
