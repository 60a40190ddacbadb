"""The pages that change the organisation: what is typed is done, refused in words, or kept."""

import pytest

from fairway.people.models import (
    Appointment,
    AppointmentProposal,
    Employer,
    JobProfile,
    Location,
    OrgUnit,
    Person,
)
from fairway.people.unit_tree import totals

pytestmark = pytest.mark.django_db


def test_units_are_made_edited_merged_and_closed(as_lead, organisation, ana, today):
    as_lead.post("/people/units/new/", {"name": "Night desk", "parent": "Support"})
    night = OrgUnit.objects.get(name="Night desk")
    assert night.parent == organisation.support
    assert "Night desk" in as_lead.get(f"/people/units/{organisation.support.public_id}/").text
    url = f"/people/units/{night.public_id}/"
    page = as_lead.post(f"{url}edit/", {"name": "Late desk", "leader": ana.email, "version": 1})
    assert page.status_code == 302
    page = as_lead.post(f"{url}edit/", {"name": "Desk", "version": 1})
    assert page.status_code == 409
    refused = as_lead.post(f"/people/units/{organisation.support.public_id}/closure/", follow=True)
    assert "still has people" in refused.text
    merge = {"into": "Shops", "valid_from": today}
    assert as_lead.post(f"{url}merger/", merge).status_code == 302
    night.refresh_from_db()
    assert night.merged_into == organisation.shops


def test_a_unit_move_is_previewed_before_it_is_done(as_lead, organisation, ana, bo, hire, today):
    url = f"/people/units/{organisation.support.public_id}/move/"
    partner = hire("Paz Partner", organisation.people)
    Appointment.objects.create(
        person=partner, role="hr_partner", unit=organisation.shops, valid_from=today
    )
    shown = as_lead.post(url, {"parent": "Shops"})
    assert shown.status_code == 200
    assert "Paz Partner" in shown.text
    assert "It concerns 2 people" in shown.text
    asked = as_lead.post(url, {"parent": "Shops", "apply": "yes"})
    assert asked.status_code == 422
    assert "Confirm that you mean all of them" in asked.text
    done = as_lead.post(url, {"parent": "Shops", "apply": "yes", "confirmed": "on"})
    assert done.status_code == 302
    organisation.support.refresh_from_db()
    assert organisation.support.parent == organisation.shops
    page = as_lead.post(url, {"parent": "Support"})
    assert "cannot be part of itself" in page.text


def test_people_are_reorganised_by_name(as_lead, ana, bo, cy, hana, today):
    form = {"people": "Ana Reyes\nnobody such", "manager": cy.email, "valid_from": today}
    page = as_lead.post("/people/reorganisation/", form)
    assert page.status_code == 422
    assert "nobody such" in page.text
    form["people"] = "Ana Reyes"
    page = as_lead.post("/people/reorganisation/", form)
    assert "Loses sight" in page.text
    assert "Mia" in page.text
    form |= {"apply": "yes", "confirmed": "on"}
    assert as_lead.post("/people/reorganisation/", form).status_code == 302
    assert Person.objects.get(pk=ana.pk).assignment.manager == cy


def test_lists_of_places_roles_and_employers_are_kept(as_lead, organisation, ana):
    place = {"name": "Porto", "time_zone": "Europe/Lisbon", "country": "PT"}
    assert as_lead.post("/people/places/new/", place).status_code == 302
    porto = Location.objects.get(name="Porto")
    page = as_lead.post(
        f"/people/places/{porto.public_id}/", {**place, "time_zone": "Mars", "version": 1}
    )
    assert page.status_code == 422
    as_lead.post(f"/people/places/{porto.public_id}/closure/")
    porto.refresh_from_db()
    assert porto.closed_on
    refused = as_lead.post(f"/people/places/{organisation.manila.public_id}/closure/", follow=True)
    assert "still works at Manila" in refused.text
    as_lead.post("/people/families/new/", {"name": "Support"})
    as_lead.post("/people/jobs/new/", {"title": "Shift lead", "level": "L4"})
    job = JobProfile.objects.get(title="Shift lead")
    as_lead.post(f"/people/jobs/{job.public_id}/closure/")
    assert "Shift lead" not in as_lead.get("/people/jobs/").text
    form = {"name": "Salt & Sons", "kind": "franchisee", "country": "GB"}
    as_lead.post("/people/employers/new/", form)
    employer = Employer.objects.get()
    as_lead.post(f"/people/employers/{employer.public_id}/", {**form, "name": "Salt", "version": 1})
    assert "Salt" in as_lead.get("/people/employers/").text


def test_a_role_is_asked_for_and_agreed_to_by_another(as_lead, second_lead, client, cy, today):
    form = {"person": cy.email, "role": "executive", "unit": "Shops", "valid_from": today}
    assert as_lead.post("/people/appointments/new/", form).status_code == 302
    proposal = AppointmentProposal.objects.get()
    assert "Waiting for a second person" in as_lead.get("/people/appointments/").text
    url = f"/people/proposals/{proposal.public_id}/decision/"
    assert as_lead.post(url, {"agree": "yes"}).status_code == 404
    client.force_login(second_lead.account)
    assert "Executive: Cy Okafor" in client.get("/").text
    client.post(url, {"agree": "yes"})
    held = Appointment.objects.get(person=cy)
    client.force_login(cy.account)
    client.post(f"/people/appointments/{held.public_id}/end/")
    assert not Appointment.objects.filter(person=cy).exists()


def test_nobody_gives_a_role_to_themselves_on_the_page(as_lead, lead, today):
    form = {"person": lead.email, "role": "executive", "unit": "Shops", "valid_from": today}
    page = as_lead.post("/people/appointments/new/", form)
    assert page.status_code == 422
    assert "Nobody gives a role to themselves" in page.text


def test_the_inspector_answers_hr_in_their_units_and_administrators_without_names(
    client, root, hana, bo, ana, cy
):
    client.force_login(hana.account)
    form = {"viewer_person": bo.email, "subject": ana.email}
    page = client.post("/people/inspector/", form)
    assert "Among: their manager" in page.text
    page = client.post("/people/inspector/", {"viewer_person": bo.email, "subject": cy.email})
    assert page.status_code == 422
    assert "people of your own units" in page.text
    client.force_login(root)
    page = client.post("/people/inspector/", form)
    assert "Among: their manager" in page.text
    assert "Ana Reyes" not in page.text
    assert "Bo Almeida" not in page.text


def test_anybody_who_sees_a_record_sees_who_else_does(client, bo, ana, cy, hana):
    client.force_login(bo.account)
    url = f"/people/{ana.public_id}/who/view_record/"
    assert "Hana Novák" in client.get(url).text
    assert "<html" not in client.get(url, headers={"HX-Request": "true"}).text
    assert client.get(f"/people/{ana.public_id}/who/edit/").status_code == 404
    client.force_login(cy.account)
    assert client.get(url).status_code == 404


def test_a_unit_counts_everybody_inside_it(organisation, ana, bo, cy, mia, hire):
    at_work = totals()
    assert at_work[organisation.support.pk] == 2
    everybody = Person.objects.filter(active=True, assignment__isnull=False).count()
    assert at_work[organisation.root.pk] == everybody > 2
