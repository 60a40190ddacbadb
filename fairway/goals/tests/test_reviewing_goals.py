"""Goals are looked at together, over days, and what is to change or stop is proposed."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from fairway.foundation.access import can
from fairway.foundation.events import SYSTEM
from fairway.foundation.models import Event
from fairway.foundation.policy import set_policy
from fairway.foundation.remembering import remembered
from fairway.foundation.versions import Stale
from fairway.goals import personal, reviewing, todos
from fairway.goals.actions.changing import approve_change, propose_change
from fairway.goals.actions.closing import close_goal
from fairway.goals.actions.refusals import PeriodIsOver
from fairway.goals.actions.reviewing import (
    Decided,
    Said,
    close_review,
    due_from,
    open_review,
    version_of,
    write_review,
)
from fairway.goals.actions.reviewing_by_calendar import open_due, point_at
from fairway.goals.actions.reviews_refused import (
    NothingToReview,
    ReviewIsClosed,
    SayWhy,
    Undecided,
)
from fairway.goals.models import Goal, GoalChange, GoalReview
from fairway.people.models import Absence, Appointment, Person
from fairway.strategy.actions.periods import close_period
from fairway.strategy.models import Period

pytestmark = pytest.mark.django_db
WHY = "Two of us are away until the end of it."
KEEP, CHANGE, STOP = "keep", "change", "stop"


@pytest.fixture
def goals(ana, goal_of):
    return [goal_of(ana, title, 40) for title in ("First", "Second", "Third")]


@pytest.fixture
def review(goals, ana, quarter):
    return open_review(ana, actor=ana, period=quarter, point="middle")


def say(review, actor, *verdicts, **more):
    goals = list(review.goals())
    said = {
        goal.pk: Said(verdict, WHY)
        for goal, verdict in zip(goals, verdicts, strict=False)
        if verdict
    }
    return write_review(review, actor=actor, said=said, **more)


def decide(review, actor, *decisions, **more):
    decided = dict(zip((goal.pk for goal in review.goals()), decisions, strict=False))
    return close_review(review, actor=actor, decided=decided, **more)


def to_write(viewer):
    with remembered():
        found = [todo for todo in todos.found(viewer) if todo.key.startswith("goal-review:")]
    return [todo.url for todo in found]


def test_both_say_what_they_think_of_each_goal_over_days(review, ana, bo):
    say(review, ana, KEEP)
    say(review, bo, STOP, KEEP, KEEP)
    say(review, ana, KEEP, CHANGE, STOP)
    review.refresh_from_db()
    assert review.has_both
    said = [(line.by, line.verdict) for line in review.lines.order_by("goal", "by")]
    assert sorted(one for by, one in said if by == ana) == [CHANGE, KEEP, STOP]
    assert len(said) == 6


def test_nobody_overwrites_what_the_other_one_says(review, ana, bo):
    say(review, ana, KEEP)
    say(review, bo, STOP)
    assert {line.by: line.verdict for line in review.lines.all()} == {ana: KEEP, bo: STOP}


def test_others_neither_write_nor_close(review, cy, mia, hana):
    for other in (cy, mia, hana):
        with pytest.raises(PermissionDenied):
            say(review, other, KEEP)
        with pytest.raises(PermissionDenied):
            decide(review, other, *[Decided(KEEP)] * 3)
    assert [can(one, "view", review) for one in (cy, mia, hana)] == [False, True, True]


def test_to_change_or_stop_needs_a_word_and_to_keep_needs_none(review, ana):
    goal = review.goals().first()
    for verdict in (CHANGE, STOP):
        with pytest.raises(SayWhy):
            write_review(review, actor=ana, said={goal.pk: Said(verdict, "  ")})
    write_review(review, actor=ana, said={goal.pk: Said(KEEP)})
    assert review.lines.get().verdict == KEEP


def test_a_verdict_that_is_none_is_refused(review, ana):
    with pytest.raises(ValueError, match="perhaps"):
        say(review, ana, "perhaps")
    assert not review.lines.exists()


def test_two_devices_do_not_overwrite_each_other(review, ana, bo):
    seen = version_of(review.lines.filter(by=ana))
    say(review, bo, KEEP, KEEP, KEEP)
    say(review, ana, KEEP, version=seen)
    with pytest.raises(Stale):
        say(review, ana, STOP, version=seen)
    assert review.lines.get(by=ana).verdict == KEEP


def test_saving_the_same_again_changes_nothing(review, ana):
    say(review, ana, KEEP)
    before = GoalReview.objects.values().get()
    say(review, ana, KEEP)
    assert GoalReview.objects.values().get() == before
    assert Event.objects.filter(kind="goals.review_written").count() == 1


def test_closing_it_proposes_what_is_to_change_or_stop(review, goals, ana, bo):
    say(review, ana, KEEP, CHANGE, STOP)
    review.refresh_from_db()
    smaller = Decided(CHANGE, WHY, fields={"title": "Second, smaller"})
    closed = decide(review, ana, Decided(KEEP), smaller, Decided(STOP, WHY))
    assert (closed.closed_by, closed.is_open) == (ana, False)
    kept, changed, stopped = closed.decisions.order_by("goal")
    assert kept.change is None
    assert {changed.change.state, stopped.change.state} == {"proposed"}
    with pytest.raises(PermissionDenied):
        approve_change(stopped.change, actor=ana)
    for one in (changed, stopped):
        approve_change(one.change, actor=bo)
    found = Goal.objects.order_by("pk").values_list("title", "outcome")
    assert list(found) == [("First", ""), ("Second, smaller", ""), ("Third", "dropped")]


def test_what_the_manager_decides_the_employee_still_agrees_to(review, goals, ana, bo):
    decide(review, bo, Decided(KEEP), Decided(KEEP), Decided(STOP, WHY))
    goals[2].refresh_from_db()
    assert goals[2].is_open
    change = GoalChange.objects.get()
    assert [can(one, "decide", change) for one in (ana, bo)] == [True, False]


def test_new_targets_are_proposed_with_it(review, goals, ana, bo):
    result = goals[0].results.get()
    one = Decided(CHANGE, WHY, results={result: {"target": 50}})
    decide(review, ana, one, Decided(KEEP), Decided(KEEP))
    approve_change(GoalChange.objects.get(), actor=bo)
    goals[0].refresh_from_db()
    assert goals[0].percent == 80


def test_nothing_is_closed_while_one_goal_stands_in_the_way(review, goals, ana, bo):
    with pytest.raises(Undecided, match="Third"):
        decide(review, ana, Decided(STOP, WHY), Decided(KEEP))
    with pytest.raises(Undecided, match="Everything is as it was agreed"):
        decide(review, ana, Decided(KEEP), Decided(CHANGE, WHY), Decided(KEEP))
    with pytest.raises(Undecided, match="Say it in a sentence"):
        decide(review, ana, Decided(KEEP), Decided(KEEP), Decided(STOP))
    propose_change(goals[1], actor=bo, reason=WHY, title="His")
    with pytest.raises(Undecided, match=f"{bo.name} proposed waits already"):
        decide(review, ana, Decided(KEEP), Decided(STOP, WHY), Decided(KEEP))
    review.refresh_from_db()
    assert review.is_open
    assert (review.decisions.count(), GoalChange.objects.count()) == (0, 1)


def test_who_closes_it_has_read_what_was_written_last(review, ana, bo):
    seen = review.version
    say(review, ana, KEEP)
    with pytest.raises(Stale):
        decide(review, bo, *[Decided(KEEP)] * 3, version=seen)


def test_a_goal_that_changed_meanwhile_is_looked_at_again(review, goals, ana, bo):
    seen = [Decided(KEEP, version=goal.version) for goal in goals]
    changed = propose_change(goals[0], actor=ana, reason=WHY, title="Other words")
    approve_change(changed, actor=bo)
    with pytest.raises(Stale):
        decide(review, bo, *seen)


def test_what_is_closed_is_neither_written_nor_closed_again(review, ana):
    decide(review, ana, *[Decided(KEEP)] * 3)
    with pytest.raises(ReviewIsClosed, match=ana.name):
        say(review, ana, KEEP)
    with pytest.raises(ReviewIsClosed):
        decide(review, ana, *[Decided(KEEP)] * 3)


def test_a_goal_that_is_closed_meanwhile_keeps_its_words_and_needs_no_decision(
    review, goals, ana, bo
):
    say(review, ana, "", "", CHANGE)
    close_goal(goals[2], actor=bo, outcome="partly")
    say(review, ana, KEEP, KEEP)
    review.refresh_from_db()
    assert review.written_at is not None
    assert goals[2] in review.goals()
    decide(review, ana, Decided(KEEP), Decided(KEEP))
    assert review.decisions.count() == 2


def test_opened_twice_it_is_one(review, ana, bo, quarter):
    again = open_review(ana, actor=bo, period=quarter, point="middle")
    at_the_end = open_review(ana, actor=bo, period=quarter, point="end")
    assert (again, GoalReview.objects.count()) == (review, 2)
    assert at_the_end.opened_by == bo


def test_it_is_opened_by_either_of_the_two_and_by_no_other(goals, ana, cy, mia, hana, quarter):
    for other in (cy, mia, hana):
        with pytest.raises(PermissionDenied):
            open_review(ana, actor=other, period=quarter, point="middle")


def test_without_agreed_goals_there_is_nothing_to_look_at(ana, goal_of, quarter):
    goal_of(ana, "A draft", agreed=False)
    with pytest.raises(NothingToReview):
        open_review(ana, actor=ana, period=quarter, point="middle")


def test_a_period_that_is_closed_is_not_looked_at(goals, ana, quarter):
    close_period(quarter, actor=SYSTEM)
    with pytest.raises(PeriodIsOver):
        open_review(ana, actor=ana, period=quarter, point="end")


def test_both_find_it_among_their_to_dos_until_they_have_written(review, ana, bo, cy):
    page, closure = (
        reverse(f"goals:{name}", args=[review.public_id]) for name in ("review", "close_review")
    )
    assert [to_write(one) for one in (ana, bo, cy)] == [[page], [page], []]
    say(review, ana, KEEP, KEEP, KEEP)
    assert [to_write(one) for one in (ana, bo)] == [[], [page]]
    say(review, bo, KEEP, KEEP, KEEP)
    assert [to_write(one) for one in (ana, bo)] == [[], [closure]]
    decide(review, bo, *[Decided(KEEP)] * 3)
    assert [to_write(one) for one in (ana, bo)] == [[], []]


def test_both_are_told_and_no_goal_is_named(goals, ana, bo, quarter):
    review = open_review(ana, actor=SYSTEM, period=quarter, point="middle")
    event = Event.objects.get(kind="goals.review_opened")
    notices = list(reviewing.opened(event))
    assert {notice.person for notice in notices} == {ana, bo}
    assert not any(goal.title in str(one.title) for one in notices for goal in goals)
    decide(review, ana, *[Decided(KEEP)] * 3)
    event = Event.objects.get(kind="goals.review_closed")
    assert [notice.person for notice in reviewing.closed(event)] == [bo]


def test_what_was_said_is_handed_out_and_erased_with_the_person(review, ana, bo):
    say(review, ana, STOP)
    say(review, bo, KEEP)
    out = [one for one in personal.export(ana) if one["kind"] == "goal_review"]
    assert sorted((one["by"], one["words"]) for one in out) == [(ana.name, WHY), (bo.name, WHY)]
    Person.objects.filter(pk=ana.pk).update(active=False)
    personal.erase(ana)
    assert not review.lines.exclude(words="").exists()


# What the calendar does.


@pytest.fixture
def today(monkeypatch):
    def is_it(day):
        for room in ("reviewing", "reviewing_by_calendar"):
            monkeypatch.setattr(f"fairway.goals.actions.{room}.organisation_day", lambda: day)

    return is_it


def test_reviews_open_before_the_middle_and_the_end_and_only_once(goals, ana, quarter, today):
    middle = quarter.starts_on + timedelta(days=quarter.days // 2)
    for day, opened in (
        (middle - timedelta(days=15), 0),
        (middle - timedelta(days=14), 0),  # a public holiday in Manila
        (middle - timedelta(days=13), 1),
        (middle, 0),
        (quarter.until_on - timedelta(days=15), 0),
        (quarter.until_on - timedelta(days=14), 1),
        (quarter.until_on, 0),
    ):
        today(day)
        assert open_due() == opened, day
    found = GoalReview.objects.order_by("opened_at", "pk").values_list("point", flat=True)
    assert list(found) == ["middle", "end"]


def test_it_is_due_once_somebody_was_there_for_as_long_as_it_takes(goals, ana, quarter, today):
    first = quarter.starts_on + timedelta(days=quarter.days // 2 - 12)
    Absence.objects.create(
        person=ana,
        from_on=first + timedelta(days=3),
        until_on=first + timedelta(days=10),
        state="agreed",
    )
    today(first)
    open_due()
    assert GoalReview.objects.get().due_on >= first + timedelta(days=13 + 7)


def test_whoever_is_away_is_asked_when_they_are_back(goals, ana, quarter, today):
    first = quarter.starts_on + timedelta(days=quarter.days // 2 - 12)
    back = first + timedelta(days=20)
    Absence.objects.create(person=ana, from_on=first, until_on=back, state="agreed")
    for day, opened in ((first, 0), (back - timedelta(days=1), 0), (back, 1)):
        today(day)
        assert open_due() == opened, day


def test_a_span_without_anybody_away_ends_when_its_days_are_over():
    assert due_from(date(2026, 11, 2), [], 14) == date(2026, 11, 15)
    assert due_from(date(2026, 11, 2), [], 1) == date(2026, 11, 2)


def test_policy_says_when_reviews_open(goals, quarter):
    near = quarter.starts_on + timedelta(days=quarter.days // 2)
    last = quarter.until_on - timedelta(days=1)
    assert [point_at(quarter, day) for day in (near, last)] == ["middle", "end"]
    set_policy("goals.reviews", "end", actor=SYSTEM)
    assert [point_at(quarter, day) for day in (near, last)] == [None, "end"]
    set_policy("goals.reviews", "by_hand", actor=SYSTEM)
    assert open_due() == 0


def test_a_short_period_is_looked_at_when_it_ends():
    short = Period(kind="custom", starts_on=date(2026, 11, 1), until_on=date(2026, 12, 1))
    assert point_at(short, date(2026, 11, 15)) is None
    assert point_at(short, date(2026, 11, 20)) == "end"


def test_nobody_is_asked_without_agreed_goals_or_after_they_left(ana, zoe, goal_of, quarter, today):
    goal_of(ana, "A draft", agreed=False)
    Goal.objects.filter(pk=goal_of(ana, "Hers").pk).update(owner=zoe)
    today(quarter.until_on - timedelta(days=3))
    assert open_due() == 0


def test_who_has_nobody_above_closes_their_own(mia, goal_of, quarter):
    goal_of(mia, "Hers alone")
    review = open_review(mia, actor=mia, period=quarter, point="middle")
    say(review, mia, STOP)
    assert to_write(mia) == [reverse("goals:close_review", args=[review.public_id])]
    decide(review, mia, Decided(STOP, WHY))
    assert GoalChange.objects.get().state == "proposed"


def test_hr_reads_it_and_executives_do_not(review, ana, hire, organisation):
    eva = hire("Eva Brandt", organisation.root, organisation.lisbon)
    Appointment.objects.create(
        person=eva, role="executive", unit=organisation.root, valid_from=date(2024, 1, 8)
    )
    assert not can(eva, "view", review)
