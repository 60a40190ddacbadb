"""The audit chain: gapless, one sealer at a time, and no change goes unseen."""

from __future__ import annotations

import json
import threading
from typing import Any

import pytest
from django.db import DatabaseError, connection, connections, transaction
from hypothesis import given
from hypothesis import strategies as st

from fairway.foundation.audit.chain import BEGINNING, COLUMNS, canonical, digest
from fairway.foundation.audit.guarding import guard, guarded, unguard
from fairway.foundation.audit.heads import Head, UnreadableHead, export_head, exported_heads, folder
from fairway.foundation.audit.sealing import head, seal_all, seal_some
from fairway.foundation.audit.verifying import verify_chain
from fairway.foundation.events import SYSTEM, record
from fairway.foundation.models import Event, Job


@pytest.fixture
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def job(db):
    return Job.objects.create(key="subject", task="x", run_at="2026-01-01T00:00Z")


def happen(job, times=1, **data):
    for n in range(times):
        with transaction.atomic():
            record("foundation.tried", actor=SYSTEM, subject=job, n=n, **data)


@pytest.fixture
def chain(job, data_dir):
    """Twelve sealed events and an exported head."""
    happen(job, 12)
    seal_all()
    export_head()
    return Event.objects.order_by("seq")


@pytest.fixture
def tampering(chain):
    """A database whose administrator took the triggers away."""
    unguard()
    yield chain
    guard()


def test_sealing_numbers_without_gaps(job, data_dir):
    happen(job, 5)
    assert seal_some(most=2) == 2
    happen(job, 3)
    assert seal_all() == 6

    assert list(Event.objects.order_by("seq").values_list("seq", flat=True)) == list(range(1, 9))
    assert verify_chain().sound
    assert seal_all() == 0


def test_an_untouched_chain_says_what_it_holds(chain, job):
    happen(job, 2)

    verdict = verify_chain()

    assert verdict.sound
    assert (verdict.sealed, verdict.unsealed, verdict.heads) == (12, 2, 1)
    assert "12 events sealed, 2 not sealed yet" in verdict.in_words()


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "foundation.other"},
        {"data": {"n": 99}},
        {"actor_kind": "token"},
        {"actor_ref": "x"},
        {"subject_id": 1234},
        {"subject_type": "people.person"},
        {"at": "2020-01-01T00:00Z"},
        {"public_id": "0" * 22},
        {"hash": "f" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_an_edited_event_is_found(tampering, change):
    Event.objects.filter(seq=7).update(**change)

    assert "Event 7 (" in verify_chain().broken


def test_two_exchanged_events_are_found(tampering):
    one, two = Event.objects.get(seq=3), Event.objects.get(seq=4)
    Event.objects.filter(pk=one.pk).update(seq=400)
    Event.objects.filter(pk=two.pk).update(seq=3)
    Event.objects.filter(pk=one.pk).update(seq=4)

    assert "Event 3 (foundation.tried) is not what was sealed" in verify_chain().broken


def test_a_removed_event_is_found(tampering):
    Event.objects.filter(seq=5).delete()

    assert "Event 5 is missing" in verify_chain().broken


def test_a_cut_end_is_found_against_an_exported_head(tampering):
    Event.objects.filter(seq__gt=9).delete()

    assert "ends at event 9, but 12 were there" in verify_chain().broken
    assert verify_chain(heads=[]).sound, "without a head a cut end cannot be known"


def test_an_emptied_log_is_found_against_an_exported_head(tampering):
    Event.objects.all().delete()

    assert "ends at event 0" in verify_chain().broken


def test_a_chain_rewritten_from_the_middle_is_found_against_an_exported_head(tampering):
    Event.objects.filter(seq=4).update(data={"n": 99})
    previous = BEGINNING
    for row in tampering.values("seq", *COLUMNS):
        previous = digest(previous, row["seq"], row)
        Event.objects.filter(seq=row["seq"]).update(hash=previous)

    assert verify_chain(heads=[]).sound
    assert "the chain was rewritten" in verify_chain().broken


def test_an_event_with_an_impossible_number_is_found(tampering):
    Event.objects.filter(seq=12).update(seq=-1)

    assert "which the chain never gives" in verify_chain().broken


@pytest.mark.parametrize(
    "attempt",
    [
        lambda chain: chain.filter(seq=2).update(data={"n": 99}),
        lambda chain: chain.filter(seq=2).update(seq=None, hash=""),
        lambda chain: chain.filter(seq=2).delete(),
        lambda chain: Event.objects.filter(seq=None).update(kind="foundation.other"),
        lambda chain: Event.objects.filter(seq=None).update(about=None, actor_ref="somebody"),
        lambda chain: Event.objects.filter(seq=None).delete(),
        lambda chain: _forge(),
        lambda chain: _replace(),
    ],
    ids=["edit", "unseal", "delete", "edit new", "edit actor", "delete new", "forge", "replace"],
)
def test_the_database_refuses_to_change_what_happened(chain, job, attempt):
    happen(job)
    with pytest.raises(DatabaseError, match="event_only_added"), transaction.atomic():
        attempt(chain)

    seal_all()
    assert verify_chain().sound


def _forge():
    event: Any = Event.objects.order_by("seq").last()
    event.pk, event.seq, event.public_id = None, 13, "1" * 22
    event.save()


def _replace():
    event: Any = Event.objects.order_by("pk").last()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            columns = ", ".join(str(field.column) for field in Event._meta.concrete_fields)
            cursor.execute(
                f"REPLACE INTO foundation_event ({columns}) SELECT {columns} "
                "FROM foundation_event WHERE id = %s",
                [event.pk],
            )
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("TRUNCATE foundation_event CASCADE")


def test_the_guards_are_there_after_migrating(db):
    assert guarded()


def test_a_head_is_exported_once_a_day_and_read_back(chain, job):
    path = export_head()
    assert path is not None
    first = path.read_text()
    happen(job)
    seal_all()

    assert export_head() == path
    assert path.read_text() == first
    assert [(one.seq, one.hash) for one in exported_heads()] == [(12, json.loads(first)["hash"])]


def test_no_head_of_nothing(db, data_dir):
    assert export_head() is None


def test_a_spoiled_head_says_so(chain):
    (folder() / "2026-01-01.json").write_text("{")

    with pytest.raises(UnreadableHead):
        verify_chain()


def test_a_head_of_another_chain_does_not_agree(chain):
    foreign = Head(on=next(exported_heads()).on, seq=5, hash="0" * 64)

    assert "rewritten" in verify_chain(heads=[foreign]).broken


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=6,
)


@given(one=JSON, other=JSON)
def test_two_meanings_never_share_a_spelling(one, other):
    row = dict.fromkeys(COLUMNS, "")
    same = canonical(1, {**row, "data": one}) == canonical(1, {**row, "data": other})

    assert same == (json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True))


@pytest.mark.django_db(transaction=True)
def test_sealers_at_once_make_one_chain(data_dir):
    job = Job.objects.create(key="subject", task="x", run_at="2026-01-01T00:00Z")

    def write_and_seal():
        try:
            for _round in range(5):
                happen(job, 3)
                seal_some(most=4)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write_and_seal) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    seal_all()

    assert head()[0] == 60
    assert verify_chain().sound
