"""Policies are open to everybody and changed by few; the first steps choose the first of them."""

from datetime import date

import pytest

from fairway.foundation import policy
from fairway.foundation.ports import NavItem, RoomSwitch, nav_items, room_switches
from fairway.people.models import Appointment

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(cy):
    Appointment.objects.create(person=cy, role="people_lead", valid_from=date(2024, 1, 8))
    return cy


def test_everybody_reads_the_policies_and_few_change_them(client, ana, lead):
    client.force_login(ana.account)
    page = client.get("/policies/")
    assert "Fewest answers a survey result is shown for" in page.text
    assert "/policies/organisation.name/" not in page.text
    assert client.get("/policies/organisation.name/").status_code == 403
    client.force_login(lead.account)
    assert "/policies/organisation.name/" in client.get("/policies/").text


def test_a_change_holds_at_once_and_stands_on_record(client, lead):
    client.force_login(lead.account)
    answer = client.post("/policies/organisation.name/", {"version": "0", "value": "Saltmarsh"})
    assert answer.status_code == 302
    assert policy.get("organisation.name") == "Saltmarsh"
    assert "Saltmarsh" in client.get("/policies/organisation.name/").text


def test_a_floor_cannot_be_lowered_and_what_was_typed_stays(client, lead):
    client.force_login(lead.account)
    page = client.post("/policies/surveys.least_answers/", {"version": "0", "value": "3"})
    assert page.status_code == 422
    assert 'value="3"' in page.text


def test_two_who_change_at_once_do_not_overwrite_each_other(client, lead):
    client.force_login(lead.account)
    policy.set_policy("organisation.name", "First", actor=lead)
    page = client.post("/policies/organisation.name/", {"version": "0", "value": "Second"})
    assert page.status_code == 409
    assert 'value="Second"' in page.text
    assert "It now says: First" in page.text
    assert policy.get("organisation.name") == "First"


def test_an_unknown_policy_is_not_found(client, lead):
    client.force_login(lead.account)
    assert client.get("/policies/no.such/").status_code == 404


def test_the_first_steps_lead_from_one_to_the_next(client, lead):
    client.force_login(lead.account)
    assert "Before you begin" in client.get("/").text
    answer = client.post(
        "/first-steps/organisation/",
        {"organisation_name": "Saltmarsh", "organisation_time_zone": "Europe/Lisbon"},
    )
    assert answer.url == "/first-steps/size/"
    client.post(
        answer.url,
        {
            "organisation_size": "light",
            "organisation_industry": "retail",
            "organisation_fiscal_year_start": "2",
        },
    )
    assert policy.get("organisation.size") == "light"
    assert policy.get("organisation.time_zone") == "Europe/Lisbon"


def test_an_administrator_who_is_no_person_takes_the_first_steps(client, root):
    client.force_login(root)
    assert client.get("/first-steps/size/").status_code == 200
    assert "First steps" in client.get("/", follow=True).text


def test_employees_see_no_first_steps(client, ana):
    client.force_login(ana.account)
    assert "Before you begin" not in client.get("/").text
    assert client.get("/first-steps/").status_code == 403


def test_what_a_light_set_up_does_not_use_is_not_visible(client, ana, lead, monkeypatch):
    monkeypatch.setattr(room_switches, "_offers", {})
    monkeypatch.setattr(nav_items, "_offers", dict(nav_items._offers))
    room_switches.offer(RoomSwitch("tides", "Tides", frozenset({"enterprise"})))
    nav_items.offer(NavItem("tides", "Tides", "home", "shell:how", order=5, room="tides"))
    client.force_login(ana.account)
    assert ">Tides<" not in client.get("/").text
    policy.set_policy("organisation.size", "enterprise", actor=lead)
    assert ">Tides<" in client.get("/").text
