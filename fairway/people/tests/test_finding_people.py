"""People are found by the beginnings of words, whatever the order, case and accents."""

import pytest

from fairway.foundation.events import SYSTEM
from fairway.people.actions.assigning import add_person
from fairway.people.actions.profile import rename_person
from fairway.people.finding import named
from fairway.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _people():
    for name in ("Łukasz O’Brien", "Hana Nováková", "José María Núñez", "Li Wei", "Ana Reyes"):
        add_person(name, actor=SYSTEM, employee_number=f"N-{len(name)}")


def found(words: str) -> set[str]:
    return set(Person.objects.filter(named(words)).values_list("name", flat=True))


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("ana", {"Ana Reyes"}),
        ("REYES, ana", {"Ana Reyes"}),
        ("nov ha", {"Hana Nováková"}),
        ("nunez jose", {"José María Núñez"}),
        ("lukasz obrien", {"Łukasz O’Brien"}),
        ("wei", {"Li Wei"}),
        ("eyes", set()),
        ("", {"Łukasz O’Brien", "Hana Nováková", "José María Núñez", "Li Wei", "Ana Reyes"}),
    ],
)
def test_words_find_whom_one_means(words, names):
    assert found(words) == names


@pytest.mark.parametrize(
    "words", ['"', "a OR b", "'; drop", "a:*|b", "NEAR(a b)", "\\", "x" * 5000]
)
def test_anything_may_be_typed(words):
    assert isinstance(found(words), set)


def test_a_new_name_is_found_and_the_old_one_is_not():
    person = Person.objects.get(name="Ana Reyes")
    rename_person(person, actor=SYSTEM, name="Ana Okafor")
    assert found("okafor") == {"Ana Okafor"}
    assert found("reyes") == set()


def test_names_changed_in_bulk_are_found_too():
    Person.objects.filter(name="Li Wei").update(search_text=" zhang wei")
    assert found("zhang") == {"Li Wei"}
