import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from fairway.accounts.actions.helping import erase_account, export_account, help_in
from fairway.accounts.actions.logins import follow_record
from fairway.accounts.tasks import follow_records
from fairway.accounts.tests.conftest import PASSWORD
from fairway.foundation.access import can
from fairway.foundation.events import SYSTEM
from fairway.foundation.models import Event
from fairway.people.actions.profile import edit_record
from fairway.people.models import Account, Appointment, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def lost(client, ana):
    """Ana is signed in and has lost the phone with her app."""
    client.post(reverse("account_login"), {"login": ana.email, "password": PASSWORD})
    Authenticator.objects.create(user=ana.account, type="totp", data={"secret": "x"})


def test_hr_resets_what_was_lost_and_the_owner_is_out_and_told(client, lost, ana, hana):
    help_in(ana, actor=hana)
    assert not Authenticator.objects.exists()
    assert client.get("/").status_code == 302
    event = Event.objects.get(kind="accounts.helped")
    assert (event.actor, event.about) == (hana, ana)


@pytest.mark.parametrize("who", ["ana", "bo", "mia", "cy", "dee", "lee"])
def test_nobody_else_does(request, lost, ana, who):
    with pytest.raises(PermissionDenied):
        help_in(ana, actor=request.getfixturevalue(who))


def test_for_a_holder_of_a_role_only_a_people_lead_does(ana, hana, mia):
    Appointment.objects.create(person=ana, role="fairness", valid_from="2024-01-08")
    assert not can(hana, "help_in", ana)
    Appointment.objects.create(person=hana, role="people_lead", valid_from="2024-01-08")
    assert can(hana, "help_in", ana)


def test_the_page_finds_only_whom_one_looks_after(client, ana, cy, hana):
    client.force_login(hana.account)
    assert "Ana Reyes" in client.get(reverse("accounts:helping") + "?q=rey").text
    assert "Cy Okafor" not in client.get(reverse("accounts:helping") + "?q=cy").text


def test_a_new_address_on_record_is_the_one_to_sign_in_with(client, ana, worker, mail_for, who):
    edit_record(ana, actor=SYSTEM, name=ana.name, email="a.reyes@saltmarsh.example")
    assert mail_for("ana@saltmarsh.example") == (None, None)
    worker()
    _code, link = mail_for("a.reyes@saltmarsh.example")
    client.post(link)
    assert who() == ana.account.public_id


def test_the_former_address_opens_nothing_even_before_the_account_has_followed(ana, mail_for):
    Person.objects.filter(pk=ana.pk).update(email="a.reyes@saltmarsh.example")
    assert mail_for("ana@saltmarsh.example") == (None, None)


def test_the_nightly_work_follows_what_an_import_changed(ana, bo):
    Person.objects.filter(pk=ana.pk).update(email="a.reyes@saltmarsh.example")
    assert follow_records.call() == 1
    assert Account.objects.get(pk=ana.account.pk).email == "a.reyes@saltmarsh.example"
    assert follow_records.call() == 0


def test_an_address_that_another_account_bears_is_left_to_it(ana, bo):
    Account.objects.create_user("a.reyes@saltmarsh.example")
    Person.objects.filter(pk=ana.pk).update(email="a.reyes@saltmarsh.example")
    ana.refresh_from_db()
    assert not follow_record(ana)


def test_everything_kept_of_a_login_is_handed_out(lost, ana):
    (kept,) = export_account(ana)
    assert kept["email"] == "ana@saltmarsh.example"
    assert kept["second_factors"] == ["totp"]
    assert len(kept["sessions"]) == 1


def test_erasing_leaves_an_empty_row_that_opens_nothing(client, lost, ana, who):
    assert erase_account(ana) >= 2
    account = Account.objects.get(pk=ana.account.pk)
    assert account.email is None
    assert not account.has_usable_password()
    assert not Authenticator.objects.exists()
    assert client.get("/").status_code == 302
    assert [one["email"] for one in export_account(Person.objects.get(pk=ana.pk))] == [""]
