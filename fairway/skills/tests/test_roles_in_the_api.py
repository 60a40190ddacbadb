"""/api/v1/roles says what its token's owner reads on the pages, and no more."""

from functools import partial

import pytest

from fairway.people.models import JobProfile
from fairway.skills.actions.confirming import confirm_role

pytestmark = pytest.mark.django_db
ROLES = "/api/v1/roles/"


@pytest.fixture
def api(program):
    return partial(program, scopes=["roles:read"])


def test_roles_are_listed_with_the_edition_that_holds(api, cy, role, expected, rewrite):
    JobProfile.objects.create(title="Baker")
    rewrite("Chats are settled, too.")
    client = api(cy)
    assert [(one["title"], one["edition"]) for one in client.get(ROLES).json()["items"]] == [
        ("Baker", None),
        ("Support specialist", 2),
    ]
    written = client.get(f"{ROLES}?written=true").json()["items"]
    assert [one["public_id"] for one in written] == [role.public_id]


def test_what_is_expected_is_read_with_its_skills(api, cy, role, expected, listening):
    answer = api(cy).get(f"{ROLES}{role.public_id}/expected").json()
    assert (answer["number"], answer["results"]) == (1, "Calls are settled.")
    assert answer["skills"] == [{"skill": listening.public_id, "name": "Listening", "level": 2}]


def test_of_a_role_without_words_nothing_is_read(api, cy, role):
    assert api(cy).get(f"{ROLES}{role.public_id}/expected").status_code == 404
    assert api(cy).get(f"{ROLES}nothing/expected").status_code == 404


def test_skills_are_listed_with_what_their_levels_look_like(api, cy, listening):
    [skill] = api(cy).get(f"{ROLES}skills").json()["items"]
    assert (skill["name"], skill["working"]) == ("Listening", "Asks one question more.")


def test_confirmations_are_read_by_those_who_read_them_on_the_page(
    api, ana, bo, cy, in_role, expected
):
    in_role(ana)
    confirm_role(ana, actor=ana, still_open="Refunds?")
    address = f"{ROLES}of/{ana.public_id}/confirmations"
    [said] = api(bo).get(address).json()["items"]
    assert (said["side"], said["edition"], said["by"]) == ("employee", 1, ana.public_id)
    assert said["still_open"] == "Refunds?"
    assert api(cy).get(address).status_code == 404


def test_another_scope_opens_nothing(api, ana, expected):
    assert api(ana, scopes=["goals:read"]).get(ROLES).status_code == 403
