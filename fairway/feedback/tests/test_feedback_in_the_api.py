"""/api/v1/feedback says what its token's owner reads on the pages, and no more."""

import pytest
from django.test import Client

from fairway.api.actions import make_token
from fairway.feedback.actions.receiving import open_feedback
from fairway.feedback.actions.recognising import recognise, take_off_profile
from fairway.feedback.models import Visibility

pytestmark = pytest.mark.django_db
FEEDBACK = "/api/v1/feedback/"


@pytest.fixture
def api():
    def client(person, scopes=("feedback:read", "recognition:read")):
        _token, spelled = make_token("Script", actor=person, granted=list(scopes), days=30)
        return Client(headers={"Authorization": f"Bearer {spelled}"})

    return client


def behaviours(client, whose):
    answer = client.get(f"{FEEDBACK}?whose={whose}").json()
    return [one["behaviour"] for one in answer["items"]]


@pytest.mark.parametrize("visibility", Visibility.values)
def test_words_reach_their_readers_once_they_have_opened_them(
    visibility, api, ana, bo, cy, hana, manager_only, tell
):
    given = tell(ana, by=cy, visibility=visibility, behaviour="you said canary")
    clients = {one: api(one) for one in (ana, bo, hana)}
    for client in clients.values():
        assert [behaviours(client, whose) for whose in ("received", "team")] == [[], []]
    assert behaviours(api(cy), "given") == ["you said canary"]
    readers = {"private": [ana], "shared": [ana, bo], "manager": [bo]}[visibility]
    for reader in readers:
        open_feedback(given, actor=reader)
    heard = {
        one
        for one, client in clients.items()
        if any(behaviours(client, whose) for whose in ("received", "team"))
    }
    assert heard == set(readers)


def test_praise_names_who_is_still_named(api, ana, lee, bo, cy):
    praise = recognise([ana, lee], actor=cy, words="Stayed until the lamp worked.")
    take_off_profile(praise, actor=ana)
    (one,) = api(bo).get(f"{FEEDBACK}recognition").json()["items"]
    assert (one["people"], one["author"]) == ([lee.public_id], cy.public_id)


def test_a_token_for_praise_reads_no_feedback(api, ana):
    client = api(ana, ["recognition:read"])
    assert client.get(FEEDBACK).status_code == 403
    assert client.get(f"{FEEDBACK}recognition").status_code == 200
