"""Eight questions to whoever keeps a KPI: kept with name and day, marked, never blocking."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from fairway.foundation.models import Event
from fairway.kpis.actions.defining import edit_kpi
from fairway.kpis.actions.observing import record_value
from fairway.kpis.actions.screening import screen_kpi
from fairway.kpis.balance import weigh
from fairway.kpis.models import Kpi
from fairway.kpis.refusals import Needed
from fairway.kpis.screening import QUESTIONS, result_of
from fairway.kpis.tests.test_kpi_pages import typed
from fairway.measurement.kpi.vanity import FINDINGS
from fairway.strategy.tests.matrix import a_priority

pytestmark = pytest.mark.django_db
GOES_UP = "This number goes up whatever anybody does."
FINE = {one.code: "yes" for one in QUESTIONS}


def address(kpi):
    return reverse("kpis:screen", args=[kpi.public_id])


def test_the_questions_are_those_that_are_measured():
    assert [one.code for one in QUESTIONS] == list(FINDINGS)


def test_what_was_answered_is_said_in_plain_words_with_name_and_day(client, fcr, bo, ana):
    client.force_login(bo.account)
    answers = {**FINE, "always_up": "no", "note": "A running total."}
    assert client.post(address(fcr), answers).status_code == 302
    client.force_login(ana.account)
    page = client.get(fcr.get_absolute_url()).text
    assert GOES_UP in page
    assert "One thing speaks against it." in page
    assert "A running total." in page
    assert f", {bo.name}" in page
    assert "in doubt" in client.get(reverse("kpis:listing")).text
    assert Event.objects.filter(kind="kpis.screened").count() == 1


def test_nothing_is_blocked_by_it(fcr, bo, monday):
    screen_kpi(fcr, actor=bo, answers={one.code: "no" for one in QUESTIONS})
    assert record_value(fcr, actor=bo, day=monday, units=730)


def test_answers_are_added_and_the_latest_counts(client, fcr, bo):
    screen_kpi(fcr, actor=bo, answers={"always_up": "no"})
    screen_kpi(fcr, actor=bo, answers=FINE)
    fcr.refresh_from_db()
    assert result_of(fcr.screening).state == "fine"
    assert fcr.screenings.count() == 2
    client.force_login(bo.account)
    assert GOES_UP in client.get(address(fcr)).text


def test_a_question_that_is_left_out_stays_open(fcr, bo):
    row = screen_kpi(fcr, actor=bo, answers={"no_owner": "yes", "always_up": "unsure"})
    result = result_of(row)
    assert (result.state, "7 questions are open" in result.title) == ("open", True)


def test_with_no_answer_at_all_nothing_is_kept(client, fcr, bo):
    client.force_login(bo.account)
    answer = client.post(address(fcr), {"note": "Later"})
    assert answer.status_code == 422
    assert "Answer one question at least." in answer.text
    assert 'value="Later"' in answer.text
    with pytest.raises(Needed):
        screen_kpi(fcr, actor=bo, answers={"made_up": "no", "always_up": "perhaps"})


def test_only_who_keeps_it_answers(fcr, ana):
    with pytest.raises(PermissionDenied):
        screen_kpi(fcr, actor=ana, answers=FINE)


def test_what_is_on_record_stands_beside_the_question(client, fcr, weeks, bo):
    weeks([*range(60, 72)])
    client.force_login(bo.account)
    page = client.get(address(fcr)).text
    assert "It has only ever gone up, over 12 values." in page
    assert "Up: share what did it." in page


def test_a_kpi_that_the_reader_may_not_see_is_not_counted_beside_it(
    client, fcr, bo, ana, pia, organisation
):
    priority = a_priority()
    Kpi.objects.update(priority=priority)
    elsewhere = {"owner": pia, "unit": organisation.shops, "priority": priority}
    other = Kpi.objects.create(name="Beside", kind="quality", **elsewhere)
    client.force_login(bo.account)
    assert "Quality measures beside it: 1." in client.get(address(fcr)).text
    Kpi.objects.filter(pk=other.pk).update(public=False)
    assert "Quality measures beside it: 0." in client.get(address(fcr)).text


def test_a_doubt_is_weighed_in_the_stack(fcr, bo):
    screen_kpi(fcr, actor=bo, answers={**FINE, "always_up": "no"})
    fcr.refresh_from_db()
    assert f"{fcr.name}: {GOES_UP}" in [one.text for one in weigh([fcr])]


def test_a_response_written_later_settles_that_doubt(fcr, bo):
    edit_kpi(fcr, actor=bo, response="")
    screen_kpi(fcr, actor=bo, answers={"no_response": "no"})
    fcr.refresh_from_db()
    assert fcr.doubts == ["no_response"]
    edit_kpi(fcr, actor=bo, response="Down: listen to ten calls.")
    fcr.refresh_from_db()
    assert fcr.doubts == []


def test_the_four_questions_of_a_new_kpi_are_asked_kept_and_shown(client, bo, ana):
    client.force_login(bo.account)
    four = {
        "result": "Returns settled in one go",
        "moved_by": "An open guide",
        "seen_in": "Two calls a week",
        "understood": "Nobody has to call twice",
    }
    page = client.get(reverse("kpis:new")).text
    assert [name for name in four if f'name="{name}"' not in page] == []
    client.post(reverse("kpis:new"), typed(bo, name="Settled at once", **four))
    kpi = Kpi.objects.get(name="Settled at once")
    assert {name: getattr(kpi, name) for name in four} == four
    shown = client.get(kpi.get_absolute_url()).text
    assert [words for words in four.values() if words not in shown] == []
