"""All letters can be looked at as they go out, and none says more than its class allows."""

from pathlib import Path

import pytest
from django.core import mail as outbox
from django.urls import reverse

import fairway
from fairway.foundation.mail.samples import letter_samples
from fairway.foundation.models import MailOut, Notification

pytestmark = pytest.mark.django_db
TITLE = "Bo Almeida agreed to your goal"


@pytest.fixture(autouse=True)
def signed_in(ana, client):
    client.force_login(ana.account)


@pytest.mark.parametrize("key", [one.key for one in letter_samples])
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


def test_no_kind_of_letter_is_left_out():
    """Whoever writes a new one offers a sample of it."""
    rooms = Path(fairway.__file__).parent
    written = {
        str(path.relative_to(path.parents[2]).with_suffix(""))
        for path in rooms.glob("*/templates/*/mail/*.txt")
    }
    assert written == {one.letter().template for one in letter_samples}
