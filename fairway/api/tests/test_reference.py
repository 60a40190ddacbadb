"""The reference says what can be asked, as the description for programs does."""

import pytest

from fairway.api.reference import groups


@pytest.fixture
def strategy():
    return {
        operation.title: operation
        for group in groups()
        if group.key == "strategy"
        for operation in group.operations
    }


def test_it_names_what_a_change_needs(strategy):
    fields = {one.name: one for one in strategy["Change a priority"].fields}
    assert fields["version"].required
    assert "another one answers 409" in fields["version"].about
    assert not fields["owner"].required


def test_how_lists_are_paged_is_said_once(strategy):
    assert strategy["List priorities"].fields == ()


@pytest.mark.django_db
def test_its_example_asks_this_very_server(client, ana):
    client.force_login(ana.account)
    page = client.get("/api/", headers={"host": "localhost"}).content.decode()
    assert "http://localhost/api/v1/people/" in page
