"""All letters can be looked at as they go out, and none says more than its class allows."""

import pytest
from django.core import mail as outbox
from django.urls import reverse

from fairway.foundation.models import MailOut, Notification
from fairway.ui.gallery.mails import SAMPLES

pytestmark = pytest.mark.django_db
TITLE = "Bo Almeida agreed to your goal"


@pytest.fixture(autouse=True)
def signed_in(ana, client):
    client.force_login(ana.account)


@pytest.mark.parametrize("key", SAMPLES)
def test_each_is_shown_with_the_styles_that_it_carries(client, key):
    page = client.get(reverse("ui:mail", args=[key]))
    assert "style=" in page.content.decode()
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy


@pytest.mark.parametrize(("key", "speaks"), [("c2", True), ("c3", False), ("c4", False)])
def test_what_is_personal_is_not_in_it(client, key, speaks):
    page = client.get(reverse("ui:mail", args=[f"notice-{key}"])).content.decode()
    assert (TITLE in page) is speaks


def test_the_list_shows_their_text_and_what_chats_are_told(client):
    page = client.get(reverse("ui:mails")).content.decode()
    for chat in ("Slack", "Microsoft Teams", "Mattermost"):
        assert chat in page
    assert "AdaptiveCard" in page


def test_to_look_at_them_sends_and_owes_nothing(client):
    client.get(reverse("ui:mails"))
    assert not MailOut.objects.exists()
    assert not Notification.objects.exists()
    assert not outbox.outbox


def test_one_that_is_none_is_not_found(client):
    assert client.get(reverse("ui:mail", args=["nothing"])).status_code == 404
