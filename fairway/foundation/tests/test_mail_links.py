"""Links in mails: opening one changes nothing, pressing its button acts once, as one person."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from fairway.foundation import maillinks, notifications
from fairway.foundation.maillinks import linking
from fairway.foundation.models import Event, MailLink, Notification
from fairway.foundation.notifications.unsubscribing import unsubscribe_link
from fairway.foundation.refusal import Refusal
from fairway.people.models import Person

pytestmark = pytest.mark.django_db


class Acts:
    """A verb that counts, and refuses when told to."""

    def __init__(self):
        self.calls, self.error = [], None

    def __call__(self, person, *, actor):
        if self.error:
            raise self.error
        self.calls.append((person, actor))


@pytest.fixture
def verb(monkeypatch):
    act = Acts()
    made = linking.Verb("test.agree", Person, "Agree to this goal", act, None)
    monkeypatch.setitem(linking._verbs, "test.agree", made)
    return act


@pytest.fixture
def link(verb, bo, ana):
    return maillinks.make_link("test.agree", person=bo, obj=ana)


def path(link):
    return maillinks.url_of(link).split("/", 3)[3].join(["/", ""])


def test_opening_it_as_often_as_scanners_do_changes_nothing(client, link, verb):
    for _scan in range(5):
        answer = client.get(path(link))
        assert answer.status_code == 200
        client.head(path(link))

    assert verb.calls == []
    assert "Agree to this goal" in answer.content.decode()
    assert answer["Cache-Control"].startswith("max-age=0")


def test_pressing_the_button_acts_as_that_person_once(client, link, verb, ana, bo):
    assert client.post(path(link)).status_code == 200
    assert client.post(path(link)).status_code == 410

    assert verb.calls == [(ana, bo)]
    assert Event.objects.get(kind="foundation.mail_link_used").actor == bo


def test_another_mail_with_the_same_offer_is_spent_too(client, link, verb, ana, bo):
    again = maillinks.make_link("test.agree", person=bo, obj=ana)
    client.post(path(link))

    assert client.post(path(again)).status_code == 410
    assert len(verb.calls) == 1


def test_it_ends_after_a_week(client, link, verb):
    with time_machine.travel(timezone.now() + timedelta(days=7, seconds=1)):
        assert client.get(path(link)).status_code == 410
        assert client.post(path(link)).status_code == 410
    assert verb.calls == []


def test_it_ends_when_the_person_leaves(client, link, verb, bo):
    type(bo).objects.filter(pk=bo.pk).update(active=False)

    assert client.post(path(link)).status_code == 410


def test_a_changed_link_is_nobodys(client, link):
    assert client.get(path(link)[:-3] + "xx/").status_code == 410
    assert client.get(f"/m/{link.public_id}/").status_code == 410


@pytest.mark.parametrize("error", [PermissionDenied(), Refusal("The goal is closed.")])
def test_what_the_action_refuses_is_said_and_does_not_spend_the_link(client, link, verb, error):
    verb.error = error
    answer = client.post(path(link))
    assert answer.status_code == 409
    verb.error = None

    assert client.post(path(link)).status_code == 200


def test_the_button_needs_the_page_it_stands_on(link, verb):
    stranger = Client(enforce_csrf_checks=True)

    assert stranger.post(path(link)).status_code == 403
    assert verb.calls == []


def test_a_link_is_for_the_kind_of_record_it_says(verb, bo, link):
    with pytest.raises(TypeError):
        maillinks.make_link("test.agree", person=bo, obj=link)


def test_the_database_alone_does_not_give_the_address(link):
    assert str(link.public_id) + ":" in maillinks.url_of(link)
    assert not MailLink.objects.filter(public_id__contains=":").exists()


def test_unsubscribing_needs_no_login_and_one_press(client, ana):
    address = "/" + unsubscribe_link(ana, notifications.DIGEST).split("/", 3)[3]

    assert client.get(address).status_code == 200
    assert notifications.preferences(ana)[0].chosen is None
    provider = Client(enforce_csrf_checks=True)
    assert provider.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert notifications.preferences(ana)[0].chosen == "off"
    assert client.get("/unsubscribe/broken/").status_code == 404


def test_a_neutral_address_leads_its_owner_on_and_nobody_else(client, ana, bo):
    told = Notification.objects.create(
        person=ana, kind="x", data_class="C4", title="t", url="/improvement/plans/x/"
    )
    client.force_login(bo.account)
    assert client.get(f"/n/{told.public_id}/").status_code == 404
    client.force_login(ana.account)
    answer = client.get(f"/n/{told.public_id}/")

    assert (answer.status_code, answer["Location"]) == (302, "/improvement/plans/x/")
    told.refresh_from_db()
    assert told.read_at is None, "a GET writes nothing"
