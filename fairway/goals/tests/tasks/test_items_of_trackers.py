"""What is read of a tracker's items, what is refused of them, and that nothing breaks it."""

import json
from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from fairway.foundation.ids import new_public_id
from fairway.goals.linking.items import MOST_ITEMS, TooManyItems
from fairway.goals.linking.keepout import CountsRefused, counts, is_counted
from fairway.goals.linking.reading import NotUnderstood, read_items

ID = new_public_id()
GITHUB = {
    "action": "closed",
    "issue": {
        "number": 12,
        "title": "Print labels at once",
        "state": "closed",
        "html_url": "https://github.com/acme/shop/issues/12",
        "body": f"For https://fairway.example.com/goals/{ID}/",
        "labels": [{"name": "returns"}],
        "comments": 3,
        "user": {"login": "ana"},
    },
    "repository": {"full_name": "acme/shop"},
}
GITLAB = {
    "object_kind": "issue",
    "object_attributes": {
        "iid": 12,
        "title": "Print labels at once",
        "state": "closed",
        "url": "https://github.com/acme/shop/issues/12",
        "description": f"For {ID}",
    },
    "project": {"path_with_namespace": "acme/shop"},
    "labels": [{"title": "returns"}],
}
JIRA = {
    "issue": {
        "key": "SUP-12",
        "fields": {
            "summary": "Print labels at once",
            "status": {"name": "In Progress"},
            "duedate": "2026-12-01",
            "labels": ["returns"],
            "description": f"For {ID}",
            "project": {"key": "SUP"},
        },
    }
}


@pytest.mark.parametrize("body", [GITHUB, GITLAB])
def test_what_a_tracker_says_of_an_item_is_understood(body):
    [item] = read_items(json.dumps(body)).items
    assert (item.ref, item.title) == ("acme/shop#12", "Print labels at once")
    assert item.url == "https://github.com/acme/shop/issues/12"
    assert (item.stage, item.ids) == ("done", (ID,))
    assert item.marks == {"acme shop", "returns"}


def test_so_is_what_jira_says():
    [item] = read_items(json.dumps(JIRA)).items
    assert (item.ref, item.stage, item.due_on) == ("SUP-12", "doing", date(2026, 12, 1))
    assert (item.ids, item.marks) == ((ID,), {"sup", "returns"})


@pytest.mark.parametrize(
    "text",
    [
        "ref,title,status,labels\nacme/shop#12,Print labels at once,closed,returns\n",
        "Number;Title;State;Repository;Labels\n12;Print labels at once;CLOSED;acme/shop;returns\n",
        "\ufeffKey\tSummary\tStatus\tLabels\tLabels\nacme/shop#12\tPrint labels at once\tDone\t\treturns",
        '[{"ref": "acme/shop#12", "title": "Print labels at once", "status": "done",'
        ' "labels": ["returns"]}]',
        '{"items": [{"number": 12, "project": "acme/shop", "title": "Print labels at once",'
        ' "state": "closed", "labels": ["returns"]}]}',
    ],
)
def test_lists_are_read_alike(text):
    [item] = read_items(text).items
    assert (item.ref, item.title, item.stage) == ("acme/shop#12", "Print labels at once", "done")
    assert item.marks == {"acme shop", "returns"}


def test_nobodys_name_is_kept():
    """What is not read cannot be counted by person."""
    [item] = read_items(
        'ref,title,assignee,author\n1,Print labels,ana@example.com,"Ana Reyes"'
    ).items
    assert "ana" not in repr(item).lower()


@pytest.mark.parametrize(
    "text",
    [
        "person,commits\nAna,37\n",
        "Author;Tickets closed\nAna;12\n",
        "assignee,number of issues\nana,3",
        "ref,author,lines of code\n1,ana,800",
        '[{"author": "ana", "pull requests": 4}]',
        '{"velocity": 20, "team": "support"}',
    ],
)
def test_counts_of_what_people_do_are_refused_with_the_reason(text):
    with pytest.raises(CountsRefused, match="not what came of it"):
        read_items(text)


def test_a_line_that_is_nothing_but_a_count_is_refused_and_the_others_are_read():
    found = read_items("ref,title\n1,37 commits by Ana\n2,Print labels at once\n")
    assert [item.ref for item in found.items] == ["2"]
    [(line, why)] = found.problems
    assert line == 2
    assert "37 commits by Ana" in why


def test_beside_items_a_count_is_left_unread():
    """A pull request says how many commits it has; that is no reason to lose its title."""
    found = read_items("number,title,commits,additions\n4,Print labels at once,3,80\n")
    assert [item.title for item in found.items] == ["Print labels at once"]
    assert found.unread == ["commits"]


@pytest.mark.parametrize("name", ["Summary", "Issue key", "Story points", "Status", "Due date"])
def test_columns_of_ordinary_exports_are_no_counts(name):
    assert not counts(name)


@pytest.mark.parametrize(
    "title", ["Answer the ten tickets about labels", "3 stories for the guide"]
)
def test_what_is_to_be_done_is_no_count(title):
    assert not is_counted(title)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "nothing in it"),
        ("ref,title\n", "no item"),
        ("[]", "no item"),
        ("[1, 2]", "no item"),
        ("{", "no JSON"),
        ("[" * 100_000, "no JSON"),
        ("<html>", "first line names|no item"),
        ("name\nx", "ref"),
        ('ref,title\n1,"Open\n', "quote"),
        ('{"action": "push"}', "ref"),
    ],
)
def test_what_cannot_be_read_is_said_in_words(text, why):
    with pytest.raises(NotUnderstood, match=why):
        read_items(text)


def test_an_item_without_a_number_or_title_is_named_by_its_line():
    found = read_items("ref,title\n,Print\n2,\n3,Print labels\n")
    assert [item.ref for item in found.items] == ["3"]
    assert [line for line, _why in found.problems] == [2, 3]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "labels",
        "https://a.example/\0",
        f"https://a.example/{'x' * 500}",
    ],
)
def test_an_address_that_is_none_is_left_out(url):
    [item] = read_items(json.dumps([{"ref": "1", "title": "Print labels", "url": url}])).items
    assert item.url == ""


def test_a_day_that_is_none_is_left_out():
    [item] = read_items("ref,title,due\n1,Print labels,03/04/2026\n").items
    assert item.due_on is None


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("2026-03-02T11:30:00+02:00", datetime(2026, 3, 2, 9, 30, tzinfo=UTC)),
        ("2026-03-02 09:30:00 UTC", datetime(2026, 3, 2, 9, 30, tzinfo=UTC)),
        ("2026-03-02T09:30:00.000+0000", datetime(2026, 3, 2, 9, 30, tzinfo=UTC)),
        ("2026-03-02T09:30:00", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("yesterday", None),
    ],
)
def test_a_moment_is_read_where_it_says_its_zone(said, told):
    [item] = read_items(f"ref,title,updated\n1,Print labels,{said}\n").items
    assert item.told_at == told


def test_the_same_number_twice_counts_once():
    found = read_items("ref,title\n1,First\n1,Again\n")
    assert [item.title for item in found.items] == ["First"]


def test_very_many_at_once_are_refused():
    lines = "".join(f"{n},Item {n}\n" for n in range(MOST_ITEMS + 1))
    with pytest.raises(TooManyItems):
        read_items(f"ref,title\n{lines}")


def test_a_long_title_is_shortened_and_an_invisible_sign_is_named():
    found = read_items(f"ref,title\n1,{'x' * 900}\n2,a\u202eb\n")
    assert len(found.items[0].title) == 200
    assert "U+202E" in found.problems[0][1]


KEYS = st.sampled_from(
    ["issue", "fields", "title", "ref", "labels", "items", "project", "state", "url", "due"]
) | st.text(max_size=8)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=20,
)


@given(body=st.text(max_size=300) | ANYTHING.map(json.dumps))
def test_nothing_that_is_sent_breaks_it(body):
    with suppress(ValidationError):
        for item in read_items(body).items:
            assert 0 < len(item.title) <= 200
            assert 0 < len(item.ref) <= 100
