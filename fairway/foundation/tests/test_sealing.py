import json
import stat
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from django.test.utils import isolate_apps
from hypothesis import given
from hypothesis import strategies as st

from fairway.foundation.audit.sealing import seal_all
from fairway.foundation.audit.verifying import verify_chain
from fairway.foundation.events import SYSTEM
from fairway.foundation.models import Event, EventValue, SubjectKey
from fairway.foundation.sealing import (
    Erased,
    Keyring,
    MissingKey,
    SealedField,
    WrongKey,
    cipher,
    data_key_for,
    data_keys_for,
    destroy_key,
    keyring,
    keys_in_use,
    missing_keys,
    read_values,
    record_values,
    rewrap_all,
    rotate_keys,
    rotation,
    with_keys,
)

KEY = bytes(range(32))


@pytest.fixture(autouse=True)
def ring(settings, tmp_path):
    settings.SEALING_KEY_DIR = tmp_path / "keys"
    return keyring()


@pytest.fixture
def note():
    """A model with a sealed field, as a room would have it."""
    person_model = apps.get_model("people.Person")
    with isolate_apps():

        class Note(models.Model):
            person = models.ForeignKey(person_model, models.PROTECT, related_name="+")
            public_id = models.CharField(max_length=22)
            body = SealedField(subject="person")
            other = SealedField(subject="person")

            seal_body, read_body = body.sealing(), body.reading()
            seal_other, read_other = other.sealing(), other.reading()

            class Meta:
                app_label = "foundation"

        yield Note


@given(st.binary(), st.text(), st.binary(min_size=1, max_size=3), st.integers(0))
def test_what_is_sealed_opens_only_whole_with_its_key_and_in_its_place(plain, context, flip, at):
    sealed = cipher.seal(KEY, plain, context)
    assert cipher.unseal(KEY, sealed, context) == plain
    assert cipher.seal(KEY, plain, context) != sealed
    at %= len(sealed)
    changed = sealed[:at] + bytes([sealed[at] ^ (flip[0] or 1)]) + sealed[at + 1 :]
    for wrong in (
        lambda: cipher.unseal(KEY, changed, context),
        lambda: cipher.unseal(bytes(32), sealed, context),
        lambda: cipher.unseal(KEY, sealed, context + "x"),
        lambda: cipher.unseal(KEY, sealed[:-1], context),
        lambda: cipher.unseal(KEY, b"", context),
    ):
        with pytest.raises(WrongKey, match="another key"):
            wrong()


def test_the_first_key_is_made_on_first_use_and_only_its_owner_reads_it(ring):
    key_id, key = ring.current()
    assert len(key) == 32
    assert Keyring(ring.folder).current() == (key_id, key)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in ring.folder.iterdir()}
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(ring.folder.stat().st_mode) == 0o700


def test_all_that_start_together_agree_on_the_first_key(ring):
    together = Barrier(8)

    def first_key(_number):
        together.wait()
        return Keyring(ring.folder).current()[0]

    with ThreadPoolExecutor(8) as pool:
        ids = set(pool.map(first_key, range(8)))
    assert len(ids) == 1
    assert ring.ids() == ids


@pytest.mark.parametrize("content", ["", "zz", "00" * 31])
def test_a_damaged_key_is_missing(ring, content):
    key_id, _key = ring.current()
    (ring.folder / f"{key_id}.key").write_text(content)
    with pytest.raises(MissingKey, match=key_id):
        Keyring(ring.folder).current()


def test_a_key_id_is_never_a_path(ring):
    with pytest.raises(MissingKey):
        ring.key("../../etc/passwd")


def test_each_person_has_one_key_of_their_own(ana, bo):
    assert data_key_for(ana.pk) == data_key_for(ana.pk) != data_key_for(bo.pk)
    assert data_keys_for([ana.pk, bo.pk]) == {
        ana.pk: data_key_for(ana.pk),
        bo.pk: data_key_for(bo.pk),
    }


def test_the_database_does_not_hold_the_key_itself(ana):
    key = data_key_for(ana.pk)
    assert key not in bytes(SubjectKey.objects.get(subject=ana).wrapped or b"")


def test_a_key_moved_to_another_person_does_not_open(ana, bo):
    data_key_for(ana.pk), data_key_for(bo.pk)
    row = SubjectKey.objects.get(subject=ana)
    SubjectKey.objects.filter(subject=bo).update(wrapped=row.wrapped, wrapping_key=row.wrapping_key)
    with pytest.raises(WrongKey):
        data_key_for(bo.pk)


def test_another_installations_keys_are_said_to_be_missing(ana, bo, settings, tmp_path):
    data_key_for(ana.pk)
    needed = keys_in_use()
    settings.SEALING_KEY_DIR = tmp_path / "other"
    for person in (ana, bo):
        with pytest.raises(MissingKey, match="Put back the keys"):
            data_key_for(person.pk)
    assert missing_keys() == needed
    assert not keyring().ids()


def test_a_sealed_text_is_read_back_and_is_nowhere_in_the_clear(note, ana):
    row = note(person=ana, public_id="a")
    row.seal_body("Needs time for her father")
    assert b"father" not in row.body
    assert row.read_body() == "Needs time for her father"
    row.seal_body(None)
    assert row.read_body() is None


def test_a_sealed_text_opens_in_no_other_row_field_or_person(note, ana, bo):
    row = note(person=ana, public_id="a")
    row.seal_body("hers")
    for other in (note(person=ana, public_id="b"), note(person=bo, public_id="a")):
        other.body = row.body
        with pytest.raises(WrongKey):
            other.read_body()
    row.other = row.body
    with pytest.raises(WrongKey):
        row.read_other()


def test_a_list_of_sealed_texts_needs_one_query(note, ana, bo, django_assert_num_queries):
    rows = [
        note(person=person, public_id=str(number)) for number in range(5) for person in (ana, bo)
    ]
    for row in rows:
        row.seal_body(f"note {row.public_id}")
    with django_assert_num_queries(1):
        assert [row.read_body() for row in with_keys(rows, "body")] == [
            f"note {row.public_id}" for row in rows
        ]


def test_rotation_wraps_every_key_anew_and_changes_no_sealed_text(note, ana, bo, cy, monkeypatch):
    monkeypatch.setattr(rotation, "CHUNK", 2)
    row = note(person=ana, public_id="a")
    row.seal_body("kept")
    keys = {person.pk: data_key_for(person.pk) for person in (ana, bo, cy)}
    old = keys_in_use()
    key_id, count = rotate_keys()
    assert count == 3
    assert keys_in_use() == {key_id} != old
    assert keyring().ids() == old | {key_id}
    assert data_keys_for(keys) == keys
    assert row.read_body() == "kept"
    assert Event.objects.filter(kind="foundation.sealing_key_changed").count() == 1


def test_a_rotation_stopped_half_way_goes_on_where_it_was(ana, bo, cy, monkeypatch):
    monkeypatch.setattr(rotation, "CHUNK", 1)
    for person in (ana, bo, cy):
        data_key_for(person.pk)

    def stop(done):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotate_keys(stop)
    assert len(keys_in_use()) == 2
    assert len(data_keys_for([ana.pk, bo.pk, cy.pk])) == 3
    assert rewrap_all() == 2
    assert len(keys_in_use()) == 1
    assert rewrap_all() == 0


def test_new_people_are_sealed_with_the_new_key(ana, bo):
    data_key_for(ana.pk)
    key_id, _count = rotate_keys()
    data_key_for(bo.pk)
    assert SubjectKey.objects.get(subject=bo).wrapping_key == key_id


def test_the_old_key_still_opens_what_an_old_backup_brings_back(ana):
    key = data_key_for(ana.pk)
    [backup] = SubjectKey.objects.filter(subject=ana).values("wrapped", "wrapping_key")
    rotate_keys()
    SubjectKey.objects.filter(subject=ana).update(**backup)
    assert data_key_for(ana.pk) == key


def record_change(person, **values):
    with transaction.atomic():
        return record_values(
            "test.changed",
            actor=SYSTEM,
            subject=person,
            about=person,
            values=values,
            field="reason",
        )


def test_an_event_holds_a_digest_and_its_value_lies_sealed_beside_it(ana):
    event = record_change(ana, before="moved house", after="")
    event.refresh_from_db()
    assert event.data["field"] == "reason"
    assert "moved" not in json.dumps(event.data)
    assert read_values(event) == {"before": "moved house", "after": ""}
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed, salt FROM foundation_eventvalue")
        for sealed, salt in cursor.fetchall():
            assert b"moved" not in bytes(sealed)
            assert cipher.salted_digest(bytes(salt), "moved house") not in str(event.data)


def test_a_value_that_was_exchanged_does_not_pass_for_the_recorded_one(ana):
    event, other = record_change(ana, reason="yes"), record_change(ana, reason="no")
    [value] = other.values.all()
    EventValue.objects.filter(event=event).update(sealed=value.sealed, salt=value.salt)
    with pytest.raises(WrongKey):
        read_values(event)


def test_a_digest_that_was_changed_does_not_fit_its_value(ana):
    event = record_change(ana, reason="yes")
    event.data["digests"]["reason"] = "0" * 64
    with pytest.raises(WrongKey):
        read_values(event)


def test_erasure_destroys_key_salt_and_value_and_nobody_elses(note, ana, bo):
    row = note(person=ana, public_id="a")
    row.seal_body("gone")
    events = record_change(ana, reason="gone"), record_change(bo, reason="stays")
    assert destroy_key(ana, actor=SYSTEM) == 1
    assert read_values(events[0]) == {"reason": None}
    assert read_values(events[1]) == {"reason": "stays"}
    [value] = EventValue.objects.filter(about=ana)
    assert (value.sealed, value.salt) == (None, None)
    for attempt in (
        row.read_body,
        lambda: row.seal_body("again"),
        lambda: data_key_for(ana.pk),
        lambda: [one.read_body() for one in with_keys([row], "body")],
    ):
        with pytest.raises(Erased, match="erased"):
            attempt()
    assert not data_keys_for([ana.pk])


def test_erasure_leaves_the_events_as_they_were_and_is_on_record(ana):
    record_change(ana, reason="gone")
    before = list(Event.objects.order_by("pk").values())
    destroy_key(ana, actor=SYSTEM)
    after = list(Event.objects.order_by("pk").values())
    assert after[:-1] == before
    assert after[-1]["kind"] == "foundation.sealed_data_destroyed"
    assert after[-1]["data"] == {"values": 1}


def test_after_erasure_and_rotation_the_audit_chain_still_verifies(ana, bo):
    record_change(ana, reason="gone")
    record_change(bo, reason="stays")
    seal_all()
    destroy_key(ana, actor=SYSTEM)
    rotate_keys()
    assert verify_chain([]).sound
    seal_all()
    verdict = verify_chain([])
    assert verdict.sound
    assert verdict.unsealed == 0
    assert verdict.sealed == Event.objects.count()


def test_erasing_twice_or_before_anything_was_sealed_is_no_trouble(ana):
    destroy_key(ana, actor=SYSTEM)
    destroyed_at = SubjectKey.objects.get(subject=ana).destroyed_at
    destroy_key(ana, actor=SYSTEM)
    assert SubjectKey.objects.get(subject=ana).destroyed_at == destroyed_at
    with pytest.raises(Erased):
        data_key_for(ana.pk)


def test_rotation_leaves_the_erased_alone(ana, bo):
    data_key_for(ana.pk), data_key_for(bo.pk)
    destroy_key(ana, actor=SYSTEM)
    assert rotate_keys()[1] == 1
    assert SubjectKey.objects.get(subject=ana).wrapped is None
