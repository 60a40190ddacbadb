"""What colleagues say of skills in confidence comes out in the same report, by the same threshold."""

from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from fairway.reviews.actions.reporting_360 import release_report
from fairway.reviews.actions.writing import keep_answers
from fairway.reviews.models import Participant, Review, ReviewCycle, Said
from fairway.reviews.models.writing import asked_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def said(team, launched, hire, organisation, participant, ana, pia):
    """said(5): what the report says of Ana's listening when so many colleagues have sent theirs."""

    def make(number):
        cycle = launched("self", "manager", "peer", peers=4)
        about = participant(cycle, ana)
        for place in range(number):
            peer = hire(f"P{place} Peer", organisation.shops, organisation.lisbon)
            asked = Review.objects.create(
                cycle=cycle, participant=about, kind="peer", reviewer=peer,
                due_on=cycle.phases.get(kind="write").due_on,
            )  # fmt: skip
            listening = next(one for one in asked_in(asked) if str(one.text) == "Listening")
            keep_answers(asked, actor=peer, said={listening.pk: Said(2 + place % 2)})
            Review.objects.filter(pk=asked.pk).update(
                state="submitted", submitted_at=timezone.now()
            )
        Review.objects.filter(participant=about, state="open").update(
            state="closed", aside="removed"
        )
        ReviewCycle.objects.update(state="closed", closed_at=timezone.now())  # nobody writes now
        about = Participant.objects.get(pk=about.pk)
        lines = release_report(about, actor=pia).words()["lines"]
        return next((one for one in lines if one["text"]["en"] == "Listening"), {"groups": []})

    return make


def test_enough_of_them_are_told_together(said):
    (group,) = said(5)["groups"]
    assert group == {"of": "all", "mean": 2.4, "end": "", "people": "5–9"}


def test_of_too_few_nothing_is_told(said):
    assert said(3)["groups"] == []


def test_a_cycle_that_ran_before_takes_what_roles_expect_now_and_a_closed_one_nothing(
    team, launched, participant, ana, bo
):
    """By the migration: nobody's edition was noted then."""
    running, closed = launched(), launched()
    expected = participant(running, ana).edition
    ReviewCycle.objects.filter(pk=closed.pk).update(state="closed", closed_at=timezone.now())
    Participant.objects.update(edition=None)
    noted = import_module("fairway.reviews.migrations.0015_what_roles_expected")
    for _again in range(2):
        noted.note_editions(apps, None)
        assert participant(running, ana).edition == expected
        assert participant(running, bo).edition is None
        assert participant(closed, ana).edition is None
