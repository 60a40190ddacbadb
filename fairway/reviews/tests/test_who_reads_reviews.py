"""Who reads a review in each state it can be in, and who never does. Deny is the default."""

import pytest
from django.utils import timezone

from fairway.foundation.access import can
from fairway.reviews.models import Review
from fairway.reviews.reading.blockers import preview

pytestmark = pytest.mark.django_db

STATES = ("open", "submitted", "calibrated", "shared", "signed", "disputed")
AFTER = STATES[1:]
SHOWN = STATES[3:]
# By kind: who reads it in which states. Everybody else reads it in none.
READ = {
    "self": {
        "ana": STATES,
        "bo": AFTER,
        "hana": AFTER,
        "pia": AFTER,
        "mia": SHOWN,
    },
    "manager": {
        "bo": STATES,
        "ana": SHOWN,
        "hana": AFTER,
        "pia": AFTER,
        "mia": SHOWN,
    },
    "dotted": {
        "dee": STATES,
        "ana": SHOWN,
        "bo": AFTER,
        "hana": AFTER,
        "pia": AFTER,
        "mia": SHOWN,
    },
    "peer": {"cy": ("open",)},
}


@pytest.fixture
def cast(ana, bo, mia, cy, dee, hana, eva, pia, lee, zoe):
    people = (ana, bo, mia, cy, dee, hana, eva, pia, lee, zoe)
    return {one.called.lower(): one for one in people}


@pytest.fixture
def written(cast, launched):
    """written("peer", "submitted"): one about Ana, by whom it is asked of, that far."""
    cycle = launched("self", "manager", "dotted", "peer", peers=4)
    about = cycle.participants.get(person=cast["ana"])

    def make(kind, state):
        if kind == "peer":
            Review.objects.get_or_create(
                cycle=cycle,
                participant=about,
                kind="peer",
                reviewer=cast["cy"],
                defaults={"due_on": cycle.phases.get(kind="write").due_on},
            )
        one = Review.objects.get(participant=about, kind=kind)
        one.state = state
        one.submitted_at = None if state == "open" else timezone.now()
        one.save()
        return one

    return make


@pytest.mark.parametrize("kind", READ)
@pytest.mark.parametrize("state", STATES)
def test_it_is_read_as_far_as_it_has_come(kind, state, written, cast):
    one = written(kind, state)
    readers = {name for name, person in cast.items() if can(person, "view", one)}
    assert readers == {name for name, states in READ[kind].items() if state in states}


@pytest.mark.parametrize("kind", READ)
@pytest.mark.parametrize("state", STATES)
def test_it_is_written_by_one_while_it_is_open(kind, state, written, cast):
    one = written(kind, state)
    writers = {name for name, person in cast.items() if can(person, "write", one)}
    author = {"self": "ana", "manager": "bo", "dotted": "dee", "peer": "cy"}[kind]
    assert writers == ({author} if state == "open" else set())


def test_that_a_peer_is_asked_is_known_to_them_and_hr_alone(written, cast):
    one = written("peer", "submitted")
    assert {name for name, person in cast.items() if can(person, "know", one)} == {
        "cy",
        "hana",
        "pia",
    }


def test_lists_say_the_same_as_single_questions(written, cast):
    one = written("manager", "submitted")
    for person in cast.values():
        listed = Review.objects.allowed(person).filter(pk=one.pk).exists()
        assert listed == can(person, "view", one)


def test_a_login_of_nobody_reads_nothing(written):
    written("manager", "shared")
    assert not Review.objects.allowed(None).exists()
    assert not Review.objects.allowed(None, "know").exists()


def test_in_a_draft_nobody_is_in_it_yet(cast, draft):
    cycle = draft("self", "manager")
    for name, person in cast.items():
        assert can(person, "view", cycle) == (name in {"hana", "pia"})
        assert not can(person, "know", cycle)
    assert preview(cycle, cast["hana"]).people > 0


def test_settings_are_changed_by_who_holds_the_cycle_and_people_leads(cast, draft):
    cycle = draft(facilitator=cast["hana"])
    may = {name for name, person in cast.items() if can(person, "edit", cycle)}
    assert may == {"hana", "pia"}
