from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from fairway.accounts.actions import one_time_link
from fairway.accounts.models import OneTimeKey
from fairway.accounts.tests.conftest import PASSWORD
from fairway.foundation.events import SYSTEM
from fairway.foundation.models import ApiToken, Event
from fairway.people.actions.leaving import end_employment
from fairway.people.days import organisation_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def doors(client, ana, worker):
    """Ana has a session, a link and an API token."""
    client.post(reverse("account_login"), {"login": ana.email, "password": PASSWORD})
    token = ApiToken.objects.create(account=ana.account, name="script", secret_hash="x")
    return {"link": one_time_link(ana.account, actor=SYSTEM), "token": token}


def test_the_next_request_of_a_leaver_is_a_strangers(client, doors, ana):
    assert client.get("/").status_code == 200
    end_employment(ana, actor=SYSTEM, left_on=organisation_day())
    assert client.get("/").url.startswith(reverse("account_login"))


def test_sessions_links_and_tokens_are_gone_once_the_event_is_heard(client, doors, ana, worker):
    end_employment(ana, actor=SYSTEM, left_on=organisation_day())
    worker()
    assert not UserSession.objects.filter(user=ana.account).exists()
    assert not Session.objects.filter(pk=client.session.session_key).exists()
    assert not OneTimeKey.objects.good().exists()
    doors["token"].refresh_from_db()
    assert doors["token"].revoked_at
    assert Event.objects.get(kind="accounts.sessions_ended").data["why"] == "left"


def test_the_link_is_void_even_before_the_event_is_heard(doors, ana, who):
    end_employment(ana, actor=SYSTEM, left_on=organisation_day())
    late = Client()
    late.post(doors["link"].removeprefix("http://localhost:8000"))
    assert who(late) == ""


def test_on_the_first_day_away_the_door_is_shut_before_the_nightly_work(client, doors, ana):
    end_employment(ana, actor=SYSTEM, left_on=organisation_day() + timedelta(days=1))
    assert client.get("/").status_code == 200
    type(ana).objects.filter(pk=ana.pk).update(left_on=organisation_day())
    assert client.get("/").status_code == 302


def test_whoever_comes_back_signs_in_again(client, doors, ana, organisation, worker, who):
    from fairway.people.actions.leaving import rehire_person

    end_employment(ana, actor=SYSTEM, left_on=organisation_day())
    worker()
    rehire_person(
        ana, actor=SYSTEM, valid_from=organisation_day(), unit=organisation.support, place={}
    )
    again = Client()
    again.post(reverse("account_login"), {"login": ana.email, "password": PASSWORD})
    assert who(again) == ana.account.public_id
