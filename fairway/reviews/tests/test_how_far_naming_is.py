"""The board of a cycle says how far naming is, for as long as peers can still be asked."""

from datetime import timedelta

import pytest

from fairway.people.days import organisation_day
from fairway.reviews.actions.nominating import approve_nomination, decline_nomination, nominate
from fairway.reviews.models import Nomination, Participant, Phase
from fairway.reviews.reading.cycles import waiting_in

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def cycle(ana, bo, cy, eva, hana, launched):
    """Ana and Bo name four peers each; two are enough."""
    cycle = launched("self", "manager", "peer", peers=4)
    cycle.peers_least = 2
    cycle.save(update_fields=["peers_least"])
    return cycle


def told(cycle, viewer):
    found = waiting_in(cycle, viewer, cycle.phases.all()).naming
    return {bar.kind: (bar.done, bar.of) for bar in found}


def test_before_anybody_has_named_somebody_it_is_said_of_how_many(cycle, hana):
    of = Participant.objects.filter(cycle=cycle).count()
    assert of > 1
    assert told(cycle, hana) == {"naming": (0, of)}


def test_who_has_named_as_many_as_are_asked_for_counts_once(
    cycle, ana, bo, cy, eva, hana, participant
):
    about, of = participant(cycle, ana), Participant.objects.filter(cycle=cycle).count()
    first = nominate(about, actor=ana, reviewer=cy)
    assert told(cycle, hana) == {"naming": (0, of), "agreeing": (0, 1)}
    nominate(about, actor=ana, reviewer=eva)
    assert told(cycle, hana) == {"naming": (1, of), "agreeing": (0, 2)}
    approve_nomination(first, actor=bo)
    assert told(cycle, hana) == {"naming": (1, of), "agreeing": (1, 2)}


def test_a_name_that_was_refused_counts_for_nothing(cycle, ana, bo, cy, eva, hana, participant):
    about, of = participant(cycle, ana), Participant.objects.filter(cycle=cycle).count()
    refused, _kept = (nominate(about, actor=ana, reviewer=one) for one in (cy, eva))
    decline_nomination(refused, actor=bo, reason="Works elsewhere now")
    assert told(cycle, hana) == {"naming": (0, of), "agreeing": (0, 1)}


def test_where_no_number_is_asked_for_one_name_is_a_beginning(cycle, ana, cy, hana, participant):
    cycle.peers_least = 0
    cycle.save(update_fields=["peers_least"])
    nominate(participant(cycle, ana), actor=ana, reviewer=cy)
    assert told(cycle, hana)["naming"][0] == 1


def test_somebody_outside_is_no_peer(cycle, ana, hana, participant):
    at, about = cycle.launched_at, participant(cycle, ana)
    for number in range(3):
        Nomination.objects.create(
            participant=about,
            kind="external",
            external_email=f"o{number}@else.example",
            proposed_at=at,
        )
    assert told(cycle, hana)["naming"][0] == 0
    assert "agreeing" not in told(cycle, hana)


def test_who_was_taken_out_names_nobody_and_others_see_nothing(cycle, ana, bo, hana, participant):
    of = told(cycle, hana)["naming"][1]
    Participant.objects.filter(pk=participant(cycle, ana).pk).update(state="excluded")
    assert told(cycle, hana)["naming"][1] == of - 1
    assert told(cycle, bo) == {}


def test_nothing_is_said_where_nobody_names_or_it_is_over(cycle, launched, hana):
    assert told(launched("self", "peer", peers=4, nominate=False), hana) == {}
    assert told(launched("self", "manager"), hana) == {}
    today = organisation_day()
    Phase.objects.filter(cycle=cycle).update(opens_on=today - 9 * DAY, due_on=today - DAY)
    assert told(cycle, hana) == {}
    Phase.objects.filter(cycle=cycle, kind="write").update(due_on=today)
    assert told(cycle, hana)  # peers can still be named and write


def test_the_board_shows_it_above_what_is_written(cycle, ana, cy, hana, participant, at):
    nominate(participant(cycle, ana), actor=ana, reviewer=cy)
    page = at(hana).get(cycle.get_absolute_url()).text
    assert page.index("Have named their peers") < page.index("Self-review")
    assert "have named fewer than are asked for" in page
    assert f"{cycle.public_id}/managers/?all=1" in page
