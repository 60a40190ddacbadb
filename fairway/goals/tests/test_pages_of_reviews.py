"""The pages on which goals are looked at together."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fairway.goals.actions.changing import approve_change, propose_change
from fairway.goals.actions.closing import close_goal
from fairway.goals.actions.reviewing import Said, open_review, write_review
from fairway.goals.models import GoalChange, GoalReview

pytestmark = pytest.mark.django_db
WHY = "Two of us are away until the end of it."


@pytest.fixture
def goals(ana, goal_of):
    return [goal_of(ana, "Answer on first contact", 40), goal_of(ana, "A new guide", 10)]


@pytest.fixture
def review(goals, ana, quarter):
    return open_review(ana, actor=ana, period=quarter, point="middle")


def address(review, name="review"):
    return reverse(f"goals:{name}", args=[review.public_id])


def written(goals, *said, version=1):
    typed = {"version": version}
    for goal, (verdict, words) in zip(goals, said, strict=False):
        typed |= {f"{goal.public_id}-verdict": verdict, f"{goal.public_id}-words": words}
    return typed


def decided(review, goals, *verdicts, words=WHY, **changed):
    typed = {"version": review.version}
    for goal, verdict in zip(goals, verdicts, strict=True):
        goal.refresh_from_db()
        result = goal.results.get()
        typed |= {
            f"{goal.public_id}-version": goal.version,
            f"{goal.public_id}-verdict": verdict,
            f"{goal.public_id}-words": words,
            f"{goal.public_id}-title": goal.title,
            f"{goal.public_id}-last_day": goal.last_day.isoformat(),
            f"{goal.public_id}-{result.public_id}-target": "100",
        }
    return typed | changed


def test_from_opening_over_both_writing_to_what_is_proposed(at, goals, ana, bo, quarter):
    opening = {"whose": ana.public_id, "period": quarter.public_id, "point": "middle"}
    answer = at(ana).post(reverse("goals:new_review"), opening)
    review = GoalReview.objects.get()
    assert (answer.status_code, answer.url) == (302, review.get_absolute_url())
    at(ana).post(address(review), written(goals, ("keep", ""), ("stop", WHY)))
    read = at(bo).get(address(review)).text
    assert WHY in read
    at(bo).post(address(review), written(goals, ("keep", "Well done."), ("stop", "So do I.")))
    review.refresh_from_db()
    page = at(bo).get(address(review, "close_review")).text
    assert page.count(" checked") == 2  # both said the same of each
    first, second = goals
    new_target = {f"{first.public_id}-{first.results.get().public_id}-target": "50"}
    typed = decided(review, goals, "change", "stop", **new_target)
    answer = at(bo).post(address(review, "close_review"), typed, follow=True)
    assert "2 changes are proposed" in answer.text
    for change in GoalChange.objects.all():
        approve_change(change, actor=ana)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.percent, second.outcome) == (80, "dropped")
    closed = at(ana).get(address(review)).text
    assert "Decided: stop" in closed
    assert "Save</button>" not in closed


def test_one_reads_the_others_words_and_writes_ones_own(at, review, goals, ana, bo):
    at(ana).post(address(review), written(goals, ("change", "Half of it is enough.")))
    page = at(bo).get(address(review)).text
    assert "Half of it is enough." in page
    assert " checked" not in page


def test_a_half_written_review_is_kept_and_gone_on_with(at, review, goals, ana):
    at(ana).post(address(review), written(goals, ("keep", "Goes well."), ("", "Let me think.")))
    page = at(ana).get(address(review)).text
    assert "Let me think." in page
    assert page.count(" checked") == 1
    assert 'name="version" value="3"' in page


def test_a_form_from_another_device_says_so_and_keeps_what_was_typed(at, review, goals, ana):
    at(ana).post(address(review), written(goals, ("keep", "Typed on the phone.")))
    answer = at(ana).post(address(review), written(goals, ("stop", "Typed at the desk.")))
    assert answer.status_code == 409
    for words in ("Typed on the phone.", "Typed at the desk."):
        assert words in answer.text
    again = written(goals, ("stop", "Typed at the desk."), version=2)
    assert 'name="version" value="2"' in answer.text
    assert at(ana).post(address(review), again).status_code == 302
    assert review.lines.get().words == "Typed at the desk."


def test_closing_what_was_written_in_meanwhile_says_so(at, review, goals, ana, bo):
    typed = decided(review, goals, "keep", "keep", words="Typed while she wrote.")
    said = {goals[0].pk: Said("stop", WHY)}
    write_review(review, actor=ana, said=said)
    answer = at(bo).post(address(review, "close_review"), typed)
    assert answer.status_code == 409
    assert "Typed while she wrote." in answer.text
    assert WHY in answer.text
    review.refresh_from_db()
    assert review.is_open


def test_closing_over_a_goal_that_changed_meanwhile_shows_how_it_is_now(at, review, goals, ana, bo):
    typed = decided(review, goals, "keep", "keep")
    change = propose_change(goals[0], actor=ana, reason=WHY, title="New words")
    approve_change(change, actor=bo)
    goals[0].refresh_from_db()
    answer = at(bo).post(address(review, "close_review"), typed)
    assert answer.status_code == 409
    assert "New words" in answer.text
    seen = f'name="{goals[0].public_id}-version" value="{goals[0].version}"'
    assert seen in answer.text


@pytest.mark.parametrize(
    ("verdict", "words"), [("perhaps", WHY), ("stop", ""), ("change", "  "), ("keep", "x" * 2001)]
)
def test_what_cannot_be_is_refused_in_words_and_stays(at, review, goals, ana, verdict, words):
    typed = written(goals, (verdict, words), ("keep", "This one stays."))
    answer = at(ana).post(address(review), typed)
    assert answer.status_code == 422
    assert "This one stays." in answer.text
    assert not review.lines.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"verdict": ""},
        {"verdict": "perhaps"},
        {"verdict": "change"},  # nothing is different
        {"verdict": "change", "last_day": "2026-02-31"},
        {"verdict": "change", "last_day": "2020-01-01"},
        {"verdict": "stop", "words": " "},
        {"version": "no number"},
    ],
)
def test_a_decision_that_cannot_be_is_refused_and_nothing_is_proposed(at, review, goals, bo, wrong):
    changed = {f"{goals[1].public_id}-{name}": value for name, value in wrong.items()}
    typed = decided(review, goals, "stop", "keep", **changed)
    answer = at(bo).post(address(review, "close_review"), typed)
    assert answer.status_code == 422
    assert WHY in answer.text
    assert not GoalChange.objects.exists()


@pytest.mark.parametrize("target", ["many", "0", "1e999", "NaN"])
def test_a_target_that_is_none_is_refused(at, review, goals, bo, target):
    first = goals[0]
    changed = {f"{first.public_id}-{first.results.get().public_id}-target": target}
    answer = at(bo).post(
        address(review, "close_review"), decided(review, goals, "change", "keep", **changed)
    )
    assert answer.status_code == 422
    assert not GoalChange.objects.exists()


def test_what_is_typed_while_the_other_one_closes_it_is_still_there(at, review, goals, ana, bo):
    at(bo).post(address(review, "close_review"), decided(review, goals, "keep", "keep"))
    answer = at(ana).post(address(review), written(goals, ("stop", "Typed all the same.")))
    assert answer.status_code == 422
    for words in (f"{bo.name} closed this review meanwhile", "Typed all the same."):
        assert words in answer.text
    twice = at(bo).post(address(review, "close_review"), decided(review, goals, "stop", "stop"))
    assert twice.status_code == 422
    assert not GoalChange.objects.exists()


def test_words_about_a_goal_that_is_closed_meanwhile_are_kept(at, review, goals, ana, bo):
    close_goal(goals[1], actor=bo, outcome="partly")
    at(ana).post(address(review), written(goals, ("keep", ""), ("keep", "It was worth it.")))
    assert "It was worth it." in at(bo).get(address(review)).text


@pytest.mark.parametrize(
    "wrong",
    [
        {"period": "nothing"},
        {"point": "before"},
        {"period": "\x00"},
        {"whose": ""},
        {},
    ],
)
def test_a_review_of_nothing_is_not_opened(at, ana, quarter, wrong):
    """Also of a period in which there are no agreed goals."""
    typed = {"whose": ana.public_id, "period": quarter.public_id, "point": "end"} | wrong
    answer = at(ana).post(reverse("goals:new_review"), typed)
    assert answer.status_code == 422
    assert not GoalReview.objects.exists()


def test_nobody_opens_one_for_somebody_elses_people(at, goals, cy, ana, quarter):
    typed = {"whose": ana.public_id, "period": quarter.public_id, "point": "end"}
    assert at(cy).post(reverse("goals:new_review"), typed).status_code == 403
    assert not GoalReview.objects.exists()


def test_a_form_that_is_sent_twice_is_done_once(at, review, goals, ana):
    page = at(ana)
    typed = written(goals, ("keep", "Once.")) | {"csrfmiddlewaretoken": "a" * 64}
    answers = [page.post(address(review), typed) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert review.lines.get().version == 1


def test_a_manager_sees_who_has_written_and_what_is_to_change(at, review, goals, ana, bo, mia):
    at(ana).post(address(review), written(goals, ("keep", ""), ("stop", WHY)))
    page = at(bo).get(reverse("goals:reviews")).text
    for words in (f"{ana.name} has written", goals[1].title, "Stop"):
        assert words in page
    assert goals[0].title not in page
    assert review.get_absolute_url() not in at(mia).get(reverse("goals:reviews")).text
    assert review.get_absolute_url() in at(ana).get(reverse("goals:reviews")).text


def test_the_overview_says_what_is_late_and_what_was_decided(at, review, goals, ana, bo):
    GoalReview.objects.update(due_on=timezone.localdate() - timedelta(days=3))
    assert ">late<" in at(bo).get(reverse("goals:reviews")).text
    at(bo).post(address(review, "close_review"), decided(review, goals, "keep", "stop"))
    page = at(bo).get(reverse("goals:reviews")).text
    assert ">late<" not in page
    assert goals[1].title in page


def test_whoever_only_reads_it_has_no_form(at, review, goals, ana, mia, cy):
    at(ana).post(address(review), written(goals, ("keep", "Goes well.")))
    page = at(mia).get(address(review)).text
    assert "Goes well." in page
    assert "<textarea" not in page
    assert at(mia).get(address(review, "close_review")).status_code == 302
    assert at(mia).post(address(review), written(goals, ("keep", ""))).status_code == 403
    assert at(cy).get(address(review)).status_code == 404


def test_who_has_no_open_review_is_named_to_their_manager(at, goals, ana, bo, quarter):
    opening = f"{reverse('goals:new_review')}?of={ana.public_id}"
    assert opening in at(bo).get(reverse("goals:reviews")).text
    assert f'value="{ana.public_id}" selected' in at(bo).get(opening).text
    open_review(ana, actor=bo, period=quarter, point="middle")
    assert opening not in at(bo).get(reverse("goals:reviews")).text


def test_a_persons_goals_lead_to_their_review_for_whoever_may_read_it(at, review, ana, mia, cy):
    page = reverse("goals:of_person", args=[ana.public_id])
    there = [review.get_absolute_url() in at(one).get(page).text for one in (ana, mia, cy)]
    assert there == [True, True, False]
