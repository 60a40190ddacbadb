"""A second look: asked in time, taken by somebody who had no part in it, and read by three people."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from fairway.foundation.access import can
from fairway.foundation.models import Event
from fairway.foundation.ports import event_kinds
from fairway.reviews.actions.deciding import decide
from fairway.reviews.actions.disputing import (
    assign_reviewer,
    bring_evidence,
    open_dispute,
    open_until,
    respond,
    withdraw_dispute,
)
from fairway.reviews.actions.releasing import give_to_person, latest_of
from fairway.reviews.actions.sharing_refused import (
    BeingLookedAt,
    LookedAtAlready,
    NoLongerWritten,
    NoSuchSubject,
    NotIndependent,
    NotOnTheScale,
    WindowClosed,
)
from fairway.reviews.models import Answer, Dispute, DisputeEvidence, Review, SharedVersion
from fairway.reviews.rules.disputes import independent_of

pytestmark = pytest.mark.django_db
WHY = "The third quarter is missing from it."


@pytest.fixture
def asked(given, ana):
    return open_dispute(given, actor=ana, words=WHY)


@pytest.fixture
def looked_at(asked, hana, cy):
    return assign_reviewer(asked, actor=hana, reviewer=cy)


def states():
    return set(Review.objects.filter(kind="manager").values_list("state", flat=True))


def test_the_three_of_it_read_it_and_hr_only_sees_that_it_is(
    looked_at, ana, bo, cy, mia, hana, pia
):
    people = {"ana": ana, "bo": bo, "cy": cy, "mia": mia, "hana": hana, "pia": pia}
    assert {name for name, one in people.items() if can(one, "view", looked_at)} == {
        "ana",
        "bo",
        "cy",
    }
    assert can(hana, "assign", looked_at)
    assert states() == {"disputed"}


def test_whoever_looks_reads_the_review_and_not_after_it_is_decided(looked_at, given, cy):
    assert can(cy, "view", given)
    decide(looked_at, actor=cy, decision="stands", reason="The evidence covers the year.")
    assert not can(cy, "view", given)
    assert can(cy, "view", looked_at)


def test_nobody_near_the_review_takes_the_second_look(asked, ana, bo, mia, lee, hana, dee, write):
    write(asked.participant, "dotted", dee, helped="Well done.")
    for one in (ana, bo, mia, lee, dee, hana):
        assert not independent_of(asked.participant).filter(pk=one.pk).exists(), one.name
        with pytest.raises((NotIndependent, PermissionDenied)):
            assign_reviewer(asked, actor=hana, reviewer=one)


def test_whoever_has_become_her_manager_meanwhile_decides_no_more(
    looked_at, ana, cy, hire, organisation
):
    from fairway.foundation.events import SYSTEM
    from fairway.people.actions.assigning import change_manager
    from fairway.people.days import organisation_day

    change_manager(ana, cy, actor=SYSTEM, valid_from=organisation_day())
    with pytest.raises(NotIndependent):
        decide(looked_at, actor=cy, decision="stands", reason="It stands.")


def test_the_rating_is_changed_by_a_named_person_with_a_reason(looked_at, cy, given, ana, bo):
    decide(looked_at, actor=cy, decision="changed", rating=4, reason="The third quarter counts.")
    version = latest_of(looked_at.participant)
    assert (version.number, version.rating) == (2, 4)
    assert version.words()["rating"]["reason"] == "The third quarter counts."
    assert can(ana, "view", version)
    assert can(bo, "view", version)
    assert given.rating == 3
    assert given.is_intact()
    assert states() == {"shared"}


@pytest.mark.parametrize("rating", [None, 3, 0, 6])
def test_a_rating_that_is_none_or_the_same_is_no_change(looked_at, cy, rating):
    with pytest.raises(NotOnTheScale):
        decide(looked_at, actor=cy, decision="changed", rating=rating, reason="Because.")
    assert Dispute.objects.get().state == "assigned"


def test_written_anew_it_goes_back_to_its_author_and_what_was_given_stays(looked_at, cy, given):
    decide(looked_at, actor=cy, decision="rewritten", reason="Half of the year is not in it.")
    mine = Review.objects.get(kind="manager")
    assert (mine.state, mine.number, mine.submitted_at) == ("open", 2, None)
    assert SharedVersion.objects.get() == given


def test_in_a_closed_cycle_nothing_is_written_anew(looked_at, cy):
    cycle = looked_at.participant.cycle
    cycle.state, cycle.closed_at = "closed", timezone.now()
    cycle.save()
    with pytest.raises(NoLongerWritten):
        decide(looked_at, actor=cy, decision="rewritten", reason="Half of the year is missing.")
    assert Dispute.objects.get().state == "assigned"


def test_a_changed_rating_stands_beside_the_words_that_were_looked_at(looked_at, cy, bo):
    said = Answer.objects.filter(review__kind="manager", question__text__en="Helped")
    said.update(text="Written since.")
    decide(looked_at, actor=cy, decision="changed", rating=5, reason="The quarter counts.")
    words = str(latest_of(looked_at.participant).words())
    assert "The handovers." in words
    assert "Written since." not in words


def test_nobody_decides_before_somebody_is_named(asked, cy, hana):
    for one in (cy, hana):
        with pytest.raises(PermissionDenied):
            decide(asked, actor=one, decision="stands", reason="It stands.")


def test_only_who_was_named_decides(looked_at, ana, bo, hana, mia):
    for one in (ana, bo, hana, mia):
        with pytest.raises(PermissionDenied):
            decide(looked_at, actor=one, decision="stands", reason="It stands.")


def test_two_weeks_are_open_until_the_end_of_the_day_where_she_is(given, ana):
    until = open_until(given)
    assert until.astimezone(timezone.get_fixed_timezone(480)).hour == 0  # Manila
    SharedVersion.objects.update(to_subject_at=timezone.now() - timedelta(days=16))
    given.refresh_from_db()
    with pytest.raises(WindowClosed):
        open_dispute(given, actor=ana, words=WHY)


def test_asked_twice_in_the_same_words_it_is_one(given, asked, ana):
    assert open_dispute(given, actor=ana, words=WHY) == asked
    with pytest.raises(BeingLookedAt):
        open_dispute(given, actor=ana, words="And something else.")


def test_of_one_version_a_second_look_is_taken_once(looked_at, given, ana, cy):
    decide(looked_at, actor=cy, decision="stands", reason="It stands.")
    with pytest.raises(LookedAtAlready):
        open_dispute(given, actor=ana, words="Once more.")


def test_it_is_about_something_that_stands_in_the_review(given, template, ana):
    with pytest.raises(NoSuchSubject):
        open_dispute(given, actor=ana, words=WHY, question=template[1]["private"].public_id)
    made = open_dispute(given, actor=ana, words=WHY, question=template[1]["helped"].public_id)
    assert made.question == template[1]["helped"]


def test_nothing_newer_is_given_out_while_somebody_looks(asked, ana_in_it, hana):
    from fairway.reviews.actions.releasing import release_to_manager

    Review.objects.filter(kind="manager").update(state="submitted", submitted_at=timezone.now())
    with pytest.raises(BeingLookedAt):
        release_to_manager(ana_in_it, actor=hana)


def test_taken_back_it_is_as_it_was(asked, ana, ana_in_it):
    withdraw_dispute(asked, actor=ana)
    assert states() == {"shared"}
    assert give_to_person(ana_in_it, actor=ana_in_it.author).number == 1


def test_both_sides_bring_what_there_is_and_nobody_else_does(looked_at, ana, bo, cy, hana):
    respond(looked_at, actor=bo, words="I counted from March on.")
    bring_evidence(looked_at, actor=ana, words="See the check-in of May.")
    for _again in range(2):
        bring_evidence(looked_at, actor=bo, words="See our 1:1.")
    for one in (cy, hana):
        with pytest.raises(PermissionDenied):
            bring_evidence(looked_at, actor=one, words="And this.")
    assert DisputeEvidence.objects.count() == 2


def told_of_the_end():
    """Whom the last event tells, and in which words."""
    event = Event.objects.filter(kind__startswith="reviews.dispute_").order_by("pk").last()
    return {one.person: str(one.title) for one in event_kinds[event.kind].notify(event)}


def test_hr_is_told_how_it_ended_and_why_is_not_theirs(looked_at, cy, hana, ana, bo):
    decide(looked_at, actor=cy, decision="changed", rating=4, reason="canaryreason")
    told = told_of_the_end()
    assert set(told) == {ana, bo, hana}
    assert told[hana] == "A second look in Year 2026 has ended: The rating is changed"
    looked_at.refresh_from_db()
    assert can(hana, "oversee", looked_at)
    assert not can(hana, "view", looked_at)


def test_taken_back_hr_is_told_that_it_is(looked_at, ana, hana):
    withdraw_dispute(looked_at, actor=ana)
    assert told_of_the_end()[hana].endswith("Taken back")


def test_how_it_ended_is_not_told_to_hr_who_wrote_the_review(looked_at, ana, hana):
    Dispute.objects.update(author=hana, assigned_by=hana)
    looked_at.refresh_from_db()
    withdraw_dispute(looked_at, actor=ana)
    looked_at.refresh_from_db()
    assert not can(hana, "oversee", looked_at)
    assert told_of_the_end()[hana] == "A second look was taken back"  # as its author


def test_nobody_but_hr_oversees_and_only_what_is_over(looked_at, cy, mia, hana, ana, bo):
    assert not can(hana, "oversee", looked_at)
    decide(looked_at, actor=cy, decision="stands", reason="It stands.")
    looked_at.refresh_from_db()
    assert [one for one in (ana, bo, cy, mia, hana) if can(one, "oversee", looked_at)] == [hana]


def test_no_word_of_it_stands_in_an_event_or_open_in_the_database(looked_at, cy, bo):
    respond(looked_at, actor=bo, words="canaryresponse")
    decide(looked_at, actor=cy, decision="stands", reason="canaryreason")
    assert not [one for one in Event.objects.all() if "canary" in str(one.data)]
    row = Dispute.objects.values().get()
    assert not [name for name, value in row.items() if "canary" in str(value)]
