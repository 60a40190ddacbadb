"""What the board of a cycle counts for whoever holds it: each thing once, and of their people alone."""

import pytest

from fairway.reviews.actions.handing_over import follow_lines
from fairway.reviews.actions.nominating import nominate
from fairway.reviews.models import Handover, Participant
from fairway.reviews.reading.cycles import bars_of, waiting_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle(ana, bo, cy, eva, hana, launched):
    return launched("self", "manager", "peer", peers=4)


def waiting(cycle, viewer):
    found = waiting_in(cycle, viewer, cycle.phases.all()).attention
    return {what: number for what, number in found.items() if number}


def test_nothing_waits_where_nothing_was_named_and_everybody_has_a_manager(cycle, hana):
    Participant.objects.filter(cycle=cycle, author=None).update(author=hana)
    assert waiting(cycle, hana) == {}


def test_of_somebody_with_two_names_and_no_manager_each_counts_once(
    cycle, ana, cy, eva, hana, participant
):
    about = participant(cycle, ana)
    before = waiting(cycle, hana)
    for one in (cy, eva):
        nominate(about, actor=ana, reviewer=one)
    Participant.objects.filter(pk=about.pk).update(author=None)
    after = waiting(cycle, hana)
    assert after["nominations"] == 2
    assert after["without_author"] == before.get("without_author", 0) + 1


def test_whose_manager_has_left_has_nobody_who_writes(cycle, ana, bo, hana):
    before = waiting(cycle, hana).get("without_author", 0)
    type(bo).objects.filter(pk=bo.pk).update(active=False)
    of_bo = Participant.objects.filter(cycle=cycle, author=bo, state="open").count()
    assert of_bo
    assert waiting(cycle, hana)["without_author"] == before + of_bo


def test_who_was_taken_out_needs_no_manager(cycle, ana, hana, participant):
    about = participant(cycle, ana)
    before = waiting(cycle, hana).get("without_author", 0)
    Participant.objects.filter(pk=about.pk).update(author=None, state="excluded")
    assert waiting(cycle, hana).get("without_author", 0) == before


def test_nothing_is_counted_of_another_cycle(cycle, launched, ana, bo, cy, hana, participant):
    other = launched("self", "manager", "peer", peers=4)
    nominate(participant(other, ana), actor=ana, reviewer=cy)
    assert waiting(other, hana)["nominations"] == 1
    assert "nominations" not in waiting(cycle, hana)
    of_one = {bar.kind: bar.of for bar in bars_of(cycle, hana)}
    assert of_one == {bar.kind: bar.of for bar in bars_of(other, hana)}


def test_a_handover_waits_for_hr_and_not_for_the_two_it_is_between(
    cycle, ana, bo, nora, hana, led_by
):
    led_by(nora)
    follow_lines()
    assert Handover.objects.waiting().exists()
    assert waiting(cycle, hana)["handovers"] == 1
    assert waiting(cycle, bo) == {}
