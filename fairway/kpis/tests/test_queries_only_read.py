"""Queries in other databases: written by administrators, reading alone, bounded, on both kinds."""

import sqlite3

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse

from fairway.foundation.bounded.unfit import Unfit
from fairway.kpis import fetching
from fairway.kpis.actions import sources
from fairway.kpis.models import Observation
from fairway.kpis.querying import answer
from fairway.kpis.refusals import Needed

TILLS = "SELECT day, amount FROM tills ORDER BY day"
ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x, x FROM n"


@pytest.fixture
def shop(tmp_path):
    path = tmp_path / "shop.sqlite3"
    with sqlite3.connect(path) as wire:
        wire.execute("CREATE TABLE tills (day TEXT, amount REAL)")
        wire.executemany(
            "INSERT INTO tills VALUES (?, ?)", [("2026-03-02", 76.4), ("2026-03-09", 75)]
        )
    wire.close()
    return f"sqlite://{path}"


@pytest.fixture
def books(transactional_db):
    """The database of the tests, as one that is reached over a wire."""
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    to = connection.get_connection_params()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE tills (day date, amount numeric)")
        cursor.execute("INSERT INTO tills VALUES ('2026-03-02', 76.40), ('2026-03-09', NULL)")
    user = f"{to.get('user', '')}:{to['password']}" if to.get("password") else to.get("user", "")
    port = f"&port={to['port']}" if to.get("port") else ""
    yield f"postgresql://{user}@/{to['dbname']}?host={to.get('host', '')}{port}"
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE tills")


WRITES = (
    "DELETE FROM tills",
    "INSERT INTO tills VALUES ('2026-03-16', 1)",
    "UPDATE tills SET amount = 0",
    "DROP TABLE tills",
    "CREATE TABLE more (x int)",
    f"{TILLS}; DELETE FROM tills",
    "SELECT 1, 2; SELECT 3, 4",
    "DELETE FROM tills RETURNING day, amount",
)


@pytest.mark.parametrize(
    "query", [*WRITES, "ATTACH ':memory:' AS more", "PRAGMA journal_mode = DELETE", "VACUUM"]
)
def test_sqlite_is_only_read_and_by_one_statement(shop, query):
    with pytest.raises(Unfit) as unfit:
        answer(shop, query, 5, 100)
    assert unfit.value.code == "refused"
    assert len(answer(shop, TILLS, 5, 100)) == 2


@pytest.mark.parametrize(
    "query",
    [
        *WRITES,
        "WITH gone AS (DELETE FROM tills RETURNING *) SELECT day, amount FROM gone",
        "SELECT nextval('django_migrations_id_seq'), 1",
        "SELECT set_config('transaction_read_only', 'off', false), 1",
        "COPY tills TO PROGRAM 'true'",
    ],
)
def test_postgresql_is_only_read_and_by_one_statement(books, query):
    with pytest.raises(Unfit) as unfit:
        answer(books, query, 5, 100)
    assert unfit.value.code == "refused"
    assert answer(books, TILLS, 5, 100) == [["2026-03-02", "76.40"]]


def test_what_takes_long_is_ended_on_sqlite(shop):
    with pytest.raises(Unfit) as unfit:
        answer(shop, ENDLESS.replace("SELECT x, x FROM n", "SELECT 1, count(*) FROM n"), 1, 100)
    assert unfit.value.code == "long"


def test_what_takes_long_is_ended_on_postgresql(books):
    with pytest.raises(Unfit) as unfit:
        answer(books, "SELECT 1, pg_sleep(60)", 1, 100)
    assert unfit.value.code == "long"


def test_too_many_rows_are_refused(shop):
    with pytest.raises(Unfit) as unfit:
        answer(shop, ENDLESS, 5, 100)
    assert unfit.value.code == "many"


@pytest.mark.parametrize("query", ["SELECT day FROM tills", "SELECT day, amount, 1 FROM tills"])
def test_two_columns_are_wanted(shop, query):
    with pytest.raises(Unfit) as unfit:
        answer(shop, query, 5, 100)
    assert unfit.value.code == "columns"


def test_a_database_that_is_not_there_is_not_made(tmp_path):
    path = tmp_path / "none.sqlite3"
    with pytest.raises(Unfit):
        answer(f"sqlite://{path}", TILLS, 5, 100)
    assert not path.exists()


@pytest.fixture
def administrator(bo):
    bo.account.is_administrator = True
    bo.account.save()
    return bo


@pytest.fixture
def source(fcr, administrator, shop, settings):
    settings.QUERY_DATABASES = {"shop": shop}
    asked = {"kind": "query", "database": "shop", "query": TILLS}
    return sources.add_source(fcr, actor=administrator, **asked)


def asked_again(source):
    sources.fetch_values.func(source=source.pk)
    source.refresh_from_db()
    return source


@pytest.mark.django_db
def test_what_a_query_gives_becomes_values(source):
    assert asked_again(source).failure == ""
    rows = Observation.objects.current().order_by("starts_on")
    assert [(row.value, row.source) for row in rows] == [(764, "fetched"), (750, "fetched")]


@pytest.mark.django_db
def test_what_went_wrong_is_said_without_what_is_in_the_database(source):
    source.query = "SELECT day, amount FROM secrets"
    source.save()
    said = asked_again(source).failure
    assert "The database refused it (OperationalError)." in said
    assert "secrets" not in said


@pytest.mark.django_db
def test_a_database_taken_out_of_the_settings_is_asked_no_more(source, settings):
    settings.QUERY_DATABASES = {}
    assert "taken this database out" in asked_again(source).failure


@pytest.mark.django_db
def test_only_an_administrator_writes_a_query(client, fcr, bo, ana, shop, settings):
    settings.QUERY_DATABASES = {"shop": shop}
    asked = {"kind": "query", "database": "shop", "query": TILLS}
    with pytest.raises(PermissionDenied):
        sources.add_source(fcr, actor=bo, **asked)
    client.force_login(bo.account)
    url = reverse("kpis:new_source", args=[fcr.public_id])
    assert 'name="query"' not in client.get(url).text
    assert client.post(url, asked).status_code == 422


@pytest.mark.django_db
def test_an_administrator_names_no_address_in_the_browser(
    client, fcr, administrator, ana, settings
):
    settings.QUERY_DATABASES = {"shop": "sqlite:///srv/s3cret/shop.sqlite3"}
    client.force_login(administrator.account)
    page = client.get(reverse("kpis:new_source", args=[fcr.public_id])).text
    assert 'name="query"' in page
    assert "s3cret" not in page
    for wrong in ({"database": "sqlite:///etc/passwd"}, {"database": "shop", "query": " "}):
        with pytest.raises(Needed):
            sources.add_source(fcr, actor=administrator, kind="query", **wrong)


def test_the_answer_comes_from_a_process_of_its_own(shop):
    rows = fetching.run_bounded(fetching.ANSWER, shop, TILLS, 5, 100)
    assert rows[0] == ["2026-03-02", "76.4"]
