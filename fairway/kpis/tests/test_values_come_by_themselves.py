"""Sources: asked through the guarded client, heard when signed, and open about failing."""

import json
import time
from contextlib import suppress

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from fairway.foundation.jobs.worker import run_due
from fairway.foundation.models import Schedule
from fairway.foundation.signing import signature
from fairway.foundation.tests.small_servers import port_of, serving
from fairway.kpis.actions import sources
from fairway.kpis.fetching import Failed, read
from fairway.kpis.models import Kpi, Observation, Source

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(fcr, settings):
    """A source that asks a server of this machine, which an administrator has allowed."""

    def make(server):
        settings.OUTBOUND_ALLOW = [f"localhost:{port_of(server)}"]
        url = f"http://localhost:{port_of(server)}/values?key=1"
        return sources.add_source(fcr, actor=fcr.owner, kind="address", url=url)

    return make


@pytest.fixture
def hook(fcr):
    return sources.add_source(fcr, actor=fcr.owner, kind="webhook")


def held():
    rows = Observation.objects.current().order_by("starts_on")
    return [row.value for row in rows]


def ask(source):
    source_key = source.pk
    sources.fetch_values.func(source=source_key)
    source.refresh_from_db()
    return source


def send(client, source, body, *, secret="", moment=""):
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    moment = moment or str(int(time.time()))
    signed = signature(secret or source.secret, moment, raw)
    return client.post(
        reverse("kpis:webhook", args=[source.public_id]),
        raw,
        content_type="application/json",
        headers={"Fairway-Timestamp": moment, "Fairway-Signature": f"sha256={signed}"},
    )


def test_csv_is_fetched_and_fetching_again_changes_nothing(address, monday):
    csv = f"day,value\n{monday},76.4\n".encode()
    with serving(lambda handler: handler.say(csv)) as server:
        source = ask(address(server))
        assert (held(), source.failure) == ([764], "")
        source = ask(source)
    assert source.said == "0 added, 0 corrected, 0 not understood"
    assert Observation.objects.get().source == "fetched"


def test_what_was_revised_there_is_corrected_here_with_its_history(address, monday):
    said = [b'{"day": "%s", "value": %s}' % (str(monday).encode(), one) for one in (b"76", b"75.5")]
    with serving(lambda handler: handler.say(b"[" + said.pop(0) + b"]")) as server:
        source = ask(address(server))
        ask(source)
    assert held() == [755]
    assert Observation.objects.count() == 2


def test_a_failure_is_shown_and_values_stay(address, monday, client, bo, ana):
    answers = [(200, f"day,value\n{monday},76\n".encode()), (503, b"later")]

    def answer(handler):
        status, body = answers.pop(0)
        handler.say(body, status=status) if status == 200 else handler.send_error(status)

    with serving(answer) as server:
        source = ask(address(server))
        source = ask(source)
    assert (source.failure, held()) == ("It answered with 503.", [760])
    client.force_login(bo.account)
    page = client.get(reverse("kpis:sources", args=[source.kpi.public_id])).text
    assert "It answered with 503." in page
    assert "1 added" in page


def test_an_address_inside_the_house_is_not_asked(fcr):
    source = sources.add_source(fcr, actor=fcr.owner, kind="address", url="http://127.0.0.1/x")
    assert "not on the public internet" in ask(source).failure


def test_an_address_is_asked_every_morning_until_it_is_taken_away(fcr, bo):
    url = "https://example.com/values.csv"
    source = sources.add_source(fcr, actor=bo, kind="address", url=url, rhythm="often")
    assert Schedule.objects.filter(key__startswith="kpis.source:", active=True).count() == 4
    sources.remove_source(source, actor=bo)
    assert not Schedule.objects.filter(key__startswith="kpis.source:", active=True).exists()


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ('[{"day": "2026-03-02", "value": 76.4}]', {}),
        ('{"rows": [{"day": "2026-03-02", "value": "76.4"}]}', {}),
        (
            '{"data": {"items": [{"date": "2026-03-02", "fcr": 76.4}]}, "more": []}',
            {"list_at": "data.items", "day_field": "date", "value_field": "fcr"},
        ),
        ('[["2026-03-02", 76.4]]', {}),
        ("date;value\n2026-03-02;76,4", {}),
    ],
)
def test_json_and_csv_are_read_alike(fcr, body, fields):
    [line] = read(Source(kpi=fcr, **fields), body).values
    assert (line.day.isoformat(), line.units) == ("2026-03-02", 764)


@pytest.mark.parametrize(
    "body",
    ["", "{", "[1, 2]", '{"a": 1}', '[{"day": "x", "value": NaN}]', "<html>", "[" * 100_000],
)
def test_what_cannot_be_read_is_said_in_words(fcr, body):
    with pytest.raises(Failed) as fault:
        read(Source(kpi=fcr), body)
    assert str(fault.value)


@given(
    body=st.text(max_size=200)
    | st.recursive(st.none() | st.text() | st.floats(), st.lists).map(json.dumps)
)
def test_nothing_that_is_sent_breaks_it(body):
    kpi = Kpi(decimals=1, measure="percent", cadence="weekly")
    with suppress(Failed):
        read(Source(kpi=kpi), body)


def test_what_is_signed_is_taken_and_judged(client, hook, monday):
    answer = send(client, hook, [{"day": monday.isoformat(), "value": 76.4}])
    assert (answer.status_code, answer.json()["added"]) == (200, 1)
    run_due()
    hook.kpi.standing.refresh_from_db()
    assert hook.kpi.standing.last_value == 764


def test_what_is_not_signed_a_moment_ago_with_the_secret_is_refused(client, hook, monday, fcr):
    body = [{"day": monday.isoformat(), "value": 76.4}]
    old = str(int(time.time()) - 3600)
    former = hook.secret
    assert send(client, hook, body, secret="guessed").status_code == 401
    assert send(client, hook, body, moment=old).status_code == 401
    sources.renew_secret(hook, actor=fcr.owner)
    assert send(client, hook, body, secret=former).status_code == 401
    assert held() == []


def test_nothing_understood_is_said_to_the_sender_and_the_keeper(client, hook):
    answer = send(client, hook, [{"day": "2999-01-01", "value": 1}])
    hook.refresh_from_db()
    assert answer.status_code == 422
    assert answer.json()["detail"] == hook.failure


def test_an_archived_kpi_takes_nothing(client, hook, monday):
    Kpi.objects.update(archived_at=hook.added_at)
    body = [{"day": monday.isoformat(), "value": 76.4}]
    assert send(client, hook, body).status_code == 401
