"""The pages about one person: what is typed is done, refused in words, or kept."""

from datetime import timedelta

import pytest

from fairway.people.models import (
    Correction,
    DottedLine,
    Person,
)
from fairway.people.picking import PERSON, PROFILE, UNIT

pytestmark = pytest.mark.django_db


def test_a_person_is_hired_from_a_form(as_lead, bo, organisation, today):
    form = {
        "name": "Nia Osei",
        "unit": "Support",
        "job_profile": "Support specialist L3",
        "location": "manila",
        "manager": "almeida",
        "valid_from": today,
    }
    assert as_lead.post("/people/new/", form).status_code == 302
    nia = Person.objects.get(name="Nia Osei")
    assert nia.assignment.manager == bo
    assert nia.assignment.job_profile == organisation.profile
    assert nia.assignment.location == organisation.manila
    assert "Nia Osei" in as_lead.get("/people/").text


def test_a_name_that_fits_nobody_or_several_is_refused_with_the_choices(as_lead, ana, hire, today):
    hire("Anabel Almeida")
    form = {"name": "Nia Osei", "unit": "Support", "manager": "ana", "valid_from": today}
    page = as_lead.post("/people/new/", form)
    assert page.status_code == 422
    assert "fits several" in page.text
    assert 'value="Nia Osei"' in page.text
    page = as_lead.post("/people/new/", {**form, "manager": "nobody at all"})
    assert "Nothing here is called" in page.text
    assert not Person.objects.filter(name="Nia Osei").exists()


def test_what_a_field_shows_can_be_typed_again(ana, bo, organisation):
    for one, kind in ((bo, PERSON), (organisation.support, UNIT), (organisation.profile, PROFILE)):
        assert kind.pick(ana, kind.words(one)) == one


def test_suggestions_come_while_one_types(client, ana, bo):
    client.force_login(ana.account)
    page = client.get("/people/pick/person/", {"field": "manager", "manager": "alm"})
    assert page.text.strip() == '<option value="Bo Almeida (bo@saltmarsh.example)"></option>'
    assert client.get("/people/pick/unit/", {"q": "shop"}).text.count("<option") == 1
    assert client.get("/people/pick/nonsense/").status_code == 404


def test_a_stale_record_is_kept_as_typed_and_shown_with_409(as_lead, ana):
    seen = ana.version
    form = {"name": "Ana Ñandú", "email": ana.email, "version": seen}
    assert as_lead.post(f"/people/{ana.public_id}/record/", form).status_code == 302
    page = as_lead.post(f"/people/{ana.public_id}/record/", {**form, "name": "Ana R."})
    assert page.status_code == 409
    assert "Somebody changed this" in page.text
    assert "<del>Ana Ñandú</del>" in page.text
    assert 'value="Ana R."' in page.text
    again = {**form, "name": "Ana R.", "version": page.context["form"].data["version"]}
    assert as_lead.post(f"/people/{ana.public_id}/record/", again).status_code == 302
    assert Person.objects.get(pk=ana.pk).name == "Ana R."


def test_a_move_is_planned_shown_and_cancelled(as_lead, ana, cy, organisation, today):
    later = today + timedelta(days=10)
    url = f"/people/{ana.public_id}/move/"
    page = as_lead.get(url)
    assert "Bo Almeida" in page.text
    form = {"unit": "Shops", "manager": cy.email, "valid_from": later}
    assert as_lead.post(url, form).status_code == 302
    assert "reports to Cy Okafor" in as_lead.get(url).text
    as_lead.post(f"/people/{ana.public_id}/moves/{later}/cancellation/")
    assert ana.assignments.count() == 1
    told = as_lead.post(f"/people/{ana.public_id}/moves/{later}/cancellation/", follow=True)
    assert "Only a move that is still to come" in told.text


def test_a_circle_is_refused_beside_the_field(as_lead, ana, mia, today):
    form = {"unit": "Saltmarsh", "manager": ana.email, "valid_from": today}
    page = as_lead.post(f"/people/{mia.public_id}/move/", form)
    assert page.status_code == 422
    assert "Ana Reyes reports to Mia Lindqvist, directly or through others." in page.text


def test_dotted_lines_are_drawn_and_ended(as_lead, ana, cy, today):
    url = f"/people/{ana.public_id}/dotted-lines/"
    as_lead.post(url, {"manager": cy.email, "valid_from": today, "purpose": "Returns"})
    assert DottedLine.objects.get(person=ana, manager=cy).purpose == "Returns"
    assert as_lead.post(url, {"manager": cy.email, "valid_from": today}).status_code == 422
    as_lead.post(f"{url}{cy.public_id}/end/")
    assert not DottedLine.objects.on(today).filter(person=ana, manager=cy).exists()


def test_leaving_says_whom_it_concerns_and_leads_to_a_rehire(as_lead, bo, ana, today):
    url = f"/people/{bo.public_id}/leaving/"
    assert "Ana Reyes" in as_lead.get(url).text
    page = as_lead.post(url, {"left_on": today}, follow=True)
    assert "1 person has no manager now" in page.text
    assert "Ana Reyes" in as_lead.get("/people/without-manager/").text
    assert "Find a manager for a person" in as_lead.get("/").text
    back = {"unit": "Support", "valid_from": today}
    assert as_lead.post(f"/people/{bo.public_id}/rehiring/", back).status_code == 302
    assert Person.objects.get(rehire_of=bo).active


def test_a_planned_leaving_can_be_taken_back(as_lead, bo, today):
    as_lead.post(f"/people/{bo.public_id}/leaving/", {"left_on": today + timedelta(days=5)})
    assert "Leaving is planned" in as_lead.get(f"/people/{bo.public_id}/leaving/").text
    as_lead.post(f"/people/{bo.public_id}/leaving/withdrawal/")
    assert Person.objects.get(pk=bo.pk).left_on is None


def test_a_profile_is_ones_own_and_a_correction_reaches_hr(client, ana, hana):
    client.force_login(ana.account)
    url = f"/people/{ana.public_id}/profile/"
    form = {"preferred_name": "Annie", "time_zone": "Asia/Tokyo", "version": ana.version}
    assert client.post(url, form).status_code == 302
    assert client.post(url, form).status_code == 409
    assert "Annie" in client.get("/people/?q=annie").text or Person.objects.get(pk=ana.pk).called
    client.post(f"/people/{ana.public_id}/corrections/", {"words": "I joined in March."})
    client.force_login(hana.account)
    assert "Answer a request for a correction" in client.get("/").text
    asked = Correction.objects.get()
    answer = f"/people/corrections/{asked.public_id}/answer/"
    assert client.post(answer, {"done": "no"}).status_code == 422
    client.post(answer, {"done": "yes", "answer": "Done."})
    client.force_login(ana.account)
    assert "Done." in client.get("/people/corrections/").text


def test_whoever_left_is_no_manager_and_the_page_says_so(as_lead, ana, cy, dee, today):
    as_lead.post(f"/people/{cy.public_id}/leaving/", {"left_on": today})
    form = {"unit": "Support", "manager": "Cy Okafor", "valid_from": today}
    page = as_lead.post(f"/people/{ana.public_id}/move/", form)
    assert page.status_code == 422
    assert "Cy Okafor is no longer here. Choose another." in page.text
    assert 'value="Cy Okafor"' in page.text


def test_a_day_that_is_none_is_named_and_what_was_typed_stays(as_lead, ana):
    form = {"unit": "Support", "manager": "", "weekly_hours": "32", "valid_from": "31/02/2026"}
    page = as_lead.post(f"/people/{ana.public_id}/move/", form)
    assert page.status_code == 422
    assert "31/02/2026" in page.text
    assert 'value="32"' in page.text
