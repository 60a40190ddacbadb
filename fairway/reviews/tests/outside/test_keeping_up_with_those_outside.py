"""They are counted, reminded, written to once more, handed out and forgotten like everybody else."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from fairway.foundation.actors import SYSTEM
from fairway.people.actions.leaving import end_employment
from fairway.people.days import organisation_day
from fairway.reviews.actions.keeping import extend_review, reassign_review
from fairway.reviews.actions.outside_asking import (
    KEPT,
    forget_addresses,
    invite_again,
    remind_those_outside,
)
from fairway.reviews.actions.outside_refused import WrittenToday
from fairway.reviews.actions.reminding import whom_to_nudge
from fairway.reviews.models import Nomination, OutsideInvitation, Review, ReviewCycle
from fairway.reviews.offers import cycles_personal
from fairway.reviews.reading.cycles import bars_of
from fairway.reviews.reading.rolls import page_of_missing, page_of_people
from fairway.reviews.tests.outside.conftest import ADDRESS

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


def due_in(invitation, days, today):
    """Due so many days from that day, and not written to for two days."""
    Review.objects.filter(pk=invitation.review_id).update(due_on=today + days * A_DAY)
    OutsideInvitation.objects.update(written_at=timezone.now() - 2 * A_DAY)


def test_the_board_counts_them(invitation, cycle, hana, enter, path_to, typed):
    def bar():
        (found,) = [one for one in bars_of(cycle, hana) if one.kind == "external"]
        return found.done, found.of

    assert bar() == (0, 1)
    enter().post(path_to("outside_review"), typed())
    assert bar() == (1, 1)


def test_they_are_among_what_is_written_about_somebody(
    invitation, cycle, ana, hana, enter, path_to, typed
):
    def written():
        (found,) = page_of_people(cycle, hana, ana.name).rows
        return found.written, found.asked

    before, asked = written()
    assert asked == Review.objects.filter(participant__person=ana).count() > 1
    enter().post(path_to("outside_review"), typed())
    assert written() == (before + 1, asked)


def test_who_has_not_answered_is_named_to_hr_and_reminded_by_no_message(invitation, cycle, pia, at):
    assert "external" in {one.kind for one in page_of_missing(cycle, pia)}
    page = at(pia).get(reverse("reviews:cycle_missing", args=[cycle.public_id])).content.decode()
    assert "Kim Lund" in page
    assert "From outside" in page
    assert None not in whom_to_nudge(cycle, pia)


@pytest.mark.parametrize(
    ("days", "subject"),
    [
        (3, "Your view is asked for: three working days are left"),
        (0, "Your view is asked for until the end of today"),
        (-1, "Your view is still asked for, a little later"),
        (2, ""),
    ],
)
def test_they_are_reminded_once_on_each_day_that_counts(
    clock, days, subject, cycle, name_kim, bo, run_jobs, letters
):
    name_kim(bo)
    run_jobs()
    letters()
    clock("2026-11-19 10:00")  # a Thursday
    if days == 3:
        clock("2026-11-17 10:00")  # a Tuesday
    found = OutsideInvitation.objects.get()
    due_in(found, days, organisation_day())
    for _time in range(2):
        remind_those_outside()
    run_jobs()
    assert [one.subject for one in letters()] == ([subject] if subject else [])


def test_who_was_invited_today_is_not_reminded_today(invitation, run_jobs, letters):
    Review.objects.filter(pk=invitation.review_id).update(due_on=organisation_day())
    assert remind_those_outside() == 0


def test_who_has_answered_is_not_reminded(invitation, enter, path_to, typed):
    enter().post(path_to("outside_review"), typed())
    due_in(invitation, 0, organisation_day())
    assert remind_those_outside() == 0


def test_hr_sends_the_invitation_again_once_a_day(invitation, hana, bo, run_jobs, letters):
    with pytest.raises(WrittenToday):
        invite_again(invitation.review, actor=hana)
    OutsideInvitation.objects.update(written_at=timezone.now() - A_DAY)
    with pytest.raises(PermissionDenied):
        invite_again(invitation.review, actor=bo)
    invite_again(invitation.review, actor=hana)
    run_jobs()
    assert len(letters()) == 1


def test_the_button_for_it_stands_with_the_participant(invitation, hana, bo, at, run_jobs, letters):
    OutsideInvitation.objects.update(written_at=timezone.now() - A_DAY)
    about = invitation.review.participant.get_absolute_url()
    assert "Send the invitation again" in at(hana).get(about).content.decode()
    form = reverse("reviews:review_inviting", args=[invitation.review.public_id])
    assert at(hana).post(form).status_code == 302
    run_jobs()
    assert len(letters()) == 1
    assert "Kim Lund" not in at(bo).get(about).content.decode()
    assert at(bo).post(form).status_code == 404


def test_more_days_are_told_to_them(invitation, hana, run_jobs, letters):
    review = invitation.review
    extend_review(review, actor=hana, until=review.due_on + 14 * A_DAY)
    run_jobs()
    (letter,) = letters()
    assert letter.subject == "Your view is still asked for"


def test_nobody_takes_their_place(invitation, hana, cy):
    with pytest.raises(PermissionDenied):
        reassign_review(invitation.review, actor=hana, to=cy)


def test_whom_somebody_named_is_handed_out_to_them(invitation, ana, bo):
    said = [one for one in cycles_personal.export(ana) if one["kind"] == "named for a review"]
    assert [one["who"] for one in said] == ["Kim Lund"]
    assert "Kim Lund" not in str(list(cycles_personal.export(bo)))


def test_with_a_person_goes_whom_they_named(invitation, ana):
    end_employment(ana, actor=SYSTEM, left_on=organisation_day() - A_DAY)
    ana.refresh_from_db()
    cycles_personal.erase(ana)
    named = Nomination.objects.get(kind="external")
    assert "Kim" not in named.external_name
    assert ADDRESS not in named.external_email


def test_some_weeks_after_a_cycle_names_and_addresses_are_forgotten(invitation, name_kim, bo):
    name_kim(bo, "two@customer.example")
    closed = {"state": "closed", "closed_at": timezone.now() - KEPT + A_DAY}
    ReviewCycle.objects.update(**closed)
    assert forget_addresses() == 0
    ReviewCycle.objects.update(closed_at=timezone.now() - KEPT - A_DAY)
    assert forget_addresses() == 2
    assert forget_addresses() == 0
    assert not Nomination.objects.filter(external_email__contains="customer").exists()
    assert not Nomination.objects.filter(external_name__contains="Kim").exists()
