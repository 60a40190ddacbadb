"""A KPI may belong to roles: it stands beside what they expect, for whoever may see it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from fairway.foundation import links
from fairway.foundation.events import SYSTEM
from fairway.kpis.actions.defining import add_kpi
from fairway.kpis.actions.roles import BELONGS_TO, give_to_role, take_from_role
from fairway.kpis.models import Kpi
from fairway.kpis.refusals import NotOfARole
from fairway.skills.actions.expecting import write_expectation
from fairway.skills.views.roles import SHOWS

pytestmark = pytest.mark.django_db


@pytest.fixture
def role(organisation):
    write_expectation(
        organisation.profile, actor=SYSTEM, words={"results": "Calls are settled."}, levels={}
    )
    return organisation.profile


def page_of(role, person, client):
    client.force_login(person.account)
    return client.get(reverse("skills:numbers", args=[role.public_id])).text


def test_both_rooms_speak_of_the_same_tie():
    assert BELONGS_TO == SHOWS


def test_it_stands_beside_what_the_role_expects_until_it_is_taken_away(fcr, bo, ana, role, client):
    give_to_role(fcr, actor=bo, role=role)
    give_to_role(fcr, actor=bo, role=role)
    assert links.sources(role, BELONGS_TO, viewer=ana) == [fcr]
    assert fcr.name in page_of(role, ana, client)
    take_from_role(fcr, actor=bo, role=role)
    assert fcr.name not in page_of(role, ana, client)


def test_who_may_not_see_the_kpi_does_not_see_it_there(fcr, bo, cy, role, client):
    Kpi.objects.filter(pk=fcr.pk).update(public=False)
    give_to_role(fcr, actor=bo, role=role)
    assert fcr.name not in page_of(role, cy, client)


def test_only_who_keeps_the_kpi_gives_it_to_a_role(fcr, ana, role):
    with pytest.raises(PermissionDenied):
        give_to_role(fcr, actor=ana, role=role)


def test_a_kpi_about_one_person_belongs_to_no_role(bo, ana, role):
    kpi = add_kpi(actor=SYSTEM, owner=bo, person=ana, name="Her calls", meaning="Settled at once.")
    with pytest.raises(NotOfARole):
        give_to_role(kpi, actor=bo, role=role)


def test_on_the_page_a_role_is_chosen_by_typing(fcr, bo, role, client):
    client.force_login(bo.account)
    address = reverse("kpis:roles", args=[fcr.public_id])
    assert client.post(address, {"role": "Nobody of this name"}).status_code == 422
    assert client.post(address, {"role": str(role)}).status_code == 302
    assert str(role) in client.get(address).text
    removal = reverse("kpis:remove_role", args=[fcr.public_id, role.public_id])
    assert client.post(removal).status_code == 302
    assert links.targets(fcr, BELONGS_TO, viewer=bo) == []
