""" "Received" says that somebody has it; a name stands under exactly the words that were read."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from fairway.foundation.access import can
from fairway.foundation.events import SYSTEM
from fairway.foundation.models import Event
from fairway.people.actions.assigning import change_manager
from fairway.people.days import organisation_day
from fairway.reviews.actions.refusals import TooLong
from fairway.reviews.actions.releasing import give_to_person, release_to_manager
from fairway.reviews.actions.sharing_refused import (
    NotTheLatest,
    NotWhatWasSigned,
    ReceivedAlready,
)
from fairway.reviews.actions.signing import acknowledge, is_signed, sign
from fairway.reviews.models import Acknowledgement, Review, SharedVersion, Signature

pytestmark = pytest.mark.django_db


def states():
    """Of what the person reads; a self-review stays as it was sent."""
    return set(Review.objects.exclude(kind="self").values_list("state", flat=True))


def test_both_names_make_it_acknowledged(given, ana, bo):
    acknowledge(
        given, actor=ana, seen=given.content_hash, comment="I see the third point otherwise."
    )
    assert states() == {"shared"}
    sign(given, actor=bo, seen=given.content_hash)
    assert is_signed(given)
    assert states() == {"signed"}
    assert Acknowledgement.objects.get().read_comment() == "I see the third point otherwise."


def test_pressed_twice_there_is_one_name_and_one_event(given, ana):
    for _again in range(2):
        acknowledge(given, actor=ana, seen=given.content_hash, comment="Thank you.")
    assert Signature.objects.count() == Acknowledgement.objects.count() == 1
    assert Event.objects.filter(kind="reviews.acknowledged").count() == 1


def test_a_comment_stays_as_it_was_sent(given, ana):
    acknowledge(given, actor=ana, seen=given.content_hash, comment="First.")
    with pytest.raises(ReceivedAlready):
        acknowledge(given, actor=ana, seen=given.content_hash, comment="Second.")


def test_nobody_signs_for_another(given, bo, mia, hana, cy):
    for one in (bo, mia, hana, cy):
        with pytest.raises(PermissionDenied):
            acknowledge(given, actor=one, seen=given.content_hash)
    for one in (mia, hana, cy):
        with pytest.raises(PermissionDenied):
            sign(given, actor=one, seen=given.content_hash)


def test_a_page_of_an_older_version_signs_nothing(given, ana_in_it, ana, bo, hana):
    Review.objects.filter(kind="manager").update(
        state="submitted", submitted_at=timezone.now(), number=2
    )
    release_to_manager(ana_in_it, actor=hana)
    newer = give_to_person(ana_in_it, actor=bo)
    assert newer.pk != given.pk
    with pytest.raises(NotTheLatest):
        acknowledge(given, actor=ana, seen=given.content_hash)
    with pytest.raises(NotTheLatest):
        acknowledge(newer, actor=ana, seen=given.content_hash)


def test_what_goes_to_the_author_anew_keeps_nobody_from_acknowledging_what_they_have(
    given, ana_in_it, ana, hana
):
    Review.objects.filter(kind="manager").update(
        state="submitted", submitted_at=timezone.now(), number=2
    )
    newer = release_to_manager(ana_in_it, actor=hana)
    assert newer.to_subject_at is None
    assert acknowledge(given, actor=ana, seen=given.content_hash)


def test_words_that_were_changed_behind_everybodys_back_are_not_signed(given, ana):
    given.seal_content('{"rating": null}')
    given.save(update_fields=["content"])
    assert not SharedVersion.objects.get().is_intact()
    with pytest.raises(NotWhatWasSigned):
        acknowledge(given, actor=ana, seen=given.content_hash)
    assert not Signature.objects.exists()


def test_of_an_author_who_has_left_nobody_waits_for_a_name(given, ana, bo):
    type(bo).objects.filter(pk=bo.pk).update(active=False)
    acknowledge(given, actor=ana, seen=given.content_hash)
    assert states() == {"signed"}


def test_a_megabyte_is_refused_and_not_cut(given, ana):
    with pytest.raises(TooLong):
        acknowledge(given, actor=ana, seen=given.content_hash, comment="a" * 1_000_000)


def closed_for(cycle, days):
    cycle.state, cycle.closed_at = "closed", timezone.now() - timedelta(days=days)
    cycle.save()


def test_who_wrote_it_and_still_is_the_manager_signs_long_after_the_close(at, given, ana, bo):
    """Ana acknowledges late: it does not stay without his name for good."""
    closed_for(given.participant.cycle, 200)
    acknowledge(given, actor=ana, seen=given.content_hash)
    browser, guide = at(bo), reverse("reviews:guide", args=[given.public_id])
    assert browser.get(guide).status_code == 200
    page = browser.get(given.get_absolute_url()).content.decode()
    assert reverse("reviews:sign", args=[given.public_id]) in page
    sign(given, actor=bo, seen=given.content_hash)
    assert is_signed(given)
    assert states() == {"signed"}
    assert not can(bo, "sign", given)  # nothing is missing any more
    assert can(bo, "view", given)


def test_who_wrote_it_before_her_manager_changed_does_not(given, ana, bo, mia, hire, organisation):
    new = hire("Nora Neves", organisation.support, organisation.lisbon, mia)
    change_manager(ana, new, actor=SYSTEM, valid_from=organisation_day())
    closed_for(given.participant.cycle, 29)
    assert can(bo, "sign", given)
    closed_for(given.participant.cycle, 32)
    for verb in ("view", "sign", "read_guide"):
        assert not can(bo, verb, given)
    for verb in ("sign", "read_guide"):
        assert not can(new, verb, given)  # she did not write it
