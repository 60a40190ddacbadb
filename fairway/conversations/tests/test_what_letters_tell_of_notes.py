"""Mail and chat say that there is something to read, never what; and nobody waits for them."""

from __future__ import annotations

import json
import socket
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail as outbox
from django.urls import reverse

from fairway.conversations.actions.notes import change_note, share_note, write_note
from fairway.conversations.actions.wins import write_win
from fairway.foundation import notifications
from fairway.foundation.jobs.worker import run_due
from fairway.foundation.models import Job
from fairway.foundation.notifications import chat
from fairway.foundation.tests.small_servers import port_of, serving

pytestmark = pytest.mark.django_db
TUESDAY = datetime(2026, 3, 3, 4, 0, tzinfo=UTC)  # noon in Manila
SECRET = "canaryOfANote"


@pytest.fixture(autouse=True)
def clock(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    outbox.outbox = []
    with time_machine.travel(TUESDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def told(settings):
    """What a chat was told; its address is `told.address`."""

    class Told(list):
        address = ""

    told = Told()

    def answer(handler):
        told.append(json.loads(handler.body))
        handler.say(b"ok")

    with serving(answer) as server:
        host = f"localhost:{port_of(server)}"
        settings.OUTBOUND_ALLOW = [host]
        told.address = f"http://{host}/services/x"
        yield told


@pytest.fixture
def silent():
    """A server that takes no call: whoever waits for its answer waits for good."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(1)
        listener.setblocking(False)
        yield listener


def said(told):
    return str([[one.subject, one.body, one.alternatives] for one in outbox.outbox]) + str(told)


@pytest.mark.parametrize("rhythm", ["digest", "weekly"])
def test_no_letter_and_no_chat_holds_a_word_of_any_note_or_win(ana, bo, told, clock, rhythm):
    for person in (ana, bo):
        chat.connect(actor=person, format="mattermost", address=told.address)
        notifications.set_preference("digest", rhythm, actor=person)
    write_note(ana, actor=bo, audience="coaching", body=f"{SECRET} of coaching")
    later = write_note(ana, actor=bo, audience="person", body=f"{SECRET} for later")
    now = write_note(ana, actor=bo, audience="person", body=f"{SECRET} at once", share=True)
    change_note(now, actor=bo, body=f"{SECRET} in other words")
    share_note(later, actor=bo)
    write_win(actor=ana, body=f"{SECRET} of a win", share=True)
    for _day in range(9):
        run_due("default", "mail", "chat")
        clock.shift(timedelta(days=1))
    assert ana.account.email in {address for one in outbox.outbox for address in one.to}
    assert "You have something to read" in said(told)
    assert SECRET not in said(told)


def test_servers_of_mail_and_chat_that_hang_keep_nobody_waiting(ana, bo, client, silent, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = silent.getsockname()
    host = f"127.0.0.1:{settings.EMAIL_PORT}"
    settings.OUTBOUND_ALLOW = [host]
    chat.connect(actor=ana, format="slack", address=f"http://{host}/services/x")
    note = write_note(ana, actor=bo, audience="person", body="Asked first.")
    client.force_login(bo.account)
    answer = client.post(reverse("conversations:share_note", args=[note.public_id]))
    assert answer.status_code == 302
    with pytest.raises(BlockingIOError):
        silent.accept()  # nobody has called
    assert Job.objects.exists()  # those who call later
