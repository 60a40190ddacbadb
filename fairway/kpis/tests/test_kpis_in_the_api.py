"""/api/v1/kpis says and does what its token's owner may."""

from functools import partial

import pytest

from fairway.foundation.events import SYSTEM
from fairway.kpis.actions.defining import add_kpi
from fairway.kpis.models import Observation

pytestmark = pytest.mark.django_db
BOTH = ["kpis:read", "kpis:write"]


@pytest.fixture
def api(program):
    return partial(program, scopes=BOTH)


def address(kpi, more="observations"):
    return f"/api/v1/kpis/{kpi.public_id}/{more}".rstrip("/")


def send(client, kpi, **given):
    return client.post(address(kpi), given, content_type="application/json")


def test_everybody_reads_what_is_public_and_nobody_else_what_is_not(
    api, bo, cy, fcr, organisation, weeks
):
    add_kpi(
        actor=SYSTEM,
        owner=bo,
        unit=organisation.support,
        name="Calls we lost",
        meaning="m",
        public=False,
    )
    weeks([73, 75])
    [kpi] = api(cy).get("/api/v1/kpis/").json()["items"]
    assert (kpi["name"], kpi["unit_of_measure"]) == ("First-contact resolution", "%")
    assert len(api(bo).get("/api/v1/kpis/").json()["items"]) == 2
    values = api(cy).get(address(fcr)).json()["items"]
    assert [one["value"] for one in values] == ["75.0", "73.0"]


def test_a_value_is_recorded_once_and_corrected_by_saying_so(api, bo, fcr, monday):
    client = api(bo)
    first = send(client, fcr, day=monday.isoformat(), value="76.4")
    assert (first.status_code, first.json()["value"]) == (201, "76.4")
    again = send(client, fcr, day=monday.isoformat(), value="76.4")
    assert again.json()["public_id"] == first.json()["public_id"]
    assert send(client, fcr, day=monday.isoformat(), value="75").status_code == 422
    assert send(client, fcr, day=monday.isoformat(), value="75", correction=True).status_code == 201
    held = client.get(address(fcr)).json()["items"]
    history = client.get(address(fcr) + "?history=true").json()["items"]
    assert ([one["value"] for one in held], len(history)) == (["75.0"], 2)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e400", "", "76,4", "many", "9" * 30])
def test_what_is_no_number_is_refused_in_words(api, bo, fcr, monday, value):
    answer = send(api(bo), fcr, day=monday.isoformat(), value=value)
    assert answer.status_code == 422
    assert Observation.objects.count() == 0


def test_a_day_to_come_is_refused(api, bo, fcr):
    assert send(api(bo), fcr, day="2999-01-01", value="76.4").status_code == 422


def test_reading_is_not_keeping(api, ana, bo, fcr, monday):
    assert send(api(ana), fcr, day=monday.isoformat(), value="76").status_code == 403
    only_reads = api(bo, scopes=["kpis:read"])
    assert send(only_reads, fcr, day=monday.isoformat(), value="76").status_code == 403


def test_a_part_is_named(api, bo, fcr, monday):
    fcr.segments.create(name="Manila")
    answer = send(api(bo), fcr, day=monday.isoformat(), value="71", part="manila")
    assert answer.json()["part"] == "Manila"
    unknown = send(api(bo), fcr, day=monday.isoformat(), value="71", part="Mars")
    assert unknown.status_code == 404
