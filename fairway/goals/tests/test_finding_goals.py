"""Goals are found by how the words of their titles begin."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fairway.foundation.word_index import words_of
from fairway.goals import daily
from fairway.goals.models import Goal
from fairway.goals.models.goal import TITLES

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(goal_of, ana):
    titles = (
        "First-contact resolution up to 80 %",
        "Añadir formação für die Küche",
        "Fewer dissatisfied customers",
        "Make returns effortless",
    )
    return [goal_of(ana, title) for title in titles]


def found(words: str) -> set[str]:
    rows = Goal.objects.filter(TITLES.has(words_of(words)))
    return {title.split(maxsplit=1)[0] for title in rows.values_list("title", flat=True)}


@pytest.mark.parametrize(
    ("words", "first_words"),
    [
        ("resol", {"First-contact"}),
        ("RESOLUTION first", {"First-contact"}),
        ("contact", {"First-contact"}),
        ("first-contact", {"First-contact"}),
        ("80", {"First-contact"}),
        ("anadir", {"Añadir"}),
        ("formacao kuche", {"Añadir"}),
        ("Küche", {"Añadir"}),
        ("satisfied", set()),
        ("returns make nothing", set()),
    ],
)
def test_words_find_the_goals_one_means(written, words, first_words):
    assert found(words) == first_words


def test_a_new_title_is_found_and_the_old_one_is_not(written):
    Goal.objects.filter(pk=written[3].pk).update(title="Parcels come home")
    assert found("parcels") == {"Parcels"}
    assert found("effortless") == set()


def test_what_was_removed_is_found_no_more(written):
    Goal.objects.filter(pk=written[3].pk).delete()
    assert found("effortless") == set()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(st.sampled_from("an \"'\\*:|&!()<->^%{}+-\0é☃漢"), max_size=14))
def test_anything_may_be_typed(written, typed):
    words = words_of(typed)
    assert not words or list(Goal.objects.filter(TITLES.has(words))) is not None


def test_the_newest_come_first(written, ana, goal_of):
    later = goal_of(ana, "Returns without a form")
    assert [hit.title for hit in daily.find_hits(ana, "ret", 5)] == [later.title, written[3].title]


def test_goals_that_others_keep_private_hide_no_older_one(written, ana, cy, goal_of):
    for number in range(8):
        goal_of(cy, f"Returns of mine {number}", visibility=Goal.Visibility.LINE)
    assert [hit.title for hit in daily.find_hits(ana, "ret", 5)] == ["Make returns effortless"]
