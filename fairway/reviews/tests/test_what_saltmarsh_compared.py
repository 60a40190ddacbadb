"""The stories planted in the demo company are found by what compares ratings, and little else is."""

import pytest

from fairway.people.models import Assignment
from fairway.reviews.calibrating_comparing import Rated, compare
from fairway.reviews.demo.writing import REMOTE_GAP, story_of
from fairway.reviews.models import Answer, CalibrationSession, Placement, RaterSeverity, ReviewCycle

pytestmark = pytest.mark.django_db


@pytest.fixture
def over(saltmarsh):
    return ReviewCycle.objects.filter(state="closed").order_by("-period_until").first()


def clear_of_nought(cycle):
    rows = RaterSeverity.objects.filter(fit__cycle=cycle, shift__isnull=False)
    return {one.rater_id: one.shift for one in rows if one.low > 0 or one.high < 0}


def test_the_severe_and_the_lenient_manager_are_found(saltmarsh, over):
    story = story_of(one.pk for one in saltmarsh.cast.values())
    clear = clear_of_nought(over)
    assert clear[story.severe] < -0.3
    assert clear[story.lenient] > 0.3


def test_of_all_others_few_stand_out_and_none_as_far(saltmarsh, over):
    story = story_of(one.pk for one in saltmarsh.cast.values())
    clear = clear_of_nought(over)
    others = {
        rater: shift for rater, shift in clear.items() if rater not in (story.severe, story.lenient)
    }
    all_of_them = RaterSeverity.objects.filter(fit__cycle=over).count()
    assert len(others) <= all_of_them / 5  # managers of people who work from home lie lower
    assert max(map(abs, others.values()), default=0) < min(
        abs(clear[story.severe]), clear[story.lenient]
    )


def test_where_nobody_else_rated_the_same_people_it_is_said_of_everybody(saltmarsh, over):
    rows = RaterSeverity.objects.exclude(fit__cycle=over)
    assert rows.exists()
    assert {one.why["code"] for one in rows} == {"alone"}


def rated(group_of):
    """The overall ratings that managers gave in the cycles that are over."""
    rows = Answer.objects.filter(
        review__kind="manager", review__cycle__state="closed", question__overall=True
    )
    columns = ("review__cycle", "subject", "value", "review__reviewer")
    return [
        Rated((cycle, person), value, rater, "", group_of(person))
        for cycle, person, value, rater in rows.values_list(*columns)
    ]


def test_that_remote_people_are_rated_lower_is_found_with_about_what_was_planted(saltmarsh):
    remote = set(Assignment.objects.filter(work_mode="remote").values_list("person", flat=True))
    (gap,) = compare(rated(lambda one: "Remote" if one in remote else "Other"), reference="Other")
    assert gap.worth_a_look
    assert gap.within.low <= REMOTE_GAP <= gap.within.high < 0
    assert gap.found.low <= REMOTE_GAP <= gap.found.high


def test_no_gap_is_found_where_none_was_planted(saltmarsh):
    here = {
        person: place % 2
        for place, person in enumerate(
            Placement.objects.order_by("person__public_id")
            .values_list("person", flat=True)
            .distinct()
        )
    }
    rows = [one for one in rated(lambda one: "AB"[here.get(one, 0)]) if one.person[1] in here]
    (gap,) = compare(rows, reference="A")
    assert not gap.worth_a_look


def test_one_session_goes_on_one_begins_and_the_others_are_locked(saltmarsh):
    going_on = CalibrationSession.objects.going_on().values_list("unit__name", "state")
    assert sorted(state for _unit, state in going_on) == ["open", "pre_vote"]
    locked = Placement.objects.filter(session__state="locked")
    assert not locked.filter(final=None).exists()
    assert (
        not Placement.objects.exclude(session__state="locked").filter(final__isnull=False).exists()
    )


def test_nobody_said_anything_of_themselves_or_of_those_above(saltmarsh):
    from django.db.models import F

    from fairway.people.models import ReportingChain
    from fairway.reviews.models import PreVote

    assert not PreVote.objects.filter(by=F("person")).exists()
    lines = set(ReportingChain.objects.values_list("below", "above"))
    assert not lines & set(PreVote.objects.values_list("by", "person"))
