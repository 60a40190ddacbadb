"""The pages about hours, days away, rotas and cover."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from fairway.people.models import (
    Absence,
    AvailabilityNorm,
)

pytestmark = pytest.mark.django_db


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
    assert client.get(f"{url}?weeks=²").status_code == 200


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


def test_an_agreement_changed_meanwhile_is_shown_beside_what_was_typed(as_lead, organisation):
    url = f"/people/units/{organisation.support.public_id}/availability/"
    agreed = {"core_from": "10:00", "core_until": "12:00", "core_zone": "Europe/Lisbon"}
    as_lead.post(url, agreed)
    as_lead.post(url, {**agreed, "core_from": "09:00", "version": 1})
    page = as_lead.post(url, {**agreed, "core_from": "11:00", "version": 1})
    assert page.status_code == 409
    assert [change.label for change in page.context["form"].changes] == ["Shared hours from"]
    assert 'value="11:00"' in page.text


def test_a_role_has_its_own_agreement_which_can_be_emptied(client, hana, ana, organisation):
    ana.assignments.update(job_profile=organisation.profile)
    client.force_login(hana.account)
    url = f"/people/jobs/{organisation.profile.public_id}/availability/"
    assert "Availability" in client.get("/people/jobs/").text
    assert client.post(url, {"reply_chat": 2}).status_code == 302
    page = client.get(f"/people/{ana.public_id}/time/").text
    assert "within 2 hours" in page
    assert "Agreed for the role Support specialist L3." in page
    client.post(url, {"reply_chat": "", "version": 1})
    assert not AvailabilityNorm.objects.exists()
    client.force_login(ana.account)
    assert client.get(url).status_code == 404
