"""What was given out of somebody is handed to them, and gone once they are erased."""

import pytest

from fairway.foundation.events import SYSTEM
from fairway.foundation.sealing import destroy_key
from fairway.reviews.actions.disputing import bring_evidence, open_dispute
from fairway.reviews.actions.signing import acknowledge
from fairway.reviews.models import Dispute, SharedVersion
from fairway.reviews.offers import sharing_personal
from fairway.reviews.reading.sheets import sheet_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(given, ana):
    acknowledge(given, actor=ana, seen=given.content_hash, comment="Thank you.")
    made = open_dispute(given, actor=ana, words="The spring is missing.")
    bring_evidence(made, actor=ana, words="See April.")
    return given


def test_all_that_they_may_read_is_handed_out(kept, ana):
    handed = list(sharing_personal.export(ana))
    assert [one["kind"] for one in handed] == ["review", "review acknowledged", "second look"]
    assert "The handovers." in str(handed)
    assert "See April." in str(handed)
    assert "Only for Bo." not in str(handed)


def test_nobody_gets_what_is_about_another(kept, bo, cy):
    assert list(sharing_personal.export(bo)) == []
    assert list(sharing_personal.export(cy)) == []


def test_nothing_goes_as_long_as_they_are_here(kept, ana):
    assert sharing_personal.erase(ana) == 0
    assert kept.words()


def test_once_erased_that_it_was_signed_stays_and_no_word_does(kept, ana):
    type(ana).objects.filter(pk=ana.pk).update(active=False)
    assert sharing_personal.erase(ana) > 0
    version = SharedVersion.objects.get()
    assert (version.words(), version.content_hash) == ({}, kept.content_hash)
    assert Dispute.objects.get().read_words() is None
    assert version.signatures.count() == 1


def test_with_the_key_gone_a_page_still_says_that_there_was_one(kept, ana):
    destroy_key(ana, actor=SYSTEM)
    assert sheet_of(SharedVersion.objects.get()).erased
    assert list(sharing_personal.export(ana)) == []
