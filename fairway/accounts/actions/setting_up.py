"""The first people lead of an empty Fairway."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from fairway.accounts.actions.keys import find_link, spend
from fairway.accounts.actions.logins import create_account
from fairway.accounts.models import OneTimeKey
from fairway.foundation.events import SYSTEM, record
from fairway.foundation.locks import hold
from fairway.foundation.refusal import Refusal
from fairway.people.actions.appointing import propose_appointment
from fairway.people.actions.assigning import add_person
from fairway.people.days import organisation_day
from fairway.people.models import Account, Appointment, Person


def find_set_up(key_id: str, secret: str) -> OneTimeKey | None:
    """Good while nobody can sign in yet."""
    key = find_link(key_id, secret)
    if key is None or key.purpose != OneTimeKey.Purpose.SET_UP or Account.objects.exists():
        return None
    return key


@transaction.atomic
def set_up(key_id: str, secret: str, *, name: str, email: str, password: str) -> Account:
    """A person, their account and their appointment, in one go; only the first one can."""
    hold("accounts.set_up")
    key = find_set_up(key_id, secret)
    if key is None or not spend(key):
        raise Refusal(_("This link no longer works. Start Fairway again to get a new one."))
    person: Person = add_person(name, actor=SYSTEM, email=email)
    account = create_account(actor=SYSTEM, email=email, person=person, is_administrator=True)
    account.set_password(password)
    account.save(update_fields=["password"])
    propose_appointment(
        person, actor=SYSTEM, role=Appointment.Role.PEOPLE_LEAD, valid_from=organisation_day()
    )
    record("accounts.set_up", actor=SYSTEM, subject=person)
    return account
