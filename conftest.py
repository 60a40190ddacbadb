"""The standing cast, alike in every room.

Ana reports to Bo, Bo to Mia; Cy is a peer in another unit; Dee is Ana's dotted-line manager;
Hana is their HR partner; Lee is on leave; Zoe has left; Root administers and is no person.
Each holds exactly one relation to Ana besides being a colleague.
"""

from __future__ import annotations

import gc
import os
from datetime import date, timedelta

import hypothesis
import pytest
from django.db import connection, transaction

from fairway.foundation.events import SYSTEM

# What one plugin imports of another comes ahead of it.
pytest_plugins = [
    "tests.browsers",
    "tests.databases",
    "tests.apart",
    "tests.disks",
    "tests.saltmarsh",
]

# A busy machine is slow now and then; what must be fast has a bar of its own.
# Who works on it draws anew each time and finds what nobody thought of; what decides over a change
# draws alike each time, and refuses it for what it does alone.
DECIDES = os.environ.get("CI", "") not in {"", "0", "false"}
hypothesis.settings.register_profile("fairway", deadline=None, derandomize=DECIDES)
hypothesis.settings.load_profile("fairway")

LONG_AGO = date(2024, 1, 8)
ASK = {"db", "transactional_db", "django_db_blocker"}


def pytest_collection_finish(session):
    """What is loaded by now stays: looking through it for garbage took a sixth of the tests' time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Who read what lies in a database of its own on SQLite: tests may use all there are. What
    asks for no database is none the wiser for a second one."""
    for item in items:
        asked = item.get_closest_marker("django_db")
        if asked is None and not ASK & set(getattr(item, "fixturenames", ())):
            item.add_marker("once")
            continue
        given = asked.kwargs if asked else {}
        item.add_marker(pytest.mark.django_db(**{"databases": "__all__", **given}), append=False)


@pytest.fixture(scope="session", autouse=True)
def at_hand():
    """Slow hashing protects people and hashed file names protect caches; tests need neither."""
    from django.conf import settings
    from django.test.utils import override_settings

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STORAGES=settings.STORAGES | {"staticfiles": plain},
        WHITENOISE_AUTOREFRESH=True,
        WHITENOISE_USE_FINDERS=True,
    ):
        yield


@pytest.fixture(scope="session", autouse=True)
def nobody_lingers(django_db_setup, django_db_blocker):
    """A server's thread may end a moment after its browser; PostgreSQL drops no database in use."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(scope="session", autouse=True)
def a_flush_may_delete_events():
    """Tests that commit empty the database afterwards, which triggers refuse for events."""
    from django.core.management.commands.flush import Command

    from fairway.foundation.audit.guarding import unguard

    flush = Command.handle

    def flush_all(self, **options):
        unguard(options["database"])  # they are made anew by post_migrate
        return flush(self, **options)

    Command.handle = flush_all
    yield
    Command.handle = flush


@pytest.fixture(scope="session", autouse=True)
def keys_and_files_of_their_own(tmp_path_factory):
    """Tests leave the developer's own keys and files alone."""
    from django.conf import settings

    folder = tmp_path_factory.mktemp("data")
    settings.SEALING_KEY_DIR, settings.MEDIA_ROOT = folder / "keys", folder / "files"


@pytest.fixture
def organisation(db):
    """The units and places of the cast: Saltmarsh, with Support and Shops below."""
    from types import SimpleNamespace

    from fairway.people.models import JobProfile, Location, OrgUnit, UnitChain

    root = OrgUnit.objects.create(name="Saltmarsh")
    units = {
        name: OrgUnit.objects.create(name=name, parent=root)
        for name in ("Support", "Shops", "People")
    }
    for unit in (root, *units.values()):
        UnitChain.objects.create(above=unit, below=unit, depth=0)
    for unit in units.values():
        UnitChain.objects.create(above=root, below=unit, depth=1)
    return SimpleNamespace(
        root=root,
        support=units["Support"],
        shops=units["Shops"],
        people=units["People"],
        manila=Location.objects.create(name="Manila", country="PH", time_zone="Asia/Manila"),
        lisbon=Location.objects.create(name="Lisbon", country="PT", time_zone="Europe/Lisbon"),
        profile=JobProfile.objects.create(title="Support specialist", level="L3"),
    )


@pytest.fixture
def hire(db):
    """hire("Ana Reyes", unit, place, manager) makes a person with an account and an assignment."""
    from fairway.foundation.models import Job
    from fairway.people.actions.assigning import add_person, place_person
    from fairway.people.models import Account

    @transaction.atomic
    def make(name, unit=None, location=None, manager=None, **fields):
        email = f"{name.split()[0].lower()}@saltmarsh.example"
        if "account" not in fields:
            fields["account"] = Account.objects.create_user(email, "correct horse battery")
        person = add_person(name, actor=SYSTEM, email=email, joined_on=LONG_AGO, **fields)
        place = {"unit": unit, "location": location, "manager": manager}
        place_person(person, actor=SYSTEM, valid_from=LONG_AGO, place=place)
        Job.objects.all().delete()  # they have long been here: whoever listens has heard of it
        return person

    return make


@pytest.fixture
def mia(hire, organisation):
    return hire("Mia Lindqvist", organisation.root, organisation.lisbon)


@pytest.fixture
def bo(hire, organisation, mia):
    return hire("Bo Almeida", organisation.support, organisation.lisbon, mia)


@pytest.fixture
def ana(hire, organisation, bo):
    return hire("Ana Reyes", organisation.support, organisation.manila, bo)


@pytest.fixture
def cy(hire, organisation):
    return hire("Cy Okafor", organisation.shops, organisation.lisbon)


@pytest.fixture
def dee(hire, organisation, ana):
    from fairway.people.models import DottedLine

    dee = hire("Dee Marchetti", organisation.shops, organisation.lisbon)
    DottedLine.objects.create(
        person=ana, manager=dee, purpose="Returns programme", valid_from=LONG_AGO
    )
    return dee


@pytest.fixture
def hana(hire, organisation):
    from fairway.people.models import Appointment

    hana = hire("Hana Novák", organisation.people, organisation.lisbon)
    Appointment.objects.create(
        person=hana, role="hr_partner", unit=organisation.support, valid_from=LONG_AGO
    )
    return hana


@pytest.fixture
def eva(hire, organisation):
    """Executive over the whole organisation."""
    from fairway.people.models import Appointment

    eva = hire("Eva Brandt", organisation.root, organisation.lisbon)
    Appointment.objects.create(
        person=eva, role="executive", unit=organisation.root, valid_from=LONG_AGO
    )
    return eva


@pytest.fixture
def pia(hire, organisation):
    from fairway.people.models import Appointment

    pia = hire("Pia Lead", organisation.people, organisation.lisbon)
    Appointment.objects.create(person=pia, role="people_lead", valid_from=LONG_AGO)
    return pia


@pytest.fixture
def at(client):
    """at(bo): a browser as they use it."""

    def sign_in(person):
        client.force_login(person.account)
        return client

    return sign_in


@pytest.fixture
def program():
    """program(ana, scopes=[…]): a program that acts for her, within these scopes."""
    from django.test import Client

    from fairway.api.actions import make_token

    def client(person, scopes):
        _token, spelled = make_token("Script", actor=person, granted=list(scopes), days=30)
        return Client(headers={"Authorization": f"Bearer {spelled}"})

    return client


@pytest.fixture
def lee(hire, organisation, bo):
    from fairway.people.models import Absence

    lee = hire("Lee Tan", organisation.support, organisation.manila, bo)
    today = date.today()  # noqa: DTZ011 around today, wherever the test runs
    Absence.objects.create(
        person=lee,
        from_on=today - timedelta(days=7),
        until_on=today + timedelta(days=14),
        state="agreed",
    )
    return lee


@pytest.fixture
def zoe(hire, organisation, bo):
    """Zoe left two months ago: on record, but no longer one of us."""
    from fairway.people.actions.leaving import end_employment

    zoe = hire("Zoe Barros", organisation.support, organisation.lisbon, bo)
    left_on = date.today() - timedelta(days=60)  # noqa: DTZ011
    end_employment(zoe, actor=SYSTEM, left_on=left_on)
    zoe.refresh_from_db()
    return zoe


@pytest.fixture
def root(db):
    """An account that administers and belongs to no person."""
    from fairway.people.models import Account

    return Account.objects.create_user(
        "root@saltmarsh.example", "correct horse battery", is_administrator=True
    )
