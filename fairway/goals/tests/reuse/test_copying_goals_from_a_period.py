"""Goals go on in another period from where they stood, as drafts of their owners."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from fairway.foundation.events import SYSTEM
from fairway.goals.actions.carrying import (
    NothingChosen,
    SamePeriod,
    begins_at,
    carry_over,
    to_carry,
)
from fairway.goals.actions.contributing import contribute
from fairway.goals.actions.refusals import PeriodIsOver
from fairway.goals.actions.results import add_result
from fairway.goals.models import Goal, KeyResult
from fairway.strategy.actions.periods import add_period, close_period, open_period


@pytest.fixture
def spring(db):
    return add_period(
        "quarter", "Q1 2027", actor=SYSTEM, starts_on=date(2027, 1, 1), last_day=date(2027, 3, 31)
    )


@pytest.fixture
def carry(ana, quarter, spring):
    def make(*goals, actor=ana, **how):
        return carry_over(goals, actor=actor, to=spring, from_period=quarter, **how)

    return make


@pytest.mark.django_db
def test_a_measure_begins_where_it_stood_last(carry, ana, goal_of):
    (copy,) = carry(goal_of(ana, "Answer sooner", 40, None))
    first, second = copy.results.all()
    assert (first.baseline, first.target, first.current) == (40, 100, None)
    assert second.baseline == 0, "nobody told of it"
    assert (copy.state, copy.period.name, copy.progress) == ("draft", "Q1 2027", None)
    assert copy.starts_on == date(2027, 1, 1)


@pytest.mark.django_db
def test_or_where_it_began_if_the_person_says_so(carry, ana, goal_of):
    (copy,) = carry(goal_of(ana, "Answer sooner", 40), start_from_last=False)
    assert copy.results.get().baseline == 0


@given(st.integers(-9, 9), st.integers(-9, 9), st.none() | st.integers(-9, 9))
def test_a_copy_never_begins_at_its_target(baseline, target, current):
    result = KeyResult(baseline=baseline, target=target, current=current)
    if baseline != target:
        assert begins_at(result) != target
        assert begins_at(result) in (baseline, current)


@pytest.mark.django_db
def test_what_is_done_stays_behind(carry, ana, goal_of):
    goal = goal_of(ana, "Move", agreed=False)
    add_result(goal, "Sign the lease", actor=SYSTEM, kind="yes_no")
    steps = add_result(
        goal, "Move in", actor=SYSTEM, kind="milestones", milestones=[("Pack", None), ("Go", None)]
    )
    steps.milestones.filter(title="Pack").update(done=True)
    goal.results.filter(title="Sign the lease").update(done=True)
    (copy,) = carry(goal)
    assert [one.title for one in copy.results.all()] == ["Move in"]
    assert [one.title for one in copy.results.get().milestones.all()] == ["Go"]


@pytest.mark.django_db
def test_twice_is_once(carry, ana, goal_of):
    goal = goal_of(ana, "Answer sooner", 40)
    assert len(carry(goal)) == 1
    assert carry(goal) == []
    assert Goal.objects.filter(copied_from=goal).count() == 1


@pytest.mark.django_db
def test_copies_contribute_to_each_other_as_before(carry, ana, goal_of):
    above, below = goal_of(ana, "Above"), goal_of(ana, "Below", 10)
    contribute(below, actor=SYSTEM, to=above, how="It helps.")
    below.refresh_from_db()
    copies = {goal.title: goal for goal in carry(above, below)}
    assert copies["Below"].parent == copies["Above"]
    assert copies["Below"].contributes_how == "It helps."


@pytest.mark.django_db
def test_nobody_copies_what_is_not_theirs_to_keep(carry, ana, bo, cy, goal_of, quarter):
    theirs = goal_of(cy, "Cy's")
    with pytest.raises(PermissionDenied):
        carry(theirs)
    with pytest.raises(PermissionDenied):
        carry(goal_of(ana, "Ana's"), actor=bo)
    assert not Goal.objects.exclude(copied_from=None).exists()
    assert set(to_carry(None, quarter)) == set()


@pytest.mark.django_db
def test_it_is_refused_in_words_where_it_makes_no_sense(carry, ana, goal_of, quarter, spring):
    goal = goal_of(ana, "Answer sooner")
    with pytest.raises(NothingChosen):
        carry()
    with pytest.raises(SamePeriod):
        carry_over([goal], actor=ana, to=quarter, from_period=quarter)
    close_period(open_period(spring, actor=SYSTEM), actor=SYSTEM)
    with pytest.raises(PeriodIsOver):
        carry(goal)


@pytest.mark.django_db
def test_in_pages_the_person_chooses_which(client, ana, goal_of, quarter, spring):
    kept, left = goal_of(ana, "Goes on", 40), goal_of(ana, "Is over", 10)
    client.force_login(ana.account)
    url = f"{reverse('goals:carrying')}?from={quarter.public_id}"
    page = client.get(url)
    assert "Goes on" in page.text
    assert "(0 to 100)" in page.text
    typed = {"to": spring.public_id, "begins": "last", "goals": [kept.public_id]}
    assert client.post(url, typed).status_code == 302
    assert Goal.objects.get(period=spring).title == "Goes on"
    assert "copied already" in client.get(url).text
    assert not left.copies.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("goals", [[], ["nonsense"], ["x" * 22]])
def test_in_pages_what_cannot_be_is_said(client, ana, cy, goal_of, quarter, spring, goals):
    goal_of(ana, "Goes on", 40)
    other = goal_of(cy, "Cy's")
    client.force_login(ana.account)
    url = f"{reverse('goals:carrying')}?from={quarter.public_id}"
    for wanted in (goals, [other.public_id]):
        typed = {"to": spring.public_id, "begins": "last", "goals": wanted}
        assert client.post(url, typed).status_code == 422
    assert client.get(f"{reverse('goals:carrying')}?from=nothing").status_code == 200
    assert not Goal.objects.filter(period=spring).exists()
