"""The lock settles every rating as it stands, once, and tells each side what is theirs to hear."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from fairway.foundation.models import Event
from fairway.reviews.actions.calibrating import close_session, take_in
from fairway.reviews.actions.calibrating_moves import (
    move_rating,
    undo_move,
    write_for_employee,
)
from fairway.reviews.actions.calibrating_refused import (
    ChangedSince,
    EmployeeReasonsMissing,
    RatingsMissing,
    ReviewsReopened,
    UnseenNotReady,
)
from fairway.reviews.actions.changing import close_cycle
from fairway.reviews.actions.refusals import StillComparing
from fairway.reviews.models import Participant, Placement, Review
from fairway.reviews.reading.calibrating_given import ratings_before
from fairway.reviews.reading.calibrating_told import (
    told_to_employee,
    told_to_manager,
    what_became,
)
from fairway.reviews.tests.calibrating.making import WHY

pytestmark = pytest.mark.django_db


def test_a_cycle_is_not_closed_before_its_sessions_are_locked(opened, cycle, hana):
    with pytest.raises(StillComparing, match="Support"):
        close_cycle(cycle, actor=hana)
    cycle.refresh_from_db()
    assert cycle.is_running
    close_session(opened, actor=hana)
    assert close_cycle(cycle, actor=hana).state == "closed"


def test_the_board_says_which_sessions_stand_in_the_way_and_leads_to_them(opened, cycle, hana, at):
    board = reverse("reviews:cycle", args=[cycle.public_id])
    closing = reverse("reviews:cycle_closing", args=[cycle.public_id])
    page = at(hana).get(board).content.decode()
    assert f'<a href="{opened.get_absolute_url()}">Support</a>' in page
    assert closing not in page
    close_session(opened, actor=hana)
    page = at(hana).get(board).content.decode()
    assert opened.get_absolute_url() not in page
    assert closing in page


def test_every_rating_is_final_as_it_stands(locked, placed, ana, lee, bo):
    finals = {one.person: one.final for one in locked.placements.all()}
    assert finals == {ana: 5, lee: 3, bo: 5}
    assert locked.is_locked


def test_the_reviews_go_on_as_compared(locked):
    assert set(Review.objects.values_list("state", flat=True)) == {"calibrated"}


def test_a_review_that_was_set_aside_stays_so(opened, placed, lee, hana):
    gone = placed(lee).participant.reviews.filter(kind="manager")
    gone.update(state="closed", aside="removed")
    close_session(opened, actor=hana)
    assert gone.get().state == "closed"


def test_nothing_is_final_before(moved, ana, mia):
    moved(ana, 5, by=mia)
    assert not Placement.objects.filter(final__isnull=False).exists()


def test_no_shape_is_asked_of_it(opened, hana, placed, moved, ana, lee, bo, mia):
    """All alike, all at the top: nothing is forced onto a curve."""
    for person in (ana, lee):
        moved(person, 5, by=mia)
    close_session(opened, actor=hana)
    assert set(Placement.objects.values_list("final", flat=True)) == {5}


def test_a_rating_that_changed_needs_words_for_whom_it_is_about(
    opened, moved, placed, ana, mia, hana
):
    moved(ana, 5, by=mia, employee_reason=None)
    with pytest.raises(EmployeeReasonsMissing):
        close_session(opened, actor=hana)
    opened.refresh_from_db()
    assert opened.is_open
    write_for_employee(placed(ana), actor=mia, words="For the Oslo switch.")
    assert close_session(opened, actor=hana).is_locked


def test_everybody_needs_a_rating(opened, placed, ana, hana):
    Placement.objects.filter(pk=placed(ana).pk).update(rating=None, proposed=None)
    with pytest.raises(RatingsMissing):
        close_session(opened, actor=hana)


def test_a_review_that_is_being_written_again_is_waited_for(opened, placed, ana, hana):
    placed(ana).participant.reviews.update(state="open", submitted_at=None)
    with pytest.raises(ReviewsReopened):
        close_session(opened, actor=hana)


def test_who_was_taken_out_of_the_cycle_keeps_nobody_from_locking(opened, placed, ana, hana):
    Placement.objects.filter(pk=placed(ana).pk).update(rating=None, proposed=None)
    Participant.objects.filter(person=ana).update(state="left")
    close_session(opened, actor=hana)
    assert placed(ana).final is None


def test_more_moves_than_the_page_told_of_and_it_is_told_anew(opened, moved, ana, mia, hana):
    moved(ana, 5, by=mia)
    with pytest.raises(ChangedSince):
        close_session(opened, actor=hana, seen=0)
    assert close_session(opened, actor=hana, seen=1).is_locked


def test_one_taken_back_counts_as_well(opened, moved, ana, mia, hana):
    undo_move(moved(ana, 5, by=mia), actor=mia)
    with pytest.raises(ChangedSince):
        close_session(opened, actor=hana, seen=1)


@pytest.fixture
def hana_among_them(opened, rate, organisation, bo, hana):
    """Whoever locks has a row of their own, which they do not see."""
    rate(hana, 3, by=bo)
    hana.assignment.unit = organisation.support
    hana.assignment.save()
    take_in(opened, actor=hana)
    return Placement.objects.get(session=opened, person=hana)


def test_whoever_locks_learns_no_count_of_their_own_row(
    opened, moved, hana_among_them, hana, mia, pia
):
    row = hana_among_them
    move_rating(row, actor=mia, rating=4, reason=WHY)
    with pytest.raises(UnseenNotReady):
        close_session(opened, actor=hana, seen=0)
    with pytest.raises(EmployeeReasonsMissing):
        close_session(opened, actor=pia, seen=1)
    write_for_employee(Placement.objects.get(pk=row.pk), actor=mia, words="For the returns.")
    assert close_session(opened, actor=hana, seen=0).is_locked


@pytest.mark.parametrize("who", ["bo", "mia", "eva", "ana"])
def test_only_hr_of_the_unit_locks(who, opened, request):
    with pytest.raises(PermissionDenied):
        close_session(opened, actor=request.getfixturevalue(who))


def test_locked_once_it_is_on_record_once(locked, hana):
    with pytest.raises(PermissionDenied):
        close_session(locked, actor=hana)
    assert Event.objects.filter(kind="reviews.calibration_locked").count() == 1


def test_the_database_itself_knows_no_final_but_where_it_stood(locked, placed, ana):
    with pytest.raises(IntegrityError), transaction.atomic():
        Placement.objects.filter(pk=placed(ana).pk).update(final=1)


def test_the_manager_hears_before_after_and_why_once_it_is_locked(
    opened, moved, ana, bo, mia, hana
):
    moved(ana, 5, by=mia)
    assert not what_became(bo).exists()
    close_session(opened, actor=hana)
    (told,) = told_to_manager(list(what_became(bo).filter(person=ana)))
    assert (told.person, told.before, told.after, told.reasons) == (ana, 4, 5, (WHY,))
    assert told.for_employee == "For the Oslo switch."


def test_the_manager_hears_nothing_of_their_own(locked, ana, lee, bo, mia):
    assert {one.person for one in what_became(bo)} == {ana, lee}
    assert {one.person for one in what_became(mia)} == {bo}


def test_the_employee_hears_the_rating_and_what_was_written_for_them(locked, placed, share, ana):
    participant = placed(ana).participant
    assert told_to_employee(participant, ana) is None
    share(placed(ana))
    told = told_to_employee(participant, ana)
    assert (told.rating, told.words) == (5, "For the Oslo switch.")
    assert WHY not in str(told)


def test_it_stands_beside_their_review_and_nothing_else_does(locked, placed, share, ana, bo, at):
    review = placed(ana).participant.reviews.get(kind="manager")
    share(placed(ana))
    page = reverse("reviews:review", args=[review.public_id])
    theirs = at(ana).get(page).content.decode()
    assert "For the Oslo switch." in theirs
    assert WHY not in theirs
    assert "For the Oslo switch." not in at(bo).get(page).content.decode()


def test_nobody_else_hears_it_in_their_stead(locked, placed, share, ana, bo, cy, eva):
    share(placed(ana))
    for other in (bo, cy, eva):
        assert told_to_employee(placed(ana).participant, other) is None


def test_earlier_cycles_stand_beside(locked, cycle_of, ana, lee):
    from datetime import date

    later = cycle_of("2027", period_from=date(2027, 1, 1), period_until=date(2028, 1, 1))
    assert ratings_before([ana, lee], later) == {ana.pk: [5], lee.pk: [3]}
    assert ratings_before([ana], locked.cycle) == {}
