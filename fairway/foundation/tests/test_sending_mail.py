"""Mail that is owed is paid, whatever the server does, and holds nobody up."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from fairway.foundation.jobs import leasing
from fairway.foundation.jobs.performing import perform
from fairway.foundation.jobs.worker import run_due
from fairway.foundation.mail import letters, punctual
from fairway.foundation.mail.letters import Letter, composes
from fairway.foundation.mail.sending import post, post_outside, send
from fairway.foundation.models import Job, MailOut
from fairway.foundation.tests.mail_servers import free_port, good_server, silent_server

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 3, 4, 0, tzinfo=UTC)  # noon in Manila, early morning in Lisbon


@composes("test.letter")
def write_to(mail: MailOut) -> Letter | None:
    if mail.context.get("read"):
        return None
    return Letter("Bo agrees to your goal", "foundation/mail/notice", {"line": "Bo agrees"})


@pytest.fixture
def at_noon():
    with time_machine.travel(NOON, tick=True) as clock:
        yield clock


@pytest.fixture
def mailing(settings, at_noon):
    settings.EMAIL_BACKEND = "fairway.foundation.mail.punctual.Punctual"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 1
    settings.BASE_URL = "https://fairway.saltmarsh.example"
    return settings


@pytest.fixture
def box(mailing):
    with good_server() as (box, port):
        mailing.EMAIL_PORT = port
        yield box


def test_a_letter_arrives_with_both_bodies_and_its_headers(box, ana):
    mail = post("test.letter", person=ana)

    run_due("mail")

    [letter] = box.letters
    assert letter["Subject"] == "Bo agrees to your goal"
    assert letter["To"] == "ana@saltmarsh.example"
    assert letter["Message-ID"].strip() == mail.message_id
    assert letter["Message-ID"].strip().endswith("@fairway.saltmarsh.example>")
    assert letter["Auto-Submitted"] == "auto-generated"
    kinds = [part.get_content_type() for part in letter.walk()]
    assert kinds == ["multipart/alternative", "text/plain", "text/html"]
    mail.refresh_from_db()
    assert mail.sent_at is not None


def test_styles_are_in_the_elements_and_dark_screens_have_their_own(box, ana):
    post("test.letter", person=ana)

    run_due("mail")

    html = box.letters[0].get_body(("html",)).get_content()
    assert 'style="' in html
    assert "prefers-color-scheme: dark" in html
    assert "http://" not in html.replace("http://www.w3.org", "")


def test_a_worker_killed_after_the_server_took_it_sends_the_same_message_again(box, ana):
    mail = post("test.letter", person=ana)
    run_due("mail")
    MailOut.objects.update(sent_at=None)  # the kill came before this was written
    send.call(mail=mail.pk)

    assert [one["Message-ID"].strip() for one in box.letters] == [mail.message_id] * 2
    send.call(mail=mail.pk)
    assert len(box.letters) == 2, "what is known to be sent is not sent again"


def test_a_server_that_is_down_is_tried_again_and_the_others_wait(mailing, ana, bo):
    mailing.EMAIL_PORT = free_port()
    for _mail in range(3):
        post("test.letter", person=ana, at_any_hour=True)

    assert run_due("mail") == 1, "one try tells that the server is down"

    waiting = Job.objects.filter(queue="mail", state="ready")
    assert waiting.count() == 3
    assert not waiting.filter(run_at__lte=timezone.now()).exists()
    assert "ConnectionRefusedError" in Job.objects.exclude(failure="").get().failure

    with good_server() as (box, port):
        mailing.EMAIL_PORT = port
        with time_machine.travel(NOON + timedelta(minutes=10)):
            run_due("mail")
        assert len(box.letters) == 3


@pytest.mark.parametrize("drip", [b"", b"2"], ids=["silent", "dripping"])
def test_a_server_that_hangs_costs_a_moment_only(mailing, monkeypatch, ana, drip):
    monkeypatch.setattr(punctual, "LONGEST", 1.5)
    post("test.letter", person=ana)

    with silent_server(drip) as mailing.EMAIL_PORT:
        began = time.perf_counter()
        run_due("mail")
        took = time.perf_counter() - began

    assert took < 20
    job = Job.objects.get()
    assert job.state == "ready"
    assert ("TookTooLong" if drip else "SMTPServerDisconnected") in job.failure


def test_a_hanging_server_holds_up_no_other_queue(mailing, ana):
    post("test.letter", person=ana)

    assert leasing.take("default", worker="x") is None
    assert leasing.take("mail", worker="x") is not None


def test_an_address_refused_for_good_is_given_up(box, ana):
    box.refuse["ana@saltmarsh.example"] = "550 nobody here"
    mail = post("test.letter", person=ana)

    run_due("mail")

    mail.refresh_from_db()
    assert (mail.reason, Job.objects.get().state) == ("refused", "done")


def test_an_address_refused_for_now_is_tried_again(box, ana):
    box.refuse["ana@saltmarsh.example"] = "451 come back later"
    post("test.letter", person=ana)
    run_due("mail")
    assert "SMTPRecipientsRefused" in Job.objects.get().failure

    box.refuse.clear()
    with time_machine.travel(NOON + timedelta(minutes=1)):
        run_due("mail")
    assert len(box.letters) == 1


def test_who_has_left_or_has_no_address_gets_nothing(box, zoe, ana):
    type(ana).objects.filter(pk=ana.pk).update(email="", account=None)
    for person in (zoe, ana):
        post("test.letter", person=person, at_any_hour=True)

    run_due("mail")

    assert box.letters == []
    assert set(MailOut.objects.values_list("reason", flat=True)) == {"no address"}


def test_somebody_outside_is_written_to_where_the_letter_says(box, monkeypatch):
    said = Letter("One line", "foundation/mail/notice", {"line": "One"}, to="kim@customer.example")
    monkeypatch.setitem(letters._composers, "test.letter", lambda mail: said)
    mail = post_outside("test.letter", language="en", thing=7)

    run_due("mail")

    assert [letter["To"] for letter in box.letters] == ["kim@customer.example"]
    mail.refresh_from_db()
    assert mail.sent_at is not None
    assert mail.context == {"language": "en", "thing": 7}


def test_a_letter_to_nobody_is_given_up(box):
    mail = post_outside("test.letter", language="")

    run_due("mail")

    mail.refresh_from_db()
    assert (box.letters, mail.reason) == ([], "no address")


def test_what_was_read_meanwhile_is_not_sent(box, ana):
    mail = post("test.letter", person=ana, read=True)

    run_due("mail")

    mail.refresh_from_db()
    assert (box.letters, mail.reason) == ([], "not needed any more")


def test_at_night_it_waits_for_the_morning_unless_it_may_come_at_any_hour(box, ana, bo):
    post("test.letter", person=bo)  # four in the morning in Lisbon
    post("test.letter", person=bo, at_any_hour=True)

    run_due("mail")
    assert len(box.letters) == 1
    waiting = Job.objects.get(state="ready")
    assert waiting.run_at == datetime(2026, 3, 3, 7, 0, tzinfo=UTC)
    assert waiting.attempts == 0

    with time_machine.travel(datetime(2026, 3, 3, 7, 0, 1, tzinfo=UTC)):
        run_due("mail")
    assert len(box.letters) == 2


def test_a_letter_nobody_can_write_fails_in_words(box, ana):
    post("test.nothing", person=ana)

    run_due("mail")

    assert "NoComposer" in Job.objects.get().failure
    assert letters._composers.get("test.nothing") is None


def test_a_row_that_waits_holds_no_content(ana):
    mail = post("foundation.notice", person=ana, notification=1)

    assert mail.context == {"notification": 1}


def test_a_header_cannot_be_smuggled_in_by_a_title(box, ana, monkeypatch):
    smuggled = Letter("Hello\r\nBcc: all@saltmarsh.example", "foundation/mail/notice", {})
    monkeypatch.setitem(letters._composers, "test.letter", lambda mail: smuggled)
    post("test.letter", person=ana)

    run_due("mail")

    assert box.letters[0]["Bcc"] is None
    assert box.letters[0]["Subject"] == "Hello Bcc: all@saltmarsh.example"


def test_performing_a_mail_job_twice_sends_once(box, ana):
    post("test.letter", person=ana)
    job = leasing.take("mail", worker="x")
    assert job is not None
    perform(job)
    perform(job)

    assert len(box.letters) == 1
