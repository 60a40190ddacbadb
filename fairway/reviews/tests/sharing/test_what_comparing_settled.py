"""Where ratings are compared, what came of it is given out, and nothing before it is settled."""

import pytest
from django.utils import timezone

from fairway.reviews.actions.releasing import give_to_person, release_to_manager
from fairway.reviews.actions.sharing_refused import StillCompared
from fairway.reviews.models import (
    Answer,
    CalibrationSession,
    Calibrator,
    CriticalStatement,
    Placement,
    Review,
)
from fairway.reviews.rules.disputes import independent_of

pytestmark = pytest.mark.django_db


def session_of(participant, template, hana, organisation, **placed):
    session = CalibrationSession.objects.create(
        cycle=participant.cycle,
        unit=organisation.support,
        question=template[1]["overall"],
        facilitator=hana,
        made_at=timezone.now(),
        state="open",
    )
    return session, Placement.objects.create(
        session=session,
        participant=participant,
        person=participant.person,
        rater=participant.author,
        **placed,
    )


def test_a_rating_that_is_still_compared_is_not_given_out(ana_in_it, template, hana, organisation):
    session_of(ana_in_it, template, hana, organisation, proposed=3, rating=3)
    with pytest.raises(StillCompared):
        release_to_manager(ana_in_it, actor=hana)


def test_what_the_session_settled_is_the_rating_with_the_reason_for_the_person(
    ana_in_it, template, hana, organisation
):
    _session, placed = session_of(ana_in_it, template, hana, organisation, proposed=3, rating=4)
    placed.final = 4
    placed.seal_employee_reason("You carried two teams.")
    placed.save()
    CalibrationSession.objects.update(state="locked", locked_at=timezone.now(), locked_by=hana)
    Review.objects.filter(kind="manager").update(state="calibrated")
    said = release_to_manager(ana_in_it, actor=hana).words()
    assert (said["rating"]["value"], said["rating"]["reason"]) == (4, "You carried two teams.")
    assert said["rating"]["label"] == {"en": "Point 4"}


@pytest.mark.parametrize(("final", "is_said"), [(3, True), (4, False)])
def test_what_argued_for_another_rating_goes_with_it(
    ana_in_it, template, hana, organisation, final, is_said
):
    """Neither its words nor its being counted as critical tell which rating was proposed first."""
    mine = Review.objects.get(kind="manager")
    overall = template[1]["overall"]
    Answer.objects.filter(review=mine, question=overall).update(text="Three it is.")
    CriticalStatement.objects.create(review=mine, question=overall, is_new=True)
    session_of(ana_in_it, template, hana, organisation, proposed=3, rating=final, final=final)
    CalibrationSession.objects.update(state="locked", locked_at=timezone.now(), locked_by=hana)
    said = release_to_manager(ana_in_it, actor=hana).words()
    assert ("Three it is." in str(said), bool(said["new"])) == (is_said, is_said)


def test_what_is_compared_once_more_is_not_given_to_the_person(
    ana_in_it, template, hana, organisation, bo
):
    release_to_manager(ana_in_it, actor=hana)
    session_of(ana_in_it, template, hana, organisation, proposed=3, rating=3)
    with pytest.raises(StillCompared):
        give_to_person(ana_in_it, actor=bo)


def test_who_compared_it_takes_no_second_look(ana_in_it, template, hana, organisation, cy):
    assert independent_of(ana_in_it).filter(pk=cy.pk).exists()
    session, _placed = session_of(ana_in_it, template, hana, organisation, proposed=3, rating=3)
    Calibrator.objects.create(session=session, person=cy, added_at=timezone.now())
    assert not independent_of(ana_in_it).filter(pk=cy.pk).exists()
