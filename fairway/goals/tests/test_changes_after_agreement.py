"""What was agreed changes when the other side agrees to that as well."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from fairway.foundation.access import can
from fairway.foundation.events import SYSTEM
from fairway.foundation.models import Event
from fairway.foundation.policy import set_policy
from fairway.foundation.versions import Stale
from fairway.goals import telling, todos
from fairway.goals.actions.changes_refused import (
    AgreedWeight,
    AlreadyDecided,
    ChangeWaits,
    MovedMeanwhile,
    NothingChanges,
)
from fairway.goals.actions.changing import (
    approve_change,
    decline_change,
    propose_change,
    propose_to_stop,
    withdraw_change,
)
from fairway.goals.actions.closing import close_goal
from fairway.goals.actions.contributing import contribute
from fairway.goals.actions.refusals import EndsBeforeItBegins, NowhereToGo, WordsMissing
from fairway.goals.models import KeyResult
from fairway.people.models import Appointment

pytestmark = pytest.mark.django_db
WHY = "Two of us are away."


@pytest.fixture
def goal(ana, goal_of):
    return goal_of(ana, "Answer on first contact", 40)


def change(goal, actor, **wanted):
    return propose_change(goal, actor=actor, reason=WHY, **wanted)


def test_a_goal_stays_as_agreed_until_the_other_one_agrees(goal, ana, bo):
    proposed = change(goal, ana, title="Answer half on first contact")
    goal.refresh_from_db()
    assert goal.title == "Answer on first contact"
    with pytest.raises(PermissionDenied):
        approve_change(proposed, actor=ana)
    approve_change(proposed, actor=bo)
    goal.refresh_from_db()
    assert goal.title == "Answer half on first contact"
    assert goal.is_agreed


def test_what_the_manager_proposes_the_owner_decides(goal, ana, bo, cy):
    proposed = change(goal, bo, last_day=date(2026, 11, 30))
    for other in (bo, cy):
        with pytest.raises(PermissionDenied):
            approve_change(proposed, actor=other)
    approve_change(proposed, actor=ana)
    goal.refresh_from_db()
    assert goal.last_day == date(2026, 11, 30)


def test_progress_follows_a_new_target(goal, ana, bo):
    result = goal.results.get()
    approve_change(change(goal, ana, results={result: {"target": 50}}), actor=bo)
    goal.refresh_from_db()
    assert (goal.percent, goal.results.get().target) == (80, 50)


def test_a_new_weight_counts_where_the_goal_contributes(ana, bo, goal_of):
    above = goal_of(bo, "Above", roll_up="contributing")
    half, none = goal_of(ana, "Half", 50), goal_of(ana, "None", 0)
    for part in (half, none):
        contribute(part, actor=SYSTEM, to=above, how="By hand.")
    approve_change(change(half, ana, weight=3), actor=bo)
    above.refresh_from_db()
    assert (above.percent, none.weight) == (38, 1)
    with pytest.raises(AgreedWeight):
        contribute(none, actor=ana, to=above, how="By hand.", weight=2)


def test_it_is_declined_with_words_that_stay(goal, ana, bo):
    proposed = change(goal, ana, title="Less")
    with pytest.raises(WordsMissing):
        decline_change(proposed, actor=bo, answer="  ")
    with pytest.raises(PermissionDenied):
        decline_change(proposed, actor=ana, answer="No.")
    declined = decline_change(proposed, actor=bo, answer="The half of it is too little.")
    assert (declined.state, declined.answer) == ("declined", "The half of it is too little.")
    with pytest.raises(AlreadyDecided):
        approve_change(proposed, actor=bo)


def test_who_proposed_it_takes_it_back(goal, ana, bo):
    proposed = change(goal, ana, title="Less")
    with pytest.raises(PermissionDenied):
        withdraw_change(proposed, actor=bo)
    assert withdraw_change(proposed, actor=ana).state == "withdrawn"
    assert change(goal, ana, title="Other").state == "proposed"


def test_two_changes_at_once_wait_for_each_other(goal, ana, bo):
    change(goal, ana, title="Hers")
    with pytest.raises(ChangeWaits, match=ana.name):
        change(goal, bo, title="His")


def test_who_saw_an_older_goal_is_told_so(goal, ana, bo):
    seen = goal.version
    approve_change(change(goal, ana, title="New words"), actor=bo)
    with pytest.raises(Stale):
        change(goal, ana, title="Other words", version=seen)


def test_a_change_of_what_is_no_longer_there_is_not_agreed_to(goal, ana, bo):
    proposed = change(goal, ana, results={goal.results.get(): {"target": 50}})
    KeyResult.objects.update(target=70)
    with pytest.raises(MovedMeanwhile):
        approve_change(proposed, actor=bo)


def test_bad_changes_are_refused_when_they_are_proposed(goal, ana):
    with pytest.raises(NothingChanges):
        change(goal, ana, title=goal.title, last_day=goal.last_day)
    with pytest.raises(EndsBeforeItBegins):
        change(goal, ana, last_day=date(2026, 9, 1))
    with pytest.raises(NowhereToGo):
        change(goal, ana, results={goal.results.get(): {"target": 0}})
    with pytest.raises(WordsMissing):
        propose_change(goal, actor=ana, reason=" ", title="Less")
    assert not goal.changes.exists()


def test_where_nobody_has_to_agree_a_change_holds_at_once(goal, ana):
    set_policy("goals.agreement", "at_once", actor=SYSTEM)
    assert change(goal, ana, title="Mine alone").state == "approved"
    goal.refresh_from_db()
    assert goal.title == "Mine alone"


def test_who_keeps_a_units_goals_changes_them_at_once(bo, organisation, goal_of):
    organisation.support.leader = bo
    organisation.support.save()
    goal = goal_of(None, "Support's own", 10, unit=organisation.support)
    assert change(goal, bo, title="Smaller").state == "approved"


def test_hr_decides_for_who_has_nobody_above(mia, ana, hire, organisation, goal_of):
    hana = hire("Hana Mori", organisation.root, organisation.lisbon)
    Appointment.objects.create(person=hana, role="people_lead", valid_from=date(2024, 1, 8))
    assert mia.assignment.manager is None
    alone = change(goal_of(mia, "Hers"), mia, title="Smaller")
    managed = change(goal_of(ana, "Managed"), ana, title="Smaller")
    assert [can(hana, "decide", one) for one in (alone, managed)] == [True, False]


def test_closing_a_goal_takes_what_waits_back(goal, ana, bo):
    proposed = change(goal, ana, title="Less")
    close_goal(goal, actor=bo, outcome="partly")
    proposed.refresh_from_db()
    assert proposed.state == "withdrawn"


def test_to_stop_a_goal_is_decided_like_any_other_change(goal, ana, bo, cy):
    proposed = propose_to_stop(goal, actor=ana, reason=WHY)
    goal.refresh_from_db()
    assert (proposed.state, goal.is_open) == ("proposed", True)
    for other in (ana, cy):
        with pytest.raises(PermissionDenied):
            approve_change(proposed, actor=other)
    assert approve_change(proposed, actor=bo).state == "approved"
    goal.refresh_from_db()
    assert (goal.outcome, goal.reflection, goal.is_open) == ("dropped", WHY, False)


def test_a_goal_that_is_not_stopped_after_all_goes_on(goal, ana, bo):
    proposed = propose_to_stop(goal, actor=bo, reason=WHY)
    decline_change(proposed, actor=ana, answer="Half of it is done.")
    goal.refresh_from_db()
    assert (goal.is_open, goal.outcome) == (True, "")


def test_a_stopped_goal_no_longer_counts_where_it_contributed(ana, bo, goal_of):
    above = goal_of(bo, "Above", roll_up="contributing")
    half, none = goal_of(ana, "Half", 50), goal_of(ana, "None", 0)
    for part in (half, none):
        contribute(part, actor=SYSTEM, to=above, how="By hand.")
    approve_change(propose_to_stop(none, actor=ana, reason=WHY), actor=bo)
    above.refresh_from_db()
    assert above.percent == 50


def test_a_goal_is_not_stopped_without_a_reason_nor_beside_another_change(goal, ana, bo):
    with pytest.raises(WordsMissing):
        propose_to_stop(goal, actor=ana, reason=" ")
    with pytest.raises(Stale):
        propose_to_stop(goal, actor=ana, reason=WHY, version=goal.version + 1)
    change(goal, ana, title="Hers")
    with pytest.raises(ChangeWaits):
        propose_to_stop(goal, actor=bo, reason=WHY)


def test_who_decides_finds_it_among_their_to_dos_and_is_told(goal, ana, bo, cy):
    proposed = change(goal, ana, title="Less")
    keys = {one: [todo.key for todo in todos.found(one)] for one in (ana, bo, cy)}
    waiting = f"goal-change:{goal.public_id}"
    assert [one for one in (ana, bo, cy) if waiting in keys[one]] == [bo]
    assert people_told(proposed, telling.change_proposed, by=ana) == {bo}
    approve_change(proposed, actor=bo)
    assert people_told(proposed, telling.change_approved, by=bo) == {ana}
    assert people_told(proposed, telling.change_proposed, by=ana) == set()


def test_the_owner_is_told_of_what_their_manager_proposes(goal, ana, bo):
    assert people_told(change(goal, bo, title="Less"), telling.change_proposed, by=bo) == {ana}


def test_what_is_to_stop_is_told_as_such(goal, ana, bo):
    proposed = propose_to_stop(goal, actor=ana, reason=WHY)
    assert "proposes to stop" in words_told(proposed, telling.change_proposed, by=ana)
    approve_change(proposed, actor=bo)
    assert "agreed to stop" in words_told(proposed, telling.change_approved, by=bo)
    assert list(telling.closed(Event.objects.get(kind="goals.closed"))) == []


def words_told(change, tell, *, by):
    event = type("Event", (), {"data": {"change": change.pk}, "actor": by})
    return " ".join(str(notice.title) for notice in tell(event))


def people_told(change, tell, *, by):
    event = type("Event", (), {"data": {"change": change.pk}, "actor": by})
    return {notice.person for notice in tell(event)}
