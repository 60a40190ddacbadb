"""Let somebody in: make an account, give it what it needs, and print a one-time link.

    fairway user                                             the link that sets up an empty Fairway
    fairway user ana@example.org --name "Ana Reyes" --people-lead
    fairway user 10023 --password                            asks for a password instead of a link

WHO is an e-mail address or a staff number. Somebody who is on record gets an account of their own;
with --name somebody new is put on record. All of it is written to the log.
"""

from __future__ import annotations

import argparse
import getpass
import sys
from typing import TYPE_CHECKING

from fairway.config.cli.refusal import Refused
from fairway.config.cli.terminal import say

if TYPE_CHECKING:
    from fairway.people.models import Account, Person


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("who", nargs="?", metavar="WHO", help="e-mail address or staff number")
    parser.add_argument("--name", help="put somebody new on record under this name")
    parser.add_argument(
        "--people-lead",
        action="store_true",
        help="may import and edit the organisation; for the first one no second person is asked",
    )
    parser.add_argument(
        "--admin", action="store_true", help="may configure Fairway; reads nothing about people"
    )
    parser.add_argument(
        "--password", action="store_true", help="ask for a password here instead of printing a link"
    )


def run(options: argparse.Namespace) -> None:
    from django.db import transaction

    if not options.who:
        _set_up()
        return
    with transaction.atomic():
        person = _person(options.who, options.name)
        account = _account(options.who, person)
        if options.people_lead:
            _make_people_lead(person)
        if options.admin:
            _make_administrator(account)
    if options.password:
        _ask_password(account)
    else:
        _print_link(account)


def _set_up() -> None:
    from fairway.accounts.actions import make_setup_link

    say("Open this address within a day to set up Fairway; it works once:")
    say(make_setup_link())


def _person(who: str, name: str | None) -> Person | None:
    from django.db.models import Q

    from fairway.foundation.events import SYSTEM
    from fairway.people.actions.assigning import add_person
    from fairway.people.models import Person

    known = Q(email__iexact=who) | Q(account__email__iexact=who)
    if "@" not in who:
        known = Q(employee_number=who) | Q(account__staff_number=who)
    person = Person.objects.active().filter(known).first()
    if person and name and person.name != name:
        raise Refused(f"{who} is {person.name}. Leave --name out to give them an account.")
    if person or not name:
        return person
    number = {} if "@" in who else {"employee_number": who}
    return add_person(name, actor=SYSTEM, email=who if "@" in who else "", **number)


def _account(who: str, person: Person | None) -> Account:
    from django.db.models import Q

    from fairway.accounts.actions import create_account
    from fairway.foundation.events import SYSTEM
    from fairway.people.models import Account

    email, number = (who, "") if "@" in who else ("", who)
    account = person.account if person else None
    account = account or Account.objects.filter(Q(email=who.lower()) | Q(staff_number=who)).first()
    if account is None:
        return create_account(actor=SYSTEM, person=person, email=email, staff_number=number)
    if not account.is_active:
        raise Refused(f"The account of {who} is closed.")
    if person and person.account is None:
        person.account = account
        person.save(update_fields=["account"])
    return account


def _make_people_lead(person: Person | None) -> None:
    from fairway.foundation.events import SYSTEM
    from fairway.foundation.organisation import organisation_day
    from fairway.people.actions.appointing import propose_appointment

    if person is None:
        raise Refused("A people lead is a person: say who with --name.")
    today = organisation_day()
    propose_appointment(person, actor=SYSTEM, role="people_lead", valid_from=today)
    say(f"{person.name} is a people lead from today on.")


def _make_administrator(account: Account) -> None:
    from fairway.accounts.actions.logins import make_administrator
    from fairway.foundation.events import SYSTEM

    make_administrator(account, actor=SYSTEM)
    say(f"{account.email or account.staff_number} may configure Fairway.")


def _print_link(account: Account) -> None:
    from fairway.accounts.actions import one_time_link
    from fairway.foundation.events import SYSTEM

    say("This address lets them in once, within seven days. Hand it over with care:")
    say(one_time_link(account, actor=SYSTEM))


def _ask_password(account: Account) -> None:
    from django.contrib.auth.password_validation import validate_password

    from fairway.accounts.actions.passwords import choose_password

    password = _read("Password: ")
    validate_password(password, account)
    if password != _read("The same again: "):
        raise Refused("The two are not the same.")
    choose_password(account, password)
    say("The password is set.")


def _read(prompt: str) -> str:
    """Unseen on a terminal; a line of the input when a script answers."""
    if sys.stdin.isatty():
        return getpass.getpass(prompt)
    return sys.stdin.readline().rstrip("\n")
