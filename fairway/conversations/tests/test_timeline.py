"""One view of a person's period from every room, as far as the reader may see it."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fairway.conversations.actions.notes import remove_note, share_note, write_note
from fairway.conversations.actions.wins import write_win
from fairway.conversations.forms.timeline import months_between, next_month, read
from fairway.conversations.models import CoachingNote, Win
from fairway.foundation.events import SYSTEM
from fairway.foundation.evidence import Asked, shown_sources
from fairway.foundation.ports import evidence_sources
from fairway.foundation.remembering import remembered
from fairway.goals.actions.agreeing import propose_goal
from fairway.goals.actions.closing import close_goal
from fairway.goals.actions.creating import add_goal
from fairway.goals.actions.results import add_result
from fairway.goals.actions.updating import Told, tell_progress
from fairway.people.days import organisation_day
from fairway.people.evidence import coverage, facts
from fairway.strategy.actions.periods import add_period, open_period

pytestmark = pytest.mark.django_db
SECRET = "canaryForCoachingAlone"
MOST_QUERIES = 12


@pytest.fixture
def year():
    today = organisation_day()
    # In Manila, tomorrow may have begun.
    return Asked(today - timedelta(days=365), today + timedelta(days=2))


@pytest.fixture
def everybody(ana, bo, mia, cy, dee, hana, eva, pia):
    return [ana, bo, mia, cy, dee, hana, eva, pia]


@pytest.fixture
def goal(ana):
    """Hers, told of and closed today."""
    today = organisation_day()
    period = add_period(
        "custom",
        "Now",
        actor=SYSTEM,
        starts_on=today - timedelta(days=30),
        last_day=today + timedelta(days=30),
    )
    open_period(period, actor=SYSTEM)
    goal = add_goal("Answer on first contact", actor=SYSTEM, owner=ana, period=period)
    result = add_result(goal, "Calls", actor=SYSTEM, baseline=0, target=10)
    propose_goal(goal, actor=SYSTEM)
    goal.refresh_from_db()
    tell_progress(goal, actor=ana, results={result: Told(value=4)}, note="Four of ten.")
    close_goal(goal, actor=SYSTEM, outcome="achieved")
    return goal


def kinds(viewer, person, asked):
    return sorted({fact.kind for fact in facts(viewer, person, asked).facts})


def words(viewer, person, asked):
    return [fact.words for fact in facts(viewer, person, asked).facts]


def test_goals_updates_notes_and_wins_stand_on_one_line(goal, ana, bo, year):
    write_note(ana, actor=bo, audience="person", body="Listened well.", share=True)
    write_win(actor=ana, body="The calls went well.", share=True)
    assert kinds(bo, ana, year) == ["goal_closed", "goal_update", "note", "win"]
    assert kinds(ana, ana, year) == ["goal_closed", "goal_update", "note", "win"]


def test_each_reads_what_they_may_read_elsewhere_and_no_more(goal, ana, bo, dee, hana, year):
    write_note(ana, actor=bo, audience="person", body="Listened well.", share=True)
    write_win(actor=ana, body="The calls went well.", share=True)
    assert kinds(dee, ana, year) == ["goal_closed", "goal_update", "win"]
    assert kinds(hana, ana, year) == ["goal_closed", "goal_update"]


def test_a_private_win_stands_on_ones_own_timeline_and_no_review_can_cite_it(ana, bo, year):
    write_win(actor=ana, body="Mine alone")
    (fact,) = facts(ana, ana, year).facts
    assert (fact.citable, fact.audience[0]) == (False, "me")
    assert words(bo, ana, year) == []
    assert words(ana, ana, Asked(year.start, year.end, citable=True)) == []


def test_no_source_of_any_room_yields_a_note_for_coaching(ana, bo, everybody, year):
    """Reviews, plans and pay read evidence through the port: what is not in it cannot reach them."""
    write_note(ana, actor=bo, audience="coaching", body=SECRET)
    write_note(ana, actor=bo, audience="person", body=SECRET)
    for viewer in everybody:
        for source in evidence_sources:
            rows = source.find(viewer, ana, year.start, year.end)
            assert SECRET not in str(list(rows.values()))
        assert SECRET not in str(facts(viewer, ana, year))
        assert coverage(viewer, ana, year) == []


def test_a_note_counts_from_the_day_its_subject_could_read_it(ana, bo):
    written = datetime(2026, 3, 3, 12, tzinfo=UTC)
    with time_machine.travel(written):
        note = write_note(ana, actor=bo, audience="person", body="Asked first.")
    with time_machine.travel(written + timedelta(days=60)):
        share_note(note, actor=bo)
        march, may = (Asked(date(2026, m, 1), date(2026, m + 1, 1)) for m in (3, 5))
        assert words(bo, ana, march) == []
        assert words(bo, ana, may) == ["Asked first."]


def test_a_note_that_was_taken_back_is_no_evidence(ana, bo, year):
    note = write_note(ana, actor=bo, audience="person", body="Too harsh.", share=True)
    remove_note(note, actor=bo)
    assert words(ana, ana, year) == words(bo, ana, year) == []


def test_a_private_goal_is_on_the_timeline_of_those_who_see_it(goal, ana, dee, mia, year):
    goal.refresh_from_db()
    type(goal).objects.filter(pk=goal.pk).update(visibility="line")
    assert kinds(mia, ana, year) == ["goal_closed", "goal_update"]
    assert kinds(dee, ana, year) == []


def test_what_somebody_else_did_is_not_on_it(ana, bo, year):
    write_win(actor=bo, body="Of Bo", share=True)
    assert words(bo, ana, year) == []


def test_pages_follow_each_other_without_gap_or_repetition(ana, year):
    today = organisation_day()
    for n in range(23):
        write_win(actor=ana, body=f"Win {n}", happened_on=today - timedelta(days=n // 3))
    seen, page = [], facts(ana, ana, year, size=5)
    while True:
        seen += page.facts
        if not page.after:
            break
        page = facts(ana, ana, year, after=page.after, size=5)
    assert len({fact.key for fact in seen}) == len(seen) == 23
    assert [fact.day for fact in seen] == sorted((fact.day for fact in seen), reverse=True)
    back = facts(ana, ana, year, before=seen[10].cursor, size=5)
    assert list(back.facts) == seen[5:10]


@pytest.mark.parametrize("cursor", ["", "x", "2026-99-99." + "a" * 22, "0000-01-01." + "a" * 22])
def test_a_cursor_that_is_none_shows_the_first_page(ana, year, cursor):
    write_win(actor=ana, body="Mine")
    assert len(facts(ana, ana, year, after=cursor).facts) == 1


def test_the_bars_count_what_the_list_holds(goal, ana, bo, year):
    write_note(ana, actor=bo, audience="person", body="Listened well.", share=True)
    write_win(actor=ana, body="Mine alone")
    tallies = coverage(ana, ana, year)
    listed = facts(ana, ana, year).facts
    assert sum(one.number for one in tallies) == len(listed)
    assert sum(one.number for one in tallies if one.citable) == sum(f.citable for f in listed)


def test_all_sources_together_are_one_query(goal, ana, bo, year):
    """Beside it, only what the rules ask about the reader."""
    write_note(ana, actor=bo, audience="person", body="Listened well.", share=True)
    with remembered(), CaptureQueriesContext(connection) as queries:
        facts(ana, ana, year)
    assert len(shown_sources()) > 2
    assert len([one for one in queries if "fact_kind" in one["sql"]]) == 1


@pytest.mark.parametrize("who", ["ana", "bo", "mia", "dee", "hana"])
def test_the_page_asks_few_queries_and_has_something_to_say_when_empty(who, ana, request, client):
    viewer = request.getfixturevalue(who)
    client.force_login(viewer.account)
    address = reverse("conversations:timeline", args=[ana.public_id])
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(address)
    assert page.status_code == 200
    assert "Nothing in these months yet" in page.content.decode()
    assert len(asked) <= MOST_QUERIES


@pytest.mark.parametrize("who", ["cy", "eva"])
def test_a_colleague_has_no_gathered_view_of_somebody(who, ana, request, client):
    client.force_login(request.getfixturevalue(who).account)
    assert client.get(reverse("conversations:timeline", args=[ana.public_id])).status_code == 404
    page = client.get(ana.get_absolute_url()).content.decode()
    assert reverse("conversations:timeline", args=[ana.public_id]) not in page


@pytest.mark.parametrize(
    "asked", ["month=2026-13", "month=0000-01", "kind=secret", "period=x", "after=x", "cited=maybe"]
)
def test_what_is_no_choice_is_left_out(ana, client, asked):
    client.force_login(ana.account)
    address = reverse("conversations:timeline", args=[ana.public_id])
    assert client.get(f"{address}?{asked}").status_code == 200


def test_one_month_and_one_kind_can_be_chosen(goal, ana, client):
    write_win(actor=ana, body="The calls went well.", happened_on=organisation_day())
    client.force_login(ana.account)
    address = reverse("conversations:timeline", args=[ana.public_id])
    month = f"{organisation_day():%Y-%m}"
    page = client.get(f"{address}?kind=win&month={month}").content.decode()
    assert "The calls went well." in page
    assert goal.title not in page
    assert "Answer on" in client.get(f"{address}?month={month}").content.decode()


@given(st.dates(date(2, 1, 1), date(9990, 1, 1)))
def test_without_a_period_it_is_this_month_and_the_eleven_before(today):
    wanted = read({}, [], today)
    assert len(wanted.months) == 12
    assert wanted.months[-1] == today.replace(day=1)
    assert wanted.whole.end == today + timedelta(days=1)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 1000))
def test_months_cover_all_days_and_follow_each_other(start, days):
    months = months_between(start, start + timedelta(days=days))
    assert months[0] == start.replace(day=1)
    assert all(next_month(one) == other for one, other in pairwise(months))
    assert next_month(months[-1]) >= start + timedelta(days=days)


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    notes=st.lists(
        st.tuples(st.sampled_from(["coaching", "person"]), st.booleans(), st.booleans()),
        max_size=5,
    ),
    wins=st.lists(st.booleans(), max_size=4),
)
def test_whatever_is_written_evidence_is_what_the_person_could_read(
    ana, bo, everybody, year, notes, wins
):
    """By an oracle in a sentence: shared, for the person, and not taken back; or one's own."""
    CoachingNote.objects.all().delete()
    Win.objects.all().delete()
    readable = 0
    for audience, wished, taken_back in notes:
        share = wished and audience == "person"
        note = write_note(ana, actor=bo, audience=audience, body="A note", share=share)
        if taken_back:
            remove_note(note, actor=bo)
        readable += share and not taken_back
    for share in wins:
        write_win(actor=ana, body="A win", share=share)
    for viewer in everybody:
        found = facts(viewer, ana, year).facts
        count = {kind: sum(f.kind == kind for f in found) for kind in ("note", "win")}
        may_note, may_win = viewer in (ana, bo), viewer.called in ("Ana", "Bo", "Dee")
        assert count["note"] == (readable if may_note else 0)
        shared = len(wins) if viewer == ana else sum(wins)
        assert count["win"] == (shared if may_win else 0)
        assert sum(f.citable for f in found) == count["note"] + (sum(wins) if may_win else 0)
