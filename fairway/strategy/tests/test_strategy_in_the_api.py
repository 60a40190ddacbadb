"""/api/v1/strategy says and does what its token's owner may."""

from functools import partial

import pytest

from fairway.strategy.actions import missions, values
from fairway.strategy.models import StrategicPriority

pytestmark = pytest.mark.django_db
BOTH = ["strategy:read", "strategy:write"]


@pytest.fixture
def api(program):
    return partial(program, scopes=BOTH)


def given(priority, **changes):
    return {
        "title": {"en": "Returns"},
        "why": {},
        "period": priority.period.public_id,
        "version": priority.version,
        **changes,
    }


def test_everybody_reads_all_of_it(api, ana, eva, returns, year):
    missions.set_mission(actor=eva, statement={"en": "We mend."})
    values.add_value(actor=eva, name={"en": "Say it early", "pt": "Dizer cedo"})
    client = api(ana)
    assert client.get("/api/v1/strategy/mission").json()["statement"] == {"en": "We mend."}
    [priority] = client.get("/api/v1/strategy/priorities").json()["items"]
    assert (priority["title"]["en"], priority["owner"]) == ("Make returns effortless", None)
    assert priority["period"] == year.public_id
    assert len(client.get("/api/v1/strategy/periods").json()["items"]) == 7
    assert client.get("/api/v1/strategy/values").json()["items"][0]["name"]["pt"] == "Dizer cedo"


def test_periods_come_in_pages(api, ana, year):
    client = api(ana)
    first = client.get("/api/v1/strategy/periods?limit=5").json()
    rest = client.get(f"/api/v1/strategy/periods?limit=5&after={first['after']}").json()
    names = [one["name"] for one in first["items"] + rest["items"]]
    assert len(set(names)) == 7


def test_a_keeper_adds_and_edits_a_priority(api, eva, returns):
    client = api(eva)
    body = {"title": {"en": "New"}, "period": returns.period.public_id}
    made = client.post("/api/v1/strategy/priorities", body, content_type="application/json")
    assert made.status_code == 201
    address = f"/api/v1/strategy/priorities/{returns.public_id}"
    answer = client.put(address, given(returns), content_type="application/json")
    assert answer.json()["title"] == {"en": "Returns"}


def test_a_stale_version_answers_409(api, eva, returns):
    address = f"/api/v1/strategy/priorities/{returns.public_id}"
    body = given(returns, version=returns.version + 1)
    answer = api(eva).put(address, body, content_type="application/json")
    assert answer.status_code == 409
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("change", "status"),
    [({"title": {"en": ""}}, 422), ({"period": "nowhere"}, 404), ({"owner": "nobody"}, 404)],
)
def test_what_cannot_be_is_refused_in_words(api, eva, returns, change, status):
    address = f"/api/v1/strategy/priorities/{returns.public_id}"
    answer = api(eva).put(address, given(returns, **change), content_type="application/json")
    assert answer.status_code == status


def test_others_may_not_write_and_scopes_bind_keepers_too(api, ana, eva, returns):
    body = {"title": {"en": "Mine"}, "period": returns.period.public_id}
    path, kind = "/api/v1/strategy/priorities", "application/json"
    assert api(ana).post(path, body, content_type=kind).status_code == 403
    reader = api(eva, scopes=["strategy:read"])
    assert reader.post(path, body, content_type=kind).status_code == 403
    assert StrategicPriority.objects.count() == 1


def test_without_a_token_there_is_nothing(client, returns):
    assert client.get("/api/v1/strategy/priorities").status_code == 401
