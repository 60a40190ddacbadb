"""Search, digests, letters and what is handed out of one's own data tell nobody a private word.

The pages, with Home, the timeline and downloads among them, are walked by the matrix.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core import mail as outbox
from django.utils import timezone

from fairway.foundation.jobs.worker import run_due
from fairway.foundation.ports import digest_sources, personal_data, search_sources
from fairway.people.models import Person
from tests.access.binding import bindings
from tests.access.world import SPEAK_FOR, World

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)
# In which a digest goes out: looked at less often, it may not.
WITHIN_THE_WINDOW = timedelta(hours=7)
FEW = 3  # roles: what more may read is no secret


def readers(world: World) -> dict[str, Person]:
    """Everybody who is somebody here: a login without a person and a leaver are let in nowhere."""
    return {who: one for who, one in world.people.items() if one.active}


def heard(who: str, said: str) -> list[str]:
    canaries = (one for one in bindings("CANARIES") if one.text in said)
    return [f"{who} hears {one.text}" for one in canaries if not one.lets(who)]


def may_find(who: str, word: str) -> bool:
    """Search goes by how words begin, so one canary's word may lead to another."""
    alike = (one for one in bindings("CANARIES") if one.text.startswith(word))
    return any(one.lets(who) for one in alike)


def test_who_searches_for_a_private_word_finds_nothing_by_it(world):
    found, faults = set(), []
    private = [one for one in bindings("CANARIES") if sum(map(one.lets, SPEAK_FOR)) <= FEW]
    assert "1:1 private note" in {one.row for one in private}
    for who, person in readers(world).items():
        for word in {one.text for one in private}:
            hits = [hit for one in search_sources for hit in one.find(person, word, 20)]
            if hits:
                found.add(word)
            if hits and not may_find(who, word):
                faults.append(f"{who} finds {hits} by {word}")
    assert not faults, "\n".join(faults)
    assert found, "some canaries are found by who may read them"


def test_no_digest_tells_a_private_word(world):
    since, faults = timezone.now() - 40 * A_DAY, list[str]()
    for who, person in readers(world).items():
        lines = [str(line) for source in digest_sources for line in source.lines(person, since)]
        faults += heard(who, " ".join(lines))
    assert not faults, "\n".join(faults)


def test_no_letter_tells_a_private_word(world, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    outbox.outbox = []
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _look in range(14):  # over four days: whatever the day and hour, some have gone out
            run_due("default", "mail")
            clock.shift(WITHIN_THE_WINDOW)
    of = {one.account.email: who for who, one in readers(world).items() if one.account}
    letters = [(of[to], one) for one in outbox.outbox for to in one.to if to in of]
    assert letters, "somebody is written to"
    faults = [
        fault
        for who, one in letters
        for fault in heard(who, f"{one.subject} {one.body} {one.alternatives}")
    ]
    assert not faults, "\n".join(faults)


def test_nobody_is_handed_a_private_word_of_somebody_else(world):
    handed = {
        who: str([list(source.export(person)) for source in personal_data])
        for who, person in readers(world).items()
    }
    faults = [fault for who, said in handed.items() for fault in heard(who, said)]
    assert not faults, "\n".join(faults)
    own = next(one.text for one in bindings("CANARIES") if one.row == "1:1 private note")
    assert [who for who, said in handed.items() if own in said] == ["subject"]
