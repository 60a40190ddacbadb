"""The pages: what is read, what is written, and that nothing typed is lost."""

from datetime import timedelta

import pytest
from django.urls import reverse

from fairway.foundation.events import SYSTEM
from fairway.kpis.actions.around import set_target
from fairway.kpis.actions.defining import add_kpi, edit_kpi
from fairway.kpis.actions.judging import judge_kpi
from fairway.kpis.models import Kpi, Observation
from fairway.kpis.tests.conftest import STEADY
from fairway.strategy.actions.periods import add_year
from fairway.strategy.calendar import FiscalCalendar

pytestmark = pytest.mark.django_db


@pytest.fixture
def bo_at(client, bo, ana):
    client.force_login(bo.account)
    return client


@pytest.fixture
def ana_at(client, ana):
    client.force_login(ana.account)
    return client


def typed(bo, **changes):
    return {
        "name": "Calls answered in a minute",
        "meaning": "Of all calls, the share answered within 60 seconds.",
        "measure": "percent",
        "decimals": 1,
        "direction": "up",
        "cadence": "weekly",
        "kind": "driver",
        "timing": "leading",
        "owner": bo.email,
        "unit": "Support",
        "public": "on",
        **changes,
    }


def at(name, kpi, *more):
    return reverse(f"kpis:{name}", args=[kpi.public_id, *more])


def test_a_kpi_is_added_and_its_empty_page_offers_the_first_step(bo_at, bo):
    page = bo_at.post(reverse("kpis:new"), typed(bo), follow=True)
    kpi = Kpi.objects.get()
    assert at("many_values", kpi) in page.text
    assert "A vanity metric so far." in page.text


def test_what_was_typed_survives_an_error(bo_at, bo):
    page = bo_at.post(reverse("kpis:new"), typed(bo, measure="money", currency="XYZ"))
    assert page.status_code == 422
    assert "There is no currency “XYZ”" in page.text
    assert "Calls answered in a minute" in page.text


def test_a_stale_form_answers_409_and_keeps_the_text(bo_at, bo, fcr):
    edit_kpi(fcr, actor=SYSTEM, name="Theirs")
    page = bo_at.post(at("edit", fcr), typed(bo, version=1, name="Mine"))
    assert page.status_code == 409
    assert "Theirs" in page.text
    assert 'value="Mine"' in page.text


def test_the_page_says_signal_in_words_and_shows_the_numbers(ana_at, fcr, weeks):
    weeks((*STEADY, 90))
    page = ana_at.get(fcr.get_absolute_url()).text
    assert "This is unusual, not noise." in page
    assert "90.0\u00a0%" in page
    assert at("values_csv", fcr) in page
    assert at("edit", fcr) not in page


def test_the_target_and_the_chance_of_reaching_it(ana_at, bo, fcr, weeks):
    from fairway.people.days import organisation_day

    year = add_year(organisation_day().year + 1, actor=SYSTEM, calendar=FiscalCalendar())[0]
    set_target(fcr, actor=bo, period=year, value=800)
    weeks(STEADY)
    page = ana_at.get(fcr.get_absolute_url()).text
    assert "Chance of reaching it" in page
    assert "If it goes on like this" in page


def test_a_value_is_added_in_the_readers_own_numbers(bo_at, bo, fcr, monday):
    bo.account.language = "pt"
    bo_at.post(at("new_value", fcr), {"day": monday.isoformat(), "value": "76.4 %"})
    assert Observation.objects.get().value == 764


@pytest.mark.parametrize(
    ("value", "words"),
    [("NaN", "is not a number"), ("Infinity", "is not a number"), ("76.45", "At most 1 decimal")],
)
def test_what_cannot_be_a_value_is_refused_beside_it(bo_at, fcr, monday, value, words):
    page = bo_at.post(at("new_value", fcr), {"day": monday.isoformat(), "value": value})
    assert page.status_code == 422
    assert words in page.text
    assert f'value="{value}"' in page.text


def test_a_second_value_offers_the_correction(bo_at, fcr, monday):
    data = {"day": monday.isoformat(), "value": "70"}
    bo_at.post(at("new_value", fcr), data)
    page = bo_at.post(at("new_value", fcr), {**data, "value": "71"})
    assert page.status_code == 422
    assert "there is already 70.0" in page.text
    bo_at.post(at("new_value", fcr), {**data, "value": "71", "correction": "on"})
    assert "corrected" in bo_at.get(at("values", fcr)).text


def test_many_are_looked_at_first_and_bad_lines_are_named(bo_at, fcr, monday):
    text = f"Date\tValue\tShop\n{monday}\t76,4\tNorth\n{monday}\tNaN\t\n31.02.2026\t70\t\n"
    page = bo_at.post(at("many_values", fcr), {"text": text})
    assert page.status_code == 422
    for words in ("2 lines were not understood", "Line 3:", "is not a number", "Line 4:", "North"):
        assert words in page.text
    assert Observation.objects.count() == 0
    bo_at.post(at("many_values", fcr), {"text": text, "apply": "1"})
    assert Observation.objects.get().segment.name == "North"


def test_a_number_that_could_be_two_is_asked_about(bo_at, fcr, monday):
    text = f"{monday};1,234\n"
    assert "can be read in two ways" in bo_at.post(at("many_values", fcr), {"text": text}).text
    page = bo_at.post(at("many_values", fcr), {"text": text, "decimal": "point"})
    assert "1,234.0" in page.text


def test_the_list_is_filtered(ana_at, bo, fcr, weeks, organisation):
    other = add_kpi(actor=SYSTEM, owner=bo, name="Followers", meaning="All of them.")
    weeks((*STEADY, 99))
    judge_kpi(fcr)

    def names(query):
        return [card.kpi for card in ana_at.get(reverse("kpis:listing") + query).context["cards"]]

    assert names("") == [fcr, other]
    assert names("?show=signals") == [fcr]
    assert names("?show=vanity") == [other]
    assert names("?show=mine") == []
    assert names("?unit=Support") == [fcr]
    assert names("?q=follow") == [other]
    assert names("?show=archived") == []


def test_pages_of_the_list_go_on_where_the_last_ended(ana_at, bo):
    for n in range(30):
        add_kpi(actor=SYSTEM, owner=bo, name=f"KPI {n:02}", meaning="One of many.")
    first = ana_at.get(reverse("kpis:listing")).context
    second = ana_at.get(reverse("kpis:listing") + first["next"]).context
    assert [len(first["cards"]), len(second["cards"])] == [24, 6]


def test_notes_are_added_taken_away_and_brought_back(bo_at, fcr, monday):
    bo_at.post(at("new_note", fcr), {"on": monday.isoformat(), "text": "New price list"})
    note = fcr.annotations.get()
    assert "New price list" in bo_at.get(fcr.get_absolute_url()).text
    bo_at.post(at("remove_note", fcr, note.public_id))
    assert "New price list" not in bo_at.get(fcr.get_absolute_url()).context["notes"]
    bo_at.post(at("keep_note", fcr, note.public_id))
    assert fcr.annotations.get().removed_at is None


def test_a_signal_is_answered_beside_the_agreed_response(bo_at, fcr, weeks):
    weeks((*STEADY, 99))
    [signal] = judge_kpi(fcr)
    page = bo_at.get(at("answer", fcr, signal.public_id))
    assert "listen to ten calls" in page.text
    refused = bo_at.post(at("answer", fcr, signal.public_id), {"state": "acted_on", "words": ""})
    assert refused.status_code == 422
    bo_at.post(at("answer", fcr, signal.public_id), {"state": "acted_on", "words": "Shared it."})
    assert "Shared it." in bo_at.get(fcr.get_absolute_url()).text


def test_archiving_can_be_undone_from_the_message(bo_at, fcr):
    page = bo_at.post(at("archive", fcr), follow=True)
    assert at("restore", fcr) in page.text
    bo_at.post(at("restore", fcr))
    fcr.refresh_from_db()
    assert fcr.archived_at is None


def test_who_can_see_it_is_worked_out_from_the_rules(ana_at, fcr, ana):
    assert "Everybody here" in ana_at.get(at("who", fcr)).text
    edit_kpi(fcr, actor=SYSTEM, public=False)
    page = ana_at.get(at("who", fcr)).text
    assert "Everybody in Support" in page
    assert "Bo Almeida" in page


def test_the_file_has_plain_numbers_and_no_formulas(ana_at, fcr, bo, monday):
    bo_name = "=1+1"
    edit_kpi(fcr, actor=SYSTEM, name=bo_name)
    from fairway.kpis.actions.observing import record_value

    record_value(fcr, actor=bo, day=monday - timedelta(weeks=1), units=764, note="=HYPERLINK(1)")
    body = b"".join(ana_at.get(at("values_csv", fcr)).streaming_content).decode()
    assert "76.4" in body
    assert "'=HYPERLINK" in body


def test_search_finds_what_one_may_see(client, ana, cy, fcr):
    edit_kpi(fcr, actor=SYSTEM, public=False)
    for who, sees in ((ana, True), (cy, False)):
        client.force_login(who.account)
        page = client.get(reverse("shell:search"), {"q": "first resolution"}).text
        assert (fcr.get_absolute_url() in page) is sees


def test_text_from_outside_is_shown_as_text(ana_at, fcr):
    edit_kpi(fcr, actor=SYSTEM, name="<script>alert(1)</script>", response="<b>x</b>")
    page = ana_at.get(fcr.get_absolute_url()).text
    assert "<script>alert(1)" not in page
    assert "<b>x</b>" not in page


def test_what_a_chart_of_very_many_values_leaves_out_is_said_under_it(ana_at, fcr, weeks):
    weeks((*STEADY * 21, 90))
    address = fcr.get_absolute_url()
    assert "are drawn: the highest and the lowest" not in ana_at.get(address).text
    page = ana_at.get(address, {"span": "all"}).text
    assert "Of 421 values " in page
    assert "are drawn: the highest and the lowest" in page
