"""`fairway user` lets the first people in, and says so in the log."""

import io
import sys

import pytest

from fairway.config.cli import _parser
from fairway.config.cli.refusal import Refused, in_words
from fairway.foundation.models import Event
from fairway.people.models import Account, Appointment, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(capsys, monkeypatch):
    """user("ana@…", "--admin") runs the command here and gives what it printed."""

    def call(*words: str, given: str = "") -> str:
        options = _parser().parse_args(["user", *words])
        monkeypatch.setattr(sys, "stdin", io.StringIO(given))
        with in_words():
            options.command.run(options)
        return capsys.readouterr().out

    return call


def kinds() -> list[str]:
    return list(Event.objects.order_by("id").values_list("kind", flat=True))


def enter(client, printed: str):
    """Opens the last line's address as a browser would, and agrees to sign in."""
    path = printed.rsplit(maxsplit=1)[-1].removeprefix("http://localhost:8000")
    return client.get(path), client.post(path, follow=True)


def test_the_first_people_lead_is_put_on_record_and_let_in(user, client):
    printed = user("pia@saltmarsh.example", "--name", "Pia Holm", "--people-lead", "--admin")
    pia = Person.objects.get(name="Pia Holm")
    assert pia.account.is_administrator
    assert Appointment.objects.get(person=pia).role == "people_lead"
    assert set(kinds()) >= {
        "people.joined",
        "people.appointed",
        "accounts.created",
        "accounts.made_administrator",
        "accounts.link_issued",
    }
    shown, entered = enter(client, printed)
    assert (shown.status_code, entered.status_code) == (200, 200)
    assert client.session["_auth_user_id"] == str(pia.account.pk)


def test_somebody_on_record_gets_an_account_of_their_own(user, hire):
    ana = hire("Ana Reyes", account=None)
    user("ANA@saltmarsh.example")
    ana.refresh_from_db()
    assert ana.account.email == "ana@saltmarsh.example"
    assert Person.objects.count() == 1


def test_an_administrator_need_be_no_person(user):
    user("root@saltmarsh.example", "--admin")
    account = Account.objects.get()
    assert account.is_administrator
    assert not Person.objects.exists()


def test_asking_twice_makes_nothing_twice(user):
    for _ in range(2):
        user("root@saltmarsh.example", "--admin")
    assert Account.objects.count() == 1
    assert kinds().count("accounts.made_administrator") == 1


def test_staff_without_mail_are_let_in_by_number(user):
    user("10023", "--name", "Sam Ortiz")
    assert Person.objects.get(name="Sam Ortiz").account.staff_number == "10023"


def test_a_password_can_be_set_here(user):
    given = "quiet harbour lantern\nquiet harbour lantern\n"
    assert "The password is set." in user("root@saltmarsh.example", "--password", given=given)
    assert Account.objects.get().check_password("quiet harbour lantern")


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("short\nshort\n", "too short"),
        ("quiet harbour lantern\nquiet harbour lamp\n", "not the same"),
    ],
)
def test_a_poor_or_mistyped_password_is_refused(user, given, reason):
    with pytest.raises(Refused, match=reason):
        user("root@saltmarsh.example", "--password", given=given)
    assert not Account.objects.get().has_usable_password()


def test_a_people_lead_is_a_person(user):
    with pytest.raises(Refused, match="say who with --name"):
        user("root@saltmarsh.example", "--people-lead")
    assert not Account.objects.exists()


def test_a_name_that_is_not_theirs_is_refused(user, ana):
    with pytest.raises(Refused, match="is Ana Reyes"):
        user(ana.email, "--name", "Anna Reyes")


def test_whoever_has_left_is_not_let_in_again(user, zoe):
    Account.objects.filter(person=zoe).update(is_active=False)
    with pytest.raises(Refused, match="is closed"):
        user("zoe@saltmarsh.example")


def test_an_empty_fairway_prints_the_way_in_and_a_used_one_does_not(user, root):
    with pytest.raises(Refused, match="set up"):
        user()
    root.delete()
    assert "http://localhost:8000/" in user()
