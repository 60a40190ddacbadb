import pytest
from django.urls import reverse

from fairway.accounts.actions import create_account, make_setup_link, one_time_link
from fairway.foundation.events import SYSTEM
from fairway.foundation.models import Event
from fairway.foundation.refusal import Refusal
from fairway.people.models import Account, Person
from fairway.people.relations import Role, holds

pytestmark = pytest.mark.django_db
ANSWERS = {
    "name": "Pia Lead",
    "email": "pia@saltmarsh.example",
    "password": "tides lanterns orchard",
}


def path(link):
    return link.removeprefix("http://localhost:8000")


def test_an_empty_fairway_says_how_to_begin(client):
    page = client.get("/", follow=True)
    assert "fairway user" in page.text


def test_the_set_up_link_makes_the_first_people_lead(client, who):
    link = path(make_setup_link())
    assert client.get(link).status_code == 200
    assert client.post(link, ANSWERS).status_code == 302
    pia = Person.objects.get()
    assert who() == pia.account.public_id
    assert holds(pia, Role.PEOPLE_LEAD)
    assert pia.account.is_administrator
    assert Event.objects.filter(kind="accounts.set_up", about=pia).exists()


def test_it_works_once(client):
    link = path(make_setup_link())
    client.post(link, ANSWERS)
    assert client.post(link, {**ANSWERS, "email": "eve@elsewhere.example"}).status_code == 410
    assert Account.objects.count() == 1


def test_there_is_none_once_somebody_can_sign_in(client, ana):
    with pytest.raises(Refusal):
        make_setup_link()


def test_a_link_from_before_the_first_account_is_void_afterwards(client):
    link = path(make_setup_link())
    create_account(actor=SYSTEM, email="first@saltmarsh.example")
    assert client.get(link).status_code == 410
    assert client.post(link, ANSWERS).status_code == 410


@pytest.mark.parametrize("password", ["short", "password1234", "            "])
def test_a_weak_password_is_refused_and_what_was_typed_stays(client, password):
    link = path(make_setup_link())
    answer = client.post(link, {**ANSWERS, "password": password})
    assert answer.status_code == 422
    assert "Pia Lead" in answer.text
    assert not Account.objects.exists()


def test_a_one_time_link_lets_a_new_account_in_once(client, who):
    account = create_account(actor=SYSTEM, email="new@saltmarsh.example")
    link = path(one_time_link(account, actor=SYSTEM))
    assert who() == ""
    assert client.post(link).url == reverse("accounts:root")
    assert who() == account.public_id


def test_a_second_link_makes_the_first_void(client, who):
    account = create_account(actor=SYSTEM, email="new@saltmarsh.example")
    first = path(one_time_link(account, actor=SYSTEM))
    one_time_link(account, actor=SYSTEM)
    client.post(first)
    assert who() == ""


def test_two_accounts_never_share_a_name(ana):
    with pytest.raises(Refusal):
        create_account(actor=SYSTEM, email="Ana@saltmarsh.example")
    with pytest.raises(Refusal):
        create_account(actor=SYSTEM)
