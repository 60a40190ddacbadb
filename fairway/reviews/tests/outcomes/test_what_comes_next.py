"""What comes next is its author's until the person has the review, and stays as it is from then."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from fairway.foundation.models import Event
from fairway.foundation.versions import Stale
from fairway.reviews.actions.outcomes import give_outcome, write_outcome
from fairway.reviews.actions.outcomes_refused import HasIt, NotGivenYet, NothingWritten
from fairway.reviews.actions.releasing import give_to_person, release_to_manager
from fairway.reviews.models import ReviewOutcome
from fairway.skills.models import Skill

pytestmark = pytest.mark.django_db


def words(**said):
    return {"support": "", "expectations": "", "capability": "", **said}


def readers(*people):
    return {one.name for one in people if ReviewOutcome.objects.allowed(one).exists()}


def test_before_the_review_is_given_its_author_alone_reads_it(
    outcome, ana, bo, mia, hana, cy, dee, pia
):
    assert readers(ana, bo, mia, hana, cy, dee, pia) == {"Bo Almeida"}


def test_with_the_review_it_reaches_the_person_and_whoever_reads_the_review(
    outcome, ana_in_it, ana, bo, mia, hana, cy, dee, pia
):
    release_to_manager(ana_in_it, actor=hana)
    assert readers(ana, mia) == set()
    give_to_person(ana_in_it, actor=bo)
    assert readers(ana, bo, mia, hana, cy, dee, pia) == {
        "Ana Reyes",
        "Bo Almeida",
        "Mia Lindqvist",
        "Hana Novák",
        "Pia Lead",
    }


def test_what_she_has_is_not_written_anew(outcome, given, ana_in_it, bo):
    with pytest.raises(HasIt):
        write_outcome(ana_in_it, actor=bo, **words(support="Less."))


def test_written_after_the_review_was_given_it_waits_until_its_author_gives_it(
    given, ana_in_it, ana, bo
):
    made = write_outcome(ana_in_it, actor=bo, **words(support="A desk of her own."))
    assert readers(ana) == set()
    give_outcome(made, actor=bo)
    give_outcome(made, actor=bo)  # pressed twice
    assert readers(ana) == {"Ana Reyes"}


def test_it_is_not_given_ahead_of_the_review(outcome, bo):
    with pytest.raises(NotGivenYet):
        give_outcome(outcome, actor=bo)


@pytest.mark.parametrize("who", ["ana", "mia", "hana", "cy", "dee"])
def test_nobody_but_the_author_writes_it(ana_in_it, request, who):
    with pytest.raises(PermissionDenied):
        write_outcome(ana_in_it, actor=request.getfixturevalue(who), **words())


def test_a_stale_page_changes_nothing(outcome, ana_in_it, bo):
    write_outcome(ana_in_it, actor=bo, **words(support="Newer."), version=1)
    for version in (1, None):
        with pytest.raises(Stale):
            write_outcome(ana_in_it, actor=bo, **words(support="Older."), version=version)
    outcome.refresh_from_db()
    assert outcome.read_support() == "Newer."


def test_pressed_twice_the_first_one_is_one(ana_in_it, bo):
    for _press in range(2):
        write_outcome(ana_in_it, actor=bo, **words(capability="Saying no."))
    assert ReviewOutcome.objects.count() == 1


def test_where_nothing_was_written_nothing_is_kept(ana_in_it, bo):
    for said in (words(), words(support="  \n", capability="\u200b")):
        with pytest.raises(NothingWritten):
            write_outcome(ana_in_it, actor=bo, **said)
    assert not ReviewOutcome.objects.exists()
    assert not Event.objects.filter(kind__startswith="reviews.outcome").exists()


def test_a_draft_that_is_emptied_goes_and_is_given_to_nobody(outcome, ana_in_it, ana, bo, hana):
    gone = write_outcome(ana_in_it, actor=bo, **words(), version=outcome.version)
    assert gone.pk is None
    assert Event.objects.filter(kind="reviews.outcome_discarded").count() == 1
    release_to_manager(ana_in_it, actor=hana)
    give_to_person(ana_in_it, actor=bo)
    assert readers(ana, bo) == set()
    write_outcome(ana_in_it, actor=bo, **words(support="A desk of her own."))
    assert ReviewOutcome.objects.get().read_support() == "A desk of her own."


def test_an_older_page_empties_nothing(outcome, ana_in_it, bo):
    write_outcome(ana_in_it, actor=bo, **words(support="Newer."), version=1)
    for version in (1, None):
        with pytest.raises(Stale):
            write_outcome(ana_in_it, actor=bo, **words(), version=version)
    assert ReviewOutcome.objects.get().read_support() == "Newer."


def test_what_she_has_is_not_emptied(outcome, given, ana_in_it, bo):
    with pytest.raises(HasIt):
        write_outcome(ana_in_it, actor=bo, **words(), version=outcome.version + 1)


def test_it_may_name_a_skill(ana_in_it, bo):
    skill = Skill.objects.create(name="Listening")
    made = write_outcome(ana_in_it, actor=bo, **words(capability="Asking once more."), skill=skill)
    assert ReviewOutcome.objects.get(pk=made.pk).skill == skill
    write_outcome(ana_in_it, actor=bo, **words(), skill=skill, version=made.version)
    assert ReviewOutcome.objects.get().skill == skill  # which says something by itself


def test_no_word_of_it_lies_open(outcome):
    with connection.cursor() as cursor:
        cursor.execute("SELECT support, expectations, capability FROM reviews_reviewoutcome")
        kept = b"".join(bytes(one) for one in cursor.fetchone())
    assert b"Two hours" not in kept
    assert b"Saying no" not in kept
