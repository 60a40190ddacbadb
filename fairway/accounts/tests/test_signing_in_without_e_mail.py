from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fairway.accounts.actions.keys import issue_staff_code, take_back_codes
from fairway.accounts.models import OneTimeKey
from fairway.foundation.access import can
from fairway.foundation.models import Event
from fairway.foundation.refusal import Refusal
from fairway.people.models import Appointment, Person

pytestmark = pytest.mark.django_db


def enter(browser, number, code, **data):
    return browser.post(reverse("accounts:staff"), {"number": number, "code": code, **data})


def test_number_and_code_let_in_once(client, who, sam, sam_code):
    assert enter(client, "50731", sam_code.code).status_code == 302
    sam.refresh_from_db()
    assert who() == sam.account.public_id
    again = Client()
    assert enter(again, "50731", sam_code.code).status_code == 422
    assert who(again) == ""


def test_a_code_typed_off_paper_may_have_dashes_and_small_letters(client, who, sam_code):
    enter(client, "50731", f" {sam_code.code[:4].lower()}-{sam_code.code[4:]} ")
    assert who()


def test_the_printed_square_fills_in_the_code_but_not_the_number(client, sam_code):
    page = client.get(sam_code.link.partition("8000")[2])
    assert sam_code.code in page.text
    assert "50731" not in page.text
    assert not OneTimeKey.objects.exclude(used_at=None).exists()


def test_the_code_of_one_is_worth_nothing_with_the_number_of_another(client, who, sam_code, ana):
    ana.account.staff_number = "4711"
    ana.account.save()
    assert enter(client, "4711", sam_code.code).status_code == 422
    assert who() == ""


def test_a_new_code_makes_the_former_void(client, who, sam, bo, sam_code):
    issue_staff_code(sam, actor=bo, hours=72)
    enter(client, "50731", sam_code.code)
    assert who() == ""


def test_a_code_grows_too_old(client, who, sam_code):
    OneTimeKey.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    enter(client, "50731", sam_code.code)
    assert who() == ""


def test_a_code_taken_back_is_void(client, who, sam, bo, sam_code):
    assert take_back_codes(sam, actor=bo) == 1
    enter(client, "50731", sam_code.code)
    assert who() == ""


def test_codes_are_kept_as_digests_only(sam_code):
    key = OneTimeKey.objects.get()
    assert sam_code.code not in str(vars(key))


@pytest.mark.parametrize(
    ("giver", "may"),
    [("bo", True), ("hana", True), ("mia", False), ("cy", False), ("dee", False), ("ana", False)],
)
def test_the_manager_and_hr_give_codes_and_nobody_else(request, sam, organisation, giver, may):
    hana = request.getfixturevalue("hana")
    Appointment.objects.filter(person=hana).update(unit=organisation.shops)
    assert can(request.getfixturevalue(giver), "give_code", sam) is may


def test_nobody_gives_a_code_for_a_holder_of_a_role(sam, bo):
    Appointment.objects.create(person=sam, role="fairness", valid_from="2024-01-08")
    with pytest.raises(PermissionDenied):
        issue_staff_code(sam, actor=bo, hours=72)


def test_whoever_has_an_address_signs_in_by_mail(ana, bo):
    with pytest.raises(PermissionDenied):
        issue_staff_code(ana, actor=bo, hours=72)


def test_without_an_employee_number_there_is_no_name_to_type(sam, bo):
    Person.objects.filter(pk=sam.pk).update(employee_number="")
    sam.refresh_from_db()
    with pytest.raises(Refusal, match="employee number"):
        issue_staff_code(sam, actor=bo, hours=72)


def test_the_person_can_see_on_record_who_gave_them_a_code(sam, bo, sam_code):
    event = Event.objects.get(kind="accounts.code_issued")
    assert (event.actor, event.about) == (bo, sam)


def test_a_sheet_shows_each_code_once(client, sam, bo, ana):
    client.force_login(bo.account)
    page = client.get(reverse("accounts:codes"))
    assert "Sam Osei" in page.text
    assert "Ana Reyes" not in page.text
    sheet = client.post(reverse("accounts:codes"), {"person": [sam.public_id, ana.public_id]})
    assert sheet.text.count('<svg class="fy-qr') or "Sam Osei" in sheet.text
    assert "no-store" in sheet.headers["Cache-Control"]
    assert "Has a code" in client.get(reverse("accounts:codes")).text


def test_a_pin_works_on_a_shared_device_and_nowhere_else(client, who, sam, sam_code, shared_device):
    answer = enter(client, "50731", sam_code.code)
    assert answer.url == reverse("accounts:pin")
    answer = client.post(reverse("accounts:pin"), {"pin": "730164", "again": "730164"})
    assert answer.status_code == 302
    client.post(reverse("account_logout"))
    assert who() == ""
    enter(client, "50731", "730164")
    assert who() == Person.objects.get(pk=sam.pk).account.public_id
    elsewhere = Client()
    assert enter(elsewhere, "50731", "730164").status_code == 422


@pytest.mark.parametrize("pin", ["123456", "000000", "987654", "12345", "abcdef"])
def test_a_pin_that_is_easy_to_guess_is_refused(client, ana, pin):
    client.force_login(ana.account)
    answer = client.post(reverse("accounts:pin"), {"pin": pin, "again": pin})
    assert answer.status_code == 422


def test_guessing_numbers_and_codes_is_stopped(client, sam_code, who):
    for _try in range(5):
        assert enter(client, "50731", "AAAAAAAA").status_code == 422
    stopped = enter(client, "50731", sam_code.code)
    assert stopped.status_code == 429
    assert "quarter of an hour" in stopped.text
    assert who() == ""
