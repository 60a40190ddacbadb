"""Home says what waits, in the order of the clock, on the reader's own clock."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from fairway.foundation.ports import Todo, TodoSource, todo_sources
from fairway.shell.todos import todos_for

pytestmark = pytest.mark.django_db
NOON_IN_MANILA = datetime(2026, 11, 17, 4, 0, tzinfo=UTC)


@pytest.fixture
def owe(monkeypatch):
    """owe(hours…) puts to-dos, due that many hours from now, into the port."""
    monkeypatch.setattr(todo_sources, "_offers", {})

    def put(*hours, key="reviews", minutes=5):
        todos = [
            Todo(
                f"Write in {h}",
                "/",
                "Write",
                due_at=NOON_IN_MANILA + timedelta(hours=h),
                minutes=minutes,
            )
            for h in hours
        ]
        todo_sources.offer(TodoSource(key, key.title(), "clipboard-text", 1, lambda viewer: todos))

    return put


def test_home_greets_and_says_that_nothing_waits(client, ana):
    client.force_login(ana.account)
    page = client.get("/")
    assert page.status_code == 200
    assert "Ana" in page.text
    assert "Nothing waits for you" in page.text


def test_what_is_late_comes_first_and_is_said_in_words(ana, owe):
    owe(30, -25, 2)
    todos = todos_for(ana, NOON_IN_MANILA)
    assert [todo.title for todo in todos.todos] == ["Write in -25", "Write in 2", "Write in 30"]
    with timezone.override("Asia/Manila"):
        assert todos.in_words() == (
            "1 thing is late. 1 thing is due today. Everything else can wait."
        )


def test_today_ends_at_the_readers_own_midnight(client, ana, bo, owe):
    owe(13)  # past midnight in Manila, still the same day in Lisbon
    with time_machine.travel(NOON_IN_MANILA, tick=False):
        client.force_login(ana.account)
        assert "Tomorrow, 01:00" in client.get("/").text
        client.force_login(bo.account)
        assert "Today, 17:00" in client.get("/").text


def test_the_room_with_the_most_urgent_thing_stands_first(ana, owe):
    owe(20, key="learning")
    owe(3, key="goals")
    assert [group.label for group in todos_for(ana, NOON_IN_MANILA).groups] == ["Goals", "Learning"]


def test_a_login_without_a_person_gets_no_home(client, root):
    client.force_login(root)
    assert client.get("/", follow=True).redirect_chain == [("/no-person/", 302)]


def test_what_is_around_somebody_comes_after_the_page(client, ana, bo):
    client.force_login(bo.account)
    page = client.get("/").text
    assert "Your people" not in page
    assert 'hx-get="/home/around/"' in page
    part = client.get("/home/around/", headers={"HX-Request": "true"}).text
    assert ana.name in part
    assert "<html" not in part
