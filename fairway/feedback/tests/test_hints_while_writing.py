"""Hints say what a reader may miss. They stop nothing, and nothing of them is kept."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from fairway.feedback.hints import hints_on
from fairway.feedback.models import Feedback
from fairway.foundation.models import Event
from fairway.measurement.wording.loaded import find_loaded

GOOD = {
    "situation": "In Tuesday’s handover",
    "behaviour": "you wrote down the three open cases in the report",
    "impact": "so that nobody asked the customer twice.",
    "suggestion": "Next time, please send it to the early shift by Friday.",
}


def named(said):
    return {one.name: one.is_there for one in hints_on(said)}


def test_what_says_everything_gets_no_hint():
    assert named(GOOD) == {
        "Specific": True,
        "About what was done": True,
        "Why it mattered": True,
        "Something to do next": True,
    }


def test_what_speaks_of_the_person_is_hinted_with_the_words():
    hints = hints_on({"behaviour": "You are brilliant and simply you are a natural, as a person."})
    about = next(one for one in hints if one.name == "About what was done")
    assert not about.is_there
    assert about.words


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("You always interrupt the meeting.", "absolute"),
        ("Very good for a woman in this role.", "group"),
        ("You were a little too emotional on the call.", "double_standard"),
        ("You don’t care about the release.", "mind_reading"),
    ],
)
def test_loaded_words_are_pointed_at(text, kind):
    assert kind in {one.kind for one in find_loaded(text)}
    assert any(one.name == "Wording" for one in hints_on({"behaviour": text}))


@pytest.mark.parametrize(
    "text", ["You wrote the report on Tuesday.", "The alwayson switch", "We recall the neverland"]
)
def test_words_within_words_are_not_meant(text):
    assert find_loaded(text) == ()


@given(st.text(max_size=300))
def test_any_text_can_be_hinted_at_and_places_lie_within_it(text):
    hints_on({"behaviour": text})
    assert all(0 <= one.start < one.end <= len(text) for one in find_loaded(text))


@given(st.text(alphabet=" \n\t👏!?.", max_size=50))
def test_where_there_are_no_words_there_is_no_hint(text):
    assert hints_on({"behaviour": text}) == []


@pytest.mark.django_db
def test_nothing_of_a_hint_is_kept_and_none_stops_the_sending(client, ana, cy):
    client.force_login(cy.account)
    before = Event.objects.count()
    page = client.post(reverse("feedback:hints"), {"behaviour": "You are always so bossy."})
    assert "bossy" in page.content.decode()
    assert (Event.objects.count(), Feedback.objects.count()) == (before, 0)
    write = reverse("feedback:write", args=[ana.public_id, "private"])
    assert client.post(write, {"behaviour": "You are always so bossy."}).status_code == 302
    assert Feedback.objects.count() == 1
