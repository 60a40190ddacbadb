"""Telling how a goal goes: what was typed, in the reader's own numbers, and never lost."""

import pytest
from django.urls import reverse

from fairway.foundation.events import SYSTEM
from fairway.goals.actions.agreeing import propose_goal
from fairway.goals.actions.updating import Told, tell_progress
from fairway.goals.models import ProgressUpdate
from fairway.goals.tests.conftest import add_measured

pytestmark = pytest.mark.django_db


@pytest.fixture
def her_goal(ana, goal_of):
    goal = goal_of(ana, "Answer on first contact", agreed=False)
    result = add_measured(goal, baseline=710, target=800, decimals=1)
    propose_goal(goal, actor=SYSTEM)
    return goal, result


def address(goal):
    return reverse("goals:update", args=[goal.public_id])


def typed(result, value, **more):
    name = result.public_id
    return {f"r_{name}": value, f"v_{name}": result.version, **more}


def test_a_value_a_status_and_a_word_are_told_in_one_go(client, ana, her_goal):
    goal, result = her_goal
    client.force_login(ana.account)
    said = typed(result, "76.4", status="on_track", confidence="4", note="Two of three days.")
    assert client.post(address(goal), said).status_code == 302
    goal.refresh_from_db()
    result.refresh_from_db()
    assert (result.current, goal.percent) == (764, 60)
    assert (goal.status, goal.confidence) == ("on_track", 4)
    page = client.get(goal.get_absolute_url()).content.decode()
    assert "Two of three days." in page
    assert "76.4" in page


def test_a_status_alone_leaves_the_number_and_how_sure_as_they_were(client, ana, her_goal):
    goal, result = her_goal
    tell_progress(goal, actor=ana, results={result: Told(value=764)}, confidence=4)
    result.refresh_from_db()
    client.force_login(ana.account)
    client.post(address(goal), typed(result, "76.4", status="at_risk"))
    goal.refresh_from_db()
    assert (goal.status, goal.confidence, goal.percent) == ("at_risk", 4, 60)
    assert ProgressUpdate.objects.filter(result=result).count() == 1


@pytest.mark.parametrize(
    ("language", "value", "kept"), [("pt", "76,4", 764), ("en", "1,076.4", 10764)]
)
def test_numbers_are_read_as_readers_write_them(
    client, settings, ana, her_goal, language, value, kept
):
    settings.LANGUAGES = [("en", "English"), ("pt", "Português")]
    goal, result = her_goal
    client.force_login(ana.account)
    client.post(address(goal), typed(result, value), headers={"accept-language": language})
    result.refresh_from_db()
    assert result.current == kept


@pytest.mark.parametrize("value", ["NaN", "inf", "-Infinity", "1e400", "many", "7.64.1", "9" * 40])
def test_what_is_no_number_is_said_and_stays_as_it_was_typed(client, ana, her_goal, value):
    goal, result = her_goal
    client.force_login(ana.account)
    answer = client.post(address(goal), typed(result, value, note="A whole sentence."))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "A whole sentence." in page
    assert value in page
    assert not ProgressUpdate.objects.exists()


def test_two_who_tell_at_once_lose_nothing(client, ana, bo, her_goal):
    goal, result = her_goal
    client.force_login(ana.account)
    mine = typed(result, "79", note="Mine.")
    tell_progress(goal, actor=bo, results={result: Told(value=764)}, note="His.")
    answer = client.post(address(goal), mine)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Mine." in page
    assert "76.4" in page
    assert 'value="79"' in page
    result.refresh_from_db()
    assert result.current == 764
    again = client.post(address(goal), typed(result, "79", note="Mine."))
    assert again.status_code == 302
    result.refresh_from_db()
    assert result.current == 790


def test_nothing_told_is_said_and_changes_nothing(client, ana, her_goal):
    goal, result = her_goal
    client.force_login(ana.account)
    answer = client.post(address(goal), typed(result, ""))
    assert answer.status_code == 422
    assert not ProgressUpdate.objects.exists()


def test_a_correction_replaces_and_both_stay_on_record(client, ana, her_goal):
    goal, result = her_goal
    update = tell_progress(goal, actor=ana, results={result: Told(value=764)}, note="Wrong.")
    value = ProgressUpdate.objects.get(result=result)
    client.force_login(ana.account)
    to = reverse("goals:correct", args=[goal.public_id, update.public_id])
    assert client.post(to, {f"r_{value.public_id}": "74.6", "note": "Right."}).status_code == 302
    result.refresh_from_db()
    assert result.current == 746
    assert ProgressUpdate.objects.count() == 4
    page = client.get(goal.get_absolute_url()).content.decode()
    assert "Right." in page
    assert "Wrong." not in page


def test_a_row_of_the_list_is_told_of_in_place(client, ana, her_goal):
    goal, result = her_goal
    client.force_login(ana.account)
    htmx = {"HX-Request": "true"}
    opened = client.get(f"{address(goal)}?at=row", headers=htmx)
    assert "<html" not in opened.content.decode()
    answer = client.post(address(goal), typed(result, "80", at="row"), headers=htmx)
    assert answer.status_code == 200
    assert answer.headers["HX-Retarget"] == f"#goal-{goal.public_id}"
    assert "100 %" in answer.content.decode()


def test_only_who_works_on_a_goal_tells_of_it(client, cy, her_goal):
    goal, result = her_goal
    client.force_login(cy.account)
    assert client.get(address(goal)).status_code == 404
    assert client.post(address(goal), typed(result, "80")).status_code == 404
