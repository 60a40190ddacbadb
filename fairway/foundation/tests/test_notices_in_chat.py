"""Notices in somebody's own chat: what mail may say, at hours when mail may come."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail as outbox
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from hypothesis import given
from hypothesis import strategies as st

from fairway.foundation import notifications
from fairway.foundation.jobs.worker import run_due
from fairway.foundation.models import ChatHook, Event, Job
from fairway.foundation.notifications import chat
from fairway.foundation.notifications.chat.formats import FORMATS, mattermost, slack, teams
from fairway.foundation.notifications.chat.personal import erase_chat, export_chat
from fairway.foundation.notifications.chat.sealed import read_address
from fairway.foundation.ports import EventKind, event_kinds
from fairway.foundation.tests.small_servers import port_of, serving

NOON = datetime(2026, 3, 3, 4, 0, tzinfo=UTC)  # a Tuesday, in Manila
NIGHT = datetime(2026, 3, 3, 15, 0, tzinfo=UTC)  # eleven there
SECRET = "canaryPlanToImprove"
PATH = "services/T0/B0/verySecret"
db = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(settings, monkeypatch):
    kinds = [
        EventKind(f"test.{data_class}", _("A kind"), "subject", data_class=data_class, told=True)
        for data_class in ("C1", "C2", "C3", "C4")
    ]
    offers = {**event_kinds._offers, **{kind.key: kind for kind in kinds}}
    monkeypatch.setattr(event_kinds, "_offers", offers)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.BASE_URL = "https://fairway.example"
    outbox.outbox = []
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


class Room:
    """A chat server: what it was sent, and what it answers."""

    def __init__(self):
        self.status, self.told = 200, []

    def answer(self, handler):
        self.told.append(json.loads(handler.body))
        handler.say(b"ok", self.status)


@pytest.fixture
def room(allow_outbound):
    room = Room()
    with serving(room.answer) as server:
        host = f"localhost:{port_of(server)}"
        allow_outbound(host)
        room.address = f"http://{host}/{PATH}"
        yield room


@pytest.fixture
def connected(ana, room):
    hook = chat.connect(actor=ana, format="mattermost", address=room.address)
    run_due("chat")
    room.told.clear()
    return hook


def tell(person, kind="test.C1", title="A goal was agreed", urgent=True):
    told = notifications.notify(person, kind, title=title, urgent=urgent)
    run_due("default", "mail", "chat")
    return told


def stopped():
    return ChatHook.objects.get().stopped


@db
def test_a_first_message_shows_that_it_works(ana, room):
    chat.connect(actor=ana, format="slack", address=room.address)
    run_due("chat")
    assert "hears from Fairway" in room.told[0]["text"]
    assert ChatHook.objects.get().took_at is not None


@db
def test_what_is_urgent_comes_in_the_chat_as_it_comes_by_mail(ana, room, connected):
    tell(ana)
    assert len(outbox.outbox) == len(room.told) == 1
    assert "A goal was agreed" in room.told[0]["text"]


@db
@pytest.mark.parametrize(
    ("kind", "speaks"),
    [("test.C1", True), ("test.C2", True), ("test.C3", False), ("test.C4", False)],
)
def test_a_chat_is_told_no_more_than_a_mail(ana, room, connected, kind, speaks):
    tell(ana, kind, SECRET)
    assert (SECRET in str(room.told)) is speaks
    assert "fairway.example" in room.told[0]["text"]


@db
def test_what_waits_for_the_mail_with_what_is_new_is_counted_there_once(
    ana, room, connected, clock
):
    tell(ana, urgent=False)
    tell(ana, "test.C3", SECRET, urgent=False)
    assert room.told == []
    clock.shift(timedelta(days=1))
    run_due("default", "mail", "chat")
    assert [one["text"].split("\n")[0] for one in room.told] == ["2 things are new for you"]


@db
def test_a_chat_is_quiet_at_night(ana, room, connected, clock):
    clock.move_to(NIGHT)
    tell(ana)
    assert room.told == []
    clock.shift(timedelta(hours=8, minutes=1))
    run_due("chat")
    assert len(room.told) == 1


@db
def test_what_was_read_meanwhile_is_not_sent(ana, room, connected, clock):
    clock.move_to(NIGHT)
    told = tell(ana)
    notifications.mark_read(told, actor=ana)
    clock.shift(timedelta(hours=9))
    run_due("chat")
    assert room.told == []


@db
def test_whoever_has_left_hears_nothing_any_more(ana, room, connected, clock):
    clock.move_to(NIGHT)
    tell(ana)
    type(ana).objects.filter(pk=ana.pk).update(active=False)
    clock.shift(timedelta(hours=9))
    run_due("chat")
    assert room.told == []


@db
@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_chat_that_is_busy_is_asked_again(ana, room, connected, clock, status):
    room.status = status
    tell(ana)
    room.status = 200
    clock.shift(timedelta(minutes=1))
    run_due("chat")
    assert len(room.told) == 2
    assert stopped() == ""


@db
@pytest.mark.parametrize(
    ("status", "why"), [(404, "gone"), (410, "gone"), (403, "gone"), (400, "not_understood")]
)
def test_a_chat_that_takes_nothing_is_left_alone_and_its_person_sees_why(
    ana, room, connected, status, why, client
):
    room.status = status
    tell(ana)
    tell(ana)
    assert (len(room.told), stopped()) == (1, why)
    client.force_login(ana.account)
    page = client.get(reverse("shell:chat")).content.decode()
    assert "Nothing is sent there any more" in page


@db
def test_a_redirect_is_not_followed(ana, room, connected):
    room.status = 302
    tell(ana)
    assert (len(room.told), stopped()) == (1, "not_understood")


@db
def test_an_address_inside_the_network_is_not_called(ana):
    chat.connect(actor=ana, format="slack", address="https://127.0.0.1/hook")
    run_due("chat")
    assert stopped() == "refused"


@db
@pytest.mark.parametrize(
    "address",
    [
        "",
        "hooks.slack.com/x",
        "http://hooks.slack.com/x",
        "https://hooks.slack.com",
        "https://me:secret@hooks.slack.com/x",
        "https://[::1/x",
        "file:///etc/passwd",
        "https://hooks.slack.com/a b",
        "https://hooks.slack.com/" + "x" * 2000,
    ],
)
def test_what_is_no_address_is_refused_in_words(ana, address):
    with pytest.raises(chat.NotAnAddress):
        chat.connect(actor=ana, format="slack", address=address)
    assert not ChatHook.objects.exists()


@db
def test_the_secret_in_the_address_stands_nowhere_in_clear(ana, room, connected, client):
    tell(ana)
    row = ChatHook.objects.get()
    assert PATH not in str(bytes(row.address))
    assert read_address(row) == room.address
    kept = [*Event.objects.values_list("data", flat=True), *Job.objects.values_list("args")]
    assert "verySecret" not in str(kept)
    assert "verySecret" not in str(list(export_chat(ana)))
    client.force_login(ana.account)
    assert "verySecret" not in client.get(reverse("shell:chat")).content.decode()


@db
def test_a_failure_tells_no_address(ana, room, connected):
    room.status = 500
    tell(ana)
    assert "verySecret" not in str(list(Job.objects.values_list("failure", flat=True)))


@db
def test_each_has_one_and_another_takes_its_place(ana, room, connected):
    chat.connect(actor=ana, format="teams", address=room.address)
    run_due("chat")
    room.told.clear()
    tell(ana)
    assert [one["type"] for one in room.told] == ["message"]


@db
def test_nobody_disconnects_the_chat_of_another(ana, bo, connected):
    assert chat.hook_of(bo) is None
    with pytest.raises(PermissionDenied):
        chat.disconnect(connected, actor=bo)


@db
def test_disconnected_it_hears_nothing_more(ana, room, connected):
    chat.disconnect(connected, actor=ana)
    tell(ana)
    assert room.told == []


@db
def test_erasing_takes_it_away(ana, connected):
    assert erase_chat(ana) == 1
    assert not ChatHook.objects.exists()


@db
def test_it_is_connected_and_disconnected_on_its_page(ana, room, client):
    client.force_login(ana.account)
    refused = client.post(reverse("shell:chat"), {"kind": "slack", "address": "nonsense"})
    assert refused.status_code == 422
    client.post(reverse("shell:chat"), {"kind": "slack", "address": room.address})
    assert chat.hook_of(ana).format == "slack"
    client.post(reverse("shell:disconnect_chat"))
    assert chat.hook_of(ana) is None


def test_nothing_that_somebody_writes_calls_a_channel_or_draws_a_link():
    words = "<!channel> @all [free](https://evil.example) *hi* & :tada:"
    said = slack(words, "https://f.example/x", "Open")
    assert said["text"].count("<") == 0
    assert said["blocks"][0]["text"]["type"] == "plain_text"
    assert "](https://evil" not in mattermost(words, "https://f.example/x", "Open")["text"]
    assert "@all" not in mattermost(words, "https://f.example/x", "Open")["text"]
    card = teams(words, "https://f.example/x", "Open")["attachments"][0]["content"]
    assert card["body"][0]["inlines"][0] == {"type": "TextRun", "text": words}


@given(st.text(max_size=200), st.sampled_from(sorted(FORMATS)))
def test_every_text_makes_json_with_the_link_once(words, form):
    link = "https://fairway.example/n/0/"
    payload = FORMATS[form](words, link, "Open Fairway")
    # A text may name the address itself; without it, only our own link is there.
    found = json.dumps(payload).count(json.dumps(link).strip('"'))
    assert found == 1 + json.dumps(FORMATS[form](words, "", "Open Fairway")).count(link)
