"""What waits to be confirmed stands among the things to do, and never in a long row."""

import pytest
from django.urls import reverse

from fairway.skills.actions.confirming import confirm_role
from fairway.skills.todos import found

pytestmark = pytest.mark.django_db


def test_home_names_what_waits_among_the_things_to_do(ana, bo, at, in_role, expected):
    in_role(ana)
    browser, words = at(bo), "Confirm what Ana Reyes can rely on"
    assert words in browser.get("/").text
    assert words in browser.get(reverse("skills:waiting")).text
    confirm_role(ana, actor=bo)
    assert words not in browser.get("/").text
    assert "Nothing waits" in browser.get(reverse("skills:waiting")).text


def test_of_many_people_home_says_how_many(bo, hire, organisation, in_role, expected):
    team = [hire(f"{n} Report", organisation.support, organisation.lisbon, bo) for n in range(4)]
    for one in team[:3]:
        in_role(one)
    assert [todo.title for todo in found(bo)] == [
        f"Confirm what {n} Report can rely on" for n in range(3)
    ]
    in_role(team[3])
    (todo,) = found(bo)
    assert todo.title == "Confirm what 4 people can rely on"
    assert todo.url == reverse("skills:waiting")


def test_a_new_edition_asks_once_more(ana, in_role, expected, rewrite):
    in_role(ana)
    assert [todo.title for todo in found(ana)] == ["Read what is expected in your role"]
    confirm_role(ana, actor=ana)
    assert not list(found(ana))
    rewrite("Chats are settled, too.")
    assert [todo.title for todo in found(ana)] == ["Read what is expected in your role once more"]
