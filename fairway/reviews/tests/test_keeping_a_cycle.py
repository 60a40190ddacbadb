"""Late, taken out, passed on, extended, opened again: nothing that was written is lost."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from fairway.foundation.models import MailOut, Notification
from fairway.foundation.notifications.unsubscribing import (
    offer_of,
    unsubscribe,
    unsubscribe_link,
)
from fairway.people.actions.leaving import end_employment
from fairway.people.days import organisation_day
from fairway.reviews.actions.changing import Wanted, change_cycle, close_cycle, foresee
from fairway.reviews.actions.cycles import Stretch
from fairway.reviews.actions.keeping import (
    add_participant,
    extend_review,
    part_from_cycles,
    reassign_review,
    remove_participant,
    reopen_review,
)
from fairway.reviews.actions.launching import ASKED
from fairway.reviews.actions.reassigning_refused import (
    PassedOnToOneself,
    WritesNotAboutThemselves,
    WrittenByThemselves,
)
from fairway.reviews.actions.refusals import (
    EarlierDay,
    NobodyToRemind,
    OnlyStricter,
    WritesAlready,
)
from fairway.reviews.actions.reminding import nudge, remind_everybody
from fairway.reviews.models import Participant, Reminder, Review

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture
def cycle(ana, bo, hana, launched):
    return launched("self", "manager")


def submitted(review):
    review.state, review.submitted_at = Review.State.SUBMITTED, timezone.now()
    review.save()
    return review


def test_who_joins_late_has_as_many_days_as_the_others(cycle, hire, organisation, bo, hana):
    new = hire("Nia New", organisation.support, organisation.lisbon, bo)
    made = add_participant(cycle, new, actor=hana)
    assert made.author == bo
    assert made.opens_on == organisation_day()
    assert {one.kind for one in made.reviews.all()} == {"self", "manager"}
    assert add_participant(cycle, new, actor=hana) == made


def test_who_is_taken_out_comes_back_with_all_that_was_begun(cycle, ana, hana, participant):
    before = set(Review.objects.filter(participant__person=ana).values_list("pk", flat=True))
    remove_participant(participant(cycle, ana), actor=hana, reason="On parental leave")
    assert not Review.objects.to_write().filter(participant__person=ana).exists()
    add_participant(cycle, ana, actor=hana)
    after = Review.objects.to_write().filter(participant__person=ana)
    assert set(after.values_list("pk", flat=True)) == before


def test_days_are_added_and_never_taken_away(cycle, ana, hana, review):
    one = review(cycle, ana, "self")
    later = one.due_on + WEEK
    assert extend_review(one, actor=hana, until=later).last_day == later
    with pytest.raises(EarlierDay):
        extend_review(one, actor=hana, until=later - timedelta(days=1))


def test_whoever_is_named_instead_begins_with_a_review_of_their_own(
    cycle, ana, hana, cy, bo, review, participant
):
    begun = review(cycle, ana, "manager")
    made = reassign_review(begun, actor=hana, to=cy)
    begun.refresh_from_db()
    assert (begun.state, begun.aside, begun.reviewer) == ("closed", "passed_on", bo)
    assert (made.reviewer, made.state) == (cy, "open")
    assert made.last_day >= begun.last_day
    assert participant(cycle, ana).author == cy
    with pytest.raises(WritesAlready):
        reassign_review(made, actor=hana, to=cy)


def test_about_themselves_nobody_writes_as_their_manager(cycle, ana, bo, hana, review):
    with pytest.raises(WritesNotAboutThemselves, match="Ana Reyes cannot write it"):
        reassign_review(review(cycle, ana, "manager"), actor=hana, to=ana)
    with pytest.raises(WrittenByThemselves, match="Ana Reyes writes it about themselves"):
        reassign_review(review(cycle, ana, "self"), actor=hana, to=bo)


def test_who_passes_a_review_on_never_takes_it_themselves(
    cycle, ana, hana, pia, at, review, participant
):
    begun = review(cycle, ana, "manager")
    with pytest.raises(PassedOnToOneself):
        reassign_review(begun, actor=hana, to=hana)
    browser, address = at(hana), f"/reviews/{begun.public_id}/reassigning/"
    typed = {"to": hana.public_id, "version": begun.version}
    refused = browser.post(address, typed)
    assert refused.status_code == 422
    assert "You cannot name yourself." in refused.text
    assert participant(cycle, ana).author != hana
    reassign_review(begun, actor=pia, to=hana)  # somebody else of HR decides it
    assert participant(cycle, ana).author == hana


def test_opened_again_it_is_a_new_version(cycle, ana, hana, review):
    one = submitted(review(cycle, ana, "self"))
    again = reopen_review(one, actor=hana, until=one.due_on + WEEK)
    assert (again.number, again.state, again.submitted_at) == (2, "open", None)


def test_hr_decides_nothing_about_itself(hire, organisation, launched, bo):
    from fairway.people.models import Appointment
    from fairway.reviews.models import Review

    own = hire("Ines Own", organisation.support, organisation.lisbon, bo)
    Appointment.objects.create(
        person=own, role="hr_partner", unit=organisation.support, valid_from=organisation_day()
    )
    cycle = launched("self", "manager")
    theirs = Review.objects.get(cycle=cycle, participant__person=own, kind="manager")
    with pytest.raises(PermissionDenied):
        extend_review(theirs, actor=own, until=theirs.due_on + WEEK)
    above = Review.objects.get(cycle=cycle, participant__person=bo, kind="self")
    with pytest.raises(PermissionDenied):
        extend_review(above, actor=own, until=above.due_on + WEEK)


def test_nobody_writes_about_a_leaver_nor_waits_for_one(cycle, ana, bo, participant):
    submitted(Review.objects.get(cycle=cycle, reviewer=ana, kind="self"))
    end_employment(ana, actor=cycle.facilitator, left_on=organisation_day())
    part_from_cycles(ana)
    assert participant(cycle, ana).state == Participant.State.LEFT
    assert Review.objects.get(cycle=cycle, reviewer=ana).state == "submitted"
    assert not Review.objects.to_write().filter(participant__person=ana).exists()


def test_a_later_day_moves_everybody_and_says_how_many(cycle, pia, run_jobs):
    phase = cycle.phases.get(kind="write")
    later = {"write": Stretch(phase.opens_on, phase.due_on + WEEK)}
    foreseen = foresee(cycle, Wanted(later))
    change = change_cycle(cycle, actor=pia, wanted=Wanted(later))
    run_jobs()
    assert change.reviews == foreseen.reviews == Review.objects.filter(cycle=cycle).count()
    assert change.before == {"write": [phase.opens_on.isoformat(), phase.due_on.isoformat()]}
    assert all(one.due_on >= phase.due_on + WEEK for one in cycle.reviews.all())


def test_nobodys_day_moves_to_an_earlier_one(cycle, pia):
    phase = cycle.phases.get(kind="write")
    sooner = {"write": Stretch(phase.opens_on, phase.due_on - timedelta(days=1))}
    with pytest.raises(EarlierDay):
        change_cycle(cycle, actor=pia, wanted=Wanted(sooner))


def test_what_was_promised_of_small_groups_only_gets_stricter(cycle, pia):
    with pytest.raises(OnlyStricter):
        change_cycle(cycle, actor=pia, wanted=Wanted(threshold=cycle.threshold - 1))
    change_cycle(cycle, actor=pia, wanted=Wanted(threshold=cycle.threshold + 1))
    cycle.refresh_from_db()
    assert cycle.threshold == 5


def test_a_closed_cycle_asks_nobody(cycle, pia, bo):
    close_cycle(cycle, actor=pia)
    assert not Review.objects.to_write().filter(reviewer=bo).exists()
    assert not Review.objects.allowed(bo, "write").exists()


MARKS = {  # Friday the 20th is the last day; these are mornings for Lisbon and afternoons for Manila
    "2026-11-17 05:00": ("three_before", "Reviews are due in three working days"),
    "2026-11-20 05:00": ("on_the_day", "Reviews are due today"),
    "2026-11-23 05:00": ("one_after", "Reviews were due. They can still be written."),
}


@pytest.mark.parametrize("moment", MARKS)
def test_each_is_reminded_once_for_each_mark(launched, clock, ana, bo, pia, run_jobs, moment):
    clock("2026-11-02 09:00")
    cycle, (mark, words) = launched("self"), MARKS[moment]
    Review.objects.filter(cycle=cycle).update(due_on="2026-11-20")
    clock(moment)
    for _twice in range(2):
        remind_everybody.enqueue()
        run_jobs()
    reminders = Reminder.objects.filter(cycle=cycle)
    assert sorted((one.person.called, one.mark) for one in reminders) == [
        ("Ana", mark),
        ("Bo", mark),
    ]
    assert [one.subject for one in mail.outbox if one.to == [ana.email]].count(words) == 1


def test_over_the_days_one_reminder_comes_at_each_mark_and_none_once_it_is_written(
    launched, clock, ana, bo, pia, run_jobs
):
    clock("2026-11-02 09:00")
    cycle = launched("self")
    Review.objects.filter(cycle=cycle).update(due_on="2026-11-20")
    for day in range(16, 28):
        for hour in ("05:00", "12:00"):  # letters to Lisbon wait for its morning
            clock(f"2026-11-{day} {hour}")
            remind_everybody.enqueue()
            run_jobs()
        if day == 18:
            submitted(Review.objects.get(cycle=cycle, reviewer=ana))
    got = {one: [] for one in ("Ana", "Bo")}
    for one in Reminder.objects.filter(cycle=cycle).order_by("pk"):
        got[one.person.called].append(one.mark)
    assert got == {"Ana": ["three_before"], "Bo": [mark for mark, _words in MARKS.values()]}
    subjects = [one.subject for one in mail.outbox if one.to == [bo.email]]
    assert [one for one in subjects if "due" in one] == [words for _mark, words in MARKS.values()]


def test_a_message_reaches_who_has_not_written_and_no_one_twice_a_day(
    cycle, pia, ana, bo, run_jobs
):
    submitted(Review.objects.get(cycle=cycle, reviewer=ana, kind="self"))
    sent = nudge(cycle, actor=pia, words="Two days to go.")
    run_jobs()
    reached = set(MailOut.objects.filter(template="reviews.nudge").values_list("person", flat=True))
    assert ana.pk not in reached
    assert bo.pk in reached
    assert sent.people == len(reached)
    with pytest.raises(NobodyToRemind):
        nudge(cycle, actor=pia, words="Once more.")


def test_who_has_stopped_such_mail_is_told_in_the_product_that_something_waits(
    cycle, pia, ana, bo, run_jobs
):
    unsubscribe(offer_of(unsubscribe_link(bo, ASKED).rstrip("/").rsplit("/", 1)[1]))
    nudge(cycle, actor=pia, words="Two days to go.")
    run_jobs()
    reached = MailOut.objects.filter(template="reviews.nudge").values_list("person", flat=True)
    assert ana.pk in reached
    assert bo.pk not in reached
    assert Notification.objects.filter(
        person=bo, title="Something in reviews waits for you"
    ).exists()
