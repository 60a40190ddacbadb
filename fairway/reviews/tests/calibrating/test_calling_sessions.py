"""A session is called for a part of a cycle that runs, by HR of it."""

import pytest
from django.core.exceptions import PermissionDenied

from fairway.foundation.models import Event, Job
from fairway.foundation.policy import set_policy
from fairway.reviews.actions.calibrating import (
    add_calibrators,
    dissolve_session,
    make_session,
    open_session,
    remove_calibrator,
    take_in,
    waiting_outside,
    who_may_calibrate,
)
from fairway.reviews.actions.calibrating_refused import (
    CycleNotRunning,
    HasBegun,
    NobodyTakesPart,
    NobodyToCalibrate,
    NotAmongThose,
    NothingToCalibrate,
    SessionAlreadyThere,
)
from fairway.reviews.models import CalibrationSession, Placement
from fairway.reviews.tests.calibrating.making import answer

pytestmark = pytest.mark.django_db


def test_everybody_of_the_unit_with_a_submitted_review_is_in_it(session, ana, lee, bo, placed):
    assert {one.person for one in session.placements.all()} == {ana, lee, bo}
    assert (placed(ana).proposed, placed(ana).rating, placed(ana).final) == (4, 4, None)
    assert placed(ana).rater == bo


def test_who_is_elsewhere_or_not_written_about_yet_is_not(
    cycle, rate, organisation, ana, lee, cy, bo, mia, hana
):
    rate(ana, 4, by=bo)
    rate(lee, by=bo)
    rate(cy, 4, by=mia)
    session = make_session(cycle, actor=hana, unit=organisation.support)
    assert [one.person for one in session.placements.all()] == [ana]
    assert waiting_outside(session) == 1


def test_a_level_narrows_it(cycle, rate, organisation, ana, lee, bo, hana):
    rate(ana, 4, by=bo)
    rate(lee, 3, by=bo)
    lee.assignment.job_profile = organisation.profile
    lee.assignment.save()
    session = make_session(cycle, actor=hana, unit=organisation.support, level="L3")
    assert [one.person for one in session.placements.all()] == [lee]


def test_a_person_is_in_one_session_of_a_cycle(cycle, session, organisation, pia):
    with pytest.raises(NobodyToCalibrate):
        make_session(cycle, actor=pia, unit=organisation.root)
    assert CalibrationSession.objects.count() == 1


def test_the_same_part_has_one_session_at_a_time(cycle, session, organisation, hana):
    with pytest.raises(SessionAlreadyThere):
        make_session(cycle, actor=hana, unit=organisation.support)


def test_who_was_late_for_a_locked_session_is_looked_at_in_another(
    cycle, locked, rate, hire, organisation, bo, hana
):
    late = hire("Noa Late", organisation.support, organisation.lisbon, bo)
    rate(late, 2, by=bo)
    second = make_session(cycle, actor=hana, unit=organisation.support)
    assert [one.person for one in second.placements.all()] == [late]


@pytest.mark.parametrize("state", ["draft", "closed"])
def test_a_cycle_that_does_not_run_has_none(state, cycle_of, organisation, hana):
    with pytest.raises(CycleNotRunning):
        make_session(cycle_of("Other", state=state), actor=hana, unit=organisation.support)


def test_without_an_overall_rating_there_is_nothing_to_compare(cycle_of, organisation, hana):
    cycle = cycle_of("Words", overall=False)
    with pytest.raises(NothingToCalibrate):
        make_session(cycle, actor=hana, unit=organisation.support)


@pytest.mark.parametrize("who", ["ana", "bo", "mia", "eva", "cy"])
def test_nobody_but_hr_of_the_unit_calls_one(who, cycle, rate, organisation, ana, bo, request):
    rate(ana, 4, by=bo)
    with pytest.raises(PermissionDenied):
        make_session(cycle, actor=request.getfixturevalue(who), unit=organisation.support)


def test_hr_of_another_unit_does_not(cycle, organisation, hana):
    with pytest.raises(PermissionDenied):
        make_session(cycle, actor=hana, unit=organisation.shops)


def test_who_takes_part_has_something_to_do_with_these_ratings(
    session, bo, mia, hana, eva, pia, cy, ana, dee
):
    assert set(who_may_calibrate(session)) == {bo, mia, hana, eva, pia}
    for stranger in (cy, ana, dee):
        with pytest.raises(NotAmongThose):
            add_calibrators(session, actor=hana, people=[stranger])
    assert session.calibrators.count() == 0


def test_somebody_added_twice_is_there_once(session, bo, hana):
    add_calibrators(session, actor=hana, people=[bo, bo])
    assert add_calibrators(session, actor=hana, people=[bo]) == []
    assert session.calibrators.count() == 1


def test_who_is_taken_out_reads_nothing_from_then_on(opened, bo, hana):
    remove_calibrator(opened, actor=hana, person=bo)
    assert not CalibrationSession.objects.allowed(bo).exists()
    assert not Placement.objects.allowed(bo).exists()


def test_it_does_not_open_with_nobody_in_it(session, hana):
    with pytest.raises(NobodyTakesPart):
        open_session(session, actor=hana)


def test_reviews_that_come_later_are_taken_in(session, rate, hire, organisation, bo, hana, placed):
    rate(hire("Noa Late", organisation.support, organisation.lisbon, bo), 2, by=bo)
    assert take_in(session, actor=hana) == 1
    assert take_in(session, actor=hana) == 0
    assert session.placements.count() == 4


def test_a_rating_that_was_submitted_anew_moves_what_nobody_has_moved(
    opened, moved, placed, ana, lee, mia, hana
):
    moved(ana, 5, by=mia)
    for person in (ana, lee):
        answer(placed(person).participant.reviews.get(kind="manager"), 2)
    assert take_in(opened, actor=hana) == 2
    assert (placed(ana).proposed, placed(ana).rating) == (2, 5)
    assert (placed(lee).proposed, placed(lee).rating) == (2, 2)


def test_it_is_dissolved_only_as_long_as_nothing_was_moved(session, hana):
    dissolve_session(session, actor=hana)
    assert not CalibrationSession.objects.exists()
    assert Event.objects.filter(kind="reviews.calibration_dissolved").exists()


def test_after_a_move_it_stays(opened, moved, ana, mia, hana):
    moved(ana, 5, by=mia)
    with pytest.raises(HasBegun):
        dissolve_session(opened, actor=hana)


def test_it_keeps_what_the_organisation_wanted_when_it_was_made(session, pia):
    set_policy("reviews.nine_fields", False, actor=pia)
    session.refresh_from_db()
    assert session.uses_growth


def test_how_strict_raters_are_is_asked_for_in_the_background(session):
    assert Job.objects.filter(key__startswith=f"ratings:{session.public_id}").count() == 1
