"""The bell, the list behind it, and how one wants to hear of things."""

import pytest

from fairway.foundation import notifications
from fairway.foundation.notifications.preferring import told_kinds

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(ana):
    kind = told_kinds()[0]
    return notifications.notify(ana, kind.key, title="Bo agreed to your days away", url="/people/")


def test_the_bell_counts_and_the_list_shows(client, ana, told):
    client.force_login(ana.account)
    assert "Notices, 1 unread" in client.get("/").text
    assert "Bo agreed to your days away" in client.get("/notices/").text


def test_nobody_sees_anothers_notices(client, bo, told):
    client.force_login(bo.account)
    assert "Bo agreed" not in client.get("/notices/").text
    assert "No notices yet" in client.get("/notices/").text


def test_all_can_be_marked_as_read(client, ana, told):
    client.force_login(ana.account)
    client.post("/notices/read/")
    assert notifications.unread_count(ana) == 0


def test_a_choice_is_kept_and_a_default_stays_a_default(client, ana):
    client.force_login(ana.account)
    form = client.get("/me/notices/").context["form"]
    data = {name: field.initial for name, field in form.fields.items()}
    client.post("/me/notices/", data | {"digest": "off"})
    assert {p.key: p.chosen for p in notifications.preferences(ana) if p.chosen} == {
        "digest": "off"
    }


def test_a_choice_that_does_not_exist_is_refused(client, ana):
    client.force_login(ana.account)
    assert client.post("/me/notices/", {"digest": "pigeon"}).status_code == 422
