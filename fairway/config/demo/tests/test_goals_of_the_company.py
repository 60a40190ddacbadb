"""The goals of the demo hold together, and its stories can be found."""

import pytest
from django.db.models import Count, F, Q

from fairway.foundation.access import can
from fairway.foundation.demo import DemoCompany
from fairway.foundation.models import Event
from fairway.goals.actions.rolling import sums_of, sums_of_result
from fairway.goals.demo.stories import COPIED
from fairway.goals.models import CoOwner, Goal, GoalReview, KeyResult, ProgressUpdate, Task
from fairway.goals.models.progressing import to_millionths
from fairway.people.models import Person
from fairway.strategy.models import Period
from tests.saltmarsh import DAY

pytestmark = pytest.mark.django_db


def called(title: str, **more: object) -> Goal:
    return Goal.objects.current().get(title=title, **more)


def person(company: DemoCompany, key: str) -> Person:
    return Person.objects.for_display().get(pk=company.cast[key].pk)


def test_stored_progress_is_what_the_roll_up_computes(saltmarsh):
    for goal in Goal.objects.all():
        sums = sums_of(goal)
        assert (goal.progress, goal.coverage) == (sums.progress, sums.coverage), goal
    for result in KeyResult.objects.all():
        raw = to_millionths(result.measured().raw)
        rolled = sums_of_result(result).progress
        assert result.progress == (rolled if result.source == "goals" else raw), result


def test_two_years_of_quarters_have_goals_and_what_is_over_is_closed(saltmarsh):
    quarters = Period.objects.filter(kind="quarter", opened_at__isnull=False)
    assert quarters.count() == 8
    per_quarter = quarters.annotate(n=Count("goals")).values_list("n", flat=True)
    assert min(per_quarter) > 20
    over = Goal.objects.filter(until_on__lte=DAY)
    assert not over.filter(Q(closed_at=None) | Q(reflection="")).exists()
    assert set(over.values_list("outcome", flat=True)) == set(Goal.Outcome.values)
    assert not Goal.objects.filter(until_on__gt=DAY, closed_at__isnull=False).exists()


def test_about_three_goals_for_each_person_and_three_key_results_for_each_goal(saltmarsh):
    goals = Goal.objects.count()
    assert 2.2 * saltmarsh.people < goals < 4.5 * saltmarsh.people
    assert 2 * goals < KeyResult.objects.count() < 4 * goals


def test_nothing_was_told_of_a_goal_after_today_or_before_it_began(saltmarsh):
    updates = ProgressUpdate.objects.all()
    assert not updates.filter(at__date__gt=DAY).exists()
    assert not updates.filter(at__date__lt=F("goal__starts_on")).exists()
    assert not Event.objects.filter(kind__startswith="goals.", at__date__gt=DAY).exists()


def test_the_last_update_of_a_key_result_is_its_value(saltmarsh):
    for result in KeyResult.objects.filter(source="manual", kind="metric", updates__isnull=False):
        last = result.updates.newest_first()[0]
        assert (last.value, last.progress) == (result.current, result.progress)


def test_every_goal_is_on_record(saltmarsh):
    added = Event.objects.filter(kind="goals.added").values("subject_id")
    assert not Goal.objects.exclude(pk__in=added).exists()
    told = Event.objects.filter(kind="goals.progress_told").count()
    assert told == ProgressUpdate.objects.filter(result=None).count()


def test_ana_and_bo_stand_where_the_manual_says(saltmarsh):
    anas = called("Answer returns questions on the first contact")
    bos = called(COPIED, unit=saltmarsh.units["support"])
    assert (anas.owner, anas.parent, bos.parent) == (saltmarsh.cast["ana"], bos, None)
    assert str(bos.priority) == "Make returns effortless"
    assert anas.contributes_how.endswith("nobody needs a second conversation.")
    assert [one.current_said for one in anas.results.all()] == ["76.4\u00a0%", "11.6", "3"]
    assert [one.percent for one in anas.results.all()] == [60, 48, 75]
    assert (anas.percent, bos.percent) == (61, 57)
    assert anas.comments.get().by == saltmarsh.cast["bo"]


def test_a_proposal_waits_for_bo_alone(saltmarsh):
    waiting = called("Write the ten answers that customers ask for most")
    assert waiting.state == "proposed"
    assert can(person(saltmarsh, "bo"), "agree", waiting)
    assert not can(person(saltmarsh, "ines"), "agree", waiting)


def test_a_private_goal_is_ana_s_and_the_line_s(saltmarsh):
    private = called("Be ready to lead a team by spring")
    seen = {key: can(person(saltmarsh, key), "view", private) for key in saltmarsh.cast}
    assert seen["ana"]
    assert seen["bo"]
    assert not seen["cy"]
    assert not seen["ines"]


def test_the_other_stories_can_be_found(saltmarsh):
    copied = called(COPIED, owner=saltmarsh.cast["tomas"])
    assert copied.parent is not None
    assert (copied.parent.title, copied.contributes_how) == (COPIED, "")
    stalled = called("Answer payment questions without handing over")
    assert (DAY - stalled.updated_at.date()).days > 21
    missing = called("Exchange in any shop, whoever sold it")
    assert (missing.percent, missing.coverage) == (38, 666_667)
    shared = CoOwner.objects.filter(goal=called("Labels that arrive before the parcel"))
    assert {one.unit or one.person for one in shared} == {
        saltmarsh.units["stock"],
        saltmarsh.cast["dee"],
    }
    leads = called("Half of new shift leads come from within")
    assert (leads.percent, leads.results.filter(source="goals").get().percent) == (44, 35)


def test_anas_goals_show_the_daily_work_that_serves_them(saltmarsh):
    tasks = called("Answer returns questions on the first contact").tasks.all()
    assert {task.stage for task in tasks} == set(Task.Stage)
    assert tasks.exclude(tracker_ref="").exists()
    assert tasks.filter(done_at=None, due_on__lt=DAY).count() == 1
    assert set(Task.objects.values_list("goal__owner", flat=True)) == {saltmarsh.cast["ana"].pk}
    assert not Task.objects.filter(done_at__lt=F("begun_at")).exists()


def test_one_team_is_aligned_with_nothing(saltmarsh):
    theirs = Goal.objects.filter(
        Q(unit=saltmarsh.units["brand"]) | Q(owner__assignment__unit=saltmarsh.units["brand"])
    )
    assert theirs.current().count() > 3
    assert set(theirs.current()) == set(theirs.current().unaligned())


def test_anas_review_is_half_written_with_bo(saltmarsh):
    ana, bo = person(saltmarsh, "ana"), person(saltmarsh, "bo")
    review = GoalReview.objects.open().get(person=ana)
    said = {line.by: review.lines.filter(by=line.by).count() for line in review.lines.all()}
    assert said == {ana: 2, bo: 1}
    assert review.goals().count() > 2
    assert (review.written_at, review.answered_at) == (None, None)
    assert [can(one, "write", review) for one in (ana, bo)] == [True, True]


def test_the_goals_of_support_are_looked_at_too(saltmarsh):
    ana, bo = person(saltmarsh, "ana"), person(saltmarsh, "bo")
    review = GoalReview.objects.open().get(person=None)
    assert review.lines.get().by == ana
    assert review.goals().count() > 1
    assert [can(one, "close", review) for one in (ana, bo)] == [False, True]
