"""Call reviews and shop visits: questions that make one value of a stretch."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from fairway.kpis.actions import scoring
from fairway.kpis.actions.observing import record_value
from fairway.kpis.models import Kpi, Observation, Scored
from fairway.kpis.refusals import InTheFuture, Needed

pytestmark = pytest.mark.django_db
ASKED = ("Was the question repeated?", "Was the guide open?", "Was the next step said?")


@pytest.fixture
def sheet(fcr, bo):
    return scoring.write_sheet(fcr, actor=bo, questions=ASKED, best=4)


def held(kpi):
    return [row.value for row in Observation.objects.current().filter(kpi=kpi)]


def test_calls_of_a_week_make_its_value_each_weighing_the_same(fcr, bo, sheet, monday):
    scoring.score(fcr, actor=bo, on=monday, points=[4, 4, 4])
    scoring.score(fcr, actor=bo, on=monday + timedelta(days=3), points=[2, None, None])
    assert held(fcr) == [750]
    row = Observation.objects.current().get()
    assert (row.source, row.note) == ("scored", "2 scored")


def test_a_score_is_the_mean_of_its_own_scale(fcr, bo, sheet, monday):
    Kpi.objects.filter(pk=fcr.pk).update(measure="score")
    fcr.refresh_from_db()
    scoring.score(fcr, actor=bo, on=monday, points=[4, 3, 2])
    assert held(fcr) == [30]


def test_what_was_scored_by_mistake_counts_no_more(fcr, bo, sheet, monday):
    first = scoring.score(fcr, actor=bo, on=monday, points=[4, 4, 4])
    second = scoring.score(fcr, actor=bo, on=monday, points=[0, 0, 0])
    scoring.remove_scored(second, actor=bo)
    assert held(fcr) == [1000]
    scoring.remove_scored(first, actor=bo)
    assert held(fcr) == []
    assert Observation.objects.count() == 3


def test_new_questions_leave_what_was_scored_as_it_was_asked(fcr, bo, sheet, monday):
    row = scoring.score(fcr, actor=bo, on=monday, points=[4, 3, None])
    scoring.write_sheet(fcr, actor=bo, questions=["Was it kind?"], best=1)
    row.refresh_from_db()
    assert row.answers[2] == ["Was the next step said?", None]
    scoring.score(fcr, actor=bo, on=monday, points=[1])
    assert held(fcr) == [938]  # the mean of 87.5 and 100, to one decimal


def test_only_keepers_score_what_has_been(fcr, bo, ana, sheet, monday):
    with pytest.raises(PermissionDenied):
        scoring.score(fcr, actor=ana, on=monday, points=[4, 4, 4])
    with pytest.raises(InTheFuture):
        scoring.score(fcr, actor=bo, on=monday + timedelta(days=60), points=[4, 4, 4])
    with pytest.raises(Needed):
        scoring.score(fcr, actor=bo, on=monday, points=[None, None, None])


def test_a_typed_value_gives_way_and_stays_on_record(fcr, bo, sheet, monday):
    record_value(fcr, actor=bo, day=monday, units=700)
    scoring.score(fcr, actor=bo, on=monday, points=[4, 4, 4])
    assert (held(fcr), Observation.objects.count()) == ([1000], 2)


@given(points=st.lists(st.none() | st.integers(0, 4), min_size=1, max_size=12))
def test_a_value_is_never_outside_its_scale(points):
    seen = [one for one in points if one is not None]
    if not seen:
        return
    row = Scored(points=sum(seen), most=4 * len(seen), best=4)
    assert 0 <= scoring._units(Kpi(measure="percent", decimals=1), [row]) <= 1000
    assert 0 <= scoring._units(Kpi(measure="score", decimals=2), [row, row]) <= 400


def test_the_form_asks_each_question_and_keeps_answers_through_an_error(
    client, fcr, bo, ana, sheet, monday
):
    client.force_login(bo.account)
    address = reverse("kpis:score", args=[fcr.public_id])
    typed = {"on": "", "q0": "4", "q1": "unseen", "q2": "3", "note": "Line was bad"}
    page = client.post(address, typed)
    assert page.status_code == 422
    assert "Line was bad" in page.text
    assert client.post(address, {**typed, "on": monday.isoformat()}).status_code == 302
    assert held(fcr) == [875]
    assert "88\u00a0%" in client.get(address).text or "88&nbsp;%" in client.get(address).text


def test_without_questions_there_is_nothing_to_score_by(client, fcr, bo, ana):
    client.force_login(bo.account)
    assert client.get(reverse("kpis:score", args=[fcr.public_id])).status_code == 404
    page = client.post(reverse("kpis:sheet", args=[fcr.public_id]), {"questions": "", "best": "4"})
    assert page.status_code == 422
