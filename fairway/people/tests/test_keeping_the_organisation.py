"""The pages that change the organisation: what is typed is done, refused in words, or kept."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from fairway.people.models import (
    Absence,
    Appointment,
    AppointmentProposal,
    AvailabilityNorm,
    Correction,
    DottedLine,
    Employer,
    JobProfile,
    Location,
    OrgUnit,
    Person,
)
from fairway.people.picking import PERSON, PROFILE, UNIT
from fairway.people.unit_tree import totals

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_lead(client, lead):
    client.force_login(lead.account)
    return client


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


def test_hours_are_typed_as_people_say_them(client, ana):
    client.force_login(ana.account)
    url = f"/people/{ana.public_id}/hours/"
    form = {"weeks": 1, "valid_from": "2026-01-01", "day_0_0": "08:00-12:00, 13:00-17:00"}
    assert client.post(url, {**form, "day_0_1": "22 to 6"}).status_code == 302
    page = client.get(f"/people/{ana.public_id}/time/").text
    assert "08:00-12:00, 13:00-17:00" in page
    assert "22:00-06:00" in page
    page = client.post(url, {**form, "day_0_2": "nine to five"})
    assert page.status_code == 422
    assert "as 09:00-17:00" in page.text
    assert client.get(f"{url}?weeks=3").text.count("day_2_6") >= 1


def test_days_away_are_asked_for_decided_and_taken_back(client, ana, bo, today):
    client.force_login(ana.account)
    dates = {"from_on": today + timedelta(days=5), "until_on": today + timedelta(days=7)}
    url = f"/people/{ana.public_id}/absences/"
    client.post(url, dates)
    assert client.post(url, dates).status_code == 422
    absence = Absence.objects.get()
    client.force_login(bo.account)
    assert "Days away of Ana Reyes" in client.get("/").text
    assert "Nobody else of the team" in client.get(f"/people/absences/{absence.public_id}/").text
    client.post(f"/people/absences/{absence.public_id}/decision/", {"agree": "yes"})
    client.force_login(ana.account)
    assert "Agreed" in client.get(f"/people/{ana.public_id}/time/").text
    client.post(f"/people/absences/{absence.public_id}/withdrawal/")
    assert Absence.objects.get().state == "withdrawn"


def test_a_rota_file_is_read_or_refused_in_words(client, ana, bo, today):
    client.force_login(bo.account)
    url = f"/people/{ana.public_id}/rota/"
    bad = SimpleUploadedFile("rota.ics", b"no calendar")
    page = client.post(url, {"rota": bad})
    assert page.status_code == 422
    assert "not a calendar file" in page.text
    day = today + timedelta(days=7)
    table = f"person,start,end\n{ana.email},{day} 08:00,{day} 16:00\n"
    sent = client.post("/people/rota/", {"rota": SimpleUploadedFile("r.csv", table.encode())})
    assert sent.status_code == 302
    assert ana.shifts.count() == 1


def test_cover_is_handed_over_and_ended(client, bo, cy, today):
    client.force_login(bo.account)
    form = {
        "deputy": cy.email,
        "verbs": ["people.decide_absence"],
        "valid_from": today,
        "valid_until": today + timedelta(days=9),
    }
    url = f"/people/{bo.public_id}/cover/"
    assert client.post(url, form).status_code == 302
    page = client.get(f"/people/{bo.public_id}/time/").text
    assert "Cy Okafor" in page
    assert "Agree to days away of their reports" in page
    assert client.post(url, {**form, "deputy": bo.email}).status_code == 422


def test_a_unit_says_what_others_can_count_on(as_lead, organisation, ana):
    url = f"/people/units/{organisation.support.public_id}/availability/"
    form = {
        "core_from": "10:00",
        "core_until": "12:00",
        "core_zone": "Europe/Lisbon",
        "reply_chat": 4,
        "reply_email": 24,
        "note": "Fridays are quiet.",
    }
    assert as_lead.post(url, {**form, "core_zone": ""}).status_code == 422
    assert as_lead.post(url, form).status_code == 302
    assert AvailabilityNorm.objects.get().core_words == "10:00 to 12:00 in Lisbon"
    page = as_lead.get(f"/people/{ana.public_id}/time/").text
    assert "within 4 hours" in page
    assert "within a day" in page


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


def test_an_agreement_changed_meanwhile_is_shown_beside_what_was_typed(as_lead, organisation):
    url = f"/people/units/{organisation.support.public_id}/availability/"
    agreed = {"core_from": "10:00", "core_until": "12:00", "core_zone": "Europe/Lisbon"}
    as_lead.post(url, agreed)
    as_lead.post(url, {**agreed, "core_from": "09:00", "version": 1})
    page = as_lead.post(url, {**agreed, "core_from": "11:00", "version": 1})
    assert page.status_code == 409
    assert [change.label for change in page.context["form"].changes] == ["Shared hours from"]
    assert 'value="11:00"' in page.text


def test_a_unit_counts_everybody_inside_it(organisation, ana, bo, cy, mia, hire):
    at_work = totals()
    assert at_work[organisation.support.pk] == 2
    everybody = Person.objects.filter(active=True, assignment__isnull=False).count()
    assert at_work[organisation.root.pk] == everybody > 2
