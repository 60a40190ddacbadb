"""A backup is whole, holds no key, and comes back only where it fits."""

from __future__ import annotations

import gzip
import io
import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings

from fairway.config.backup import make_backup
from fairway.config.backup.archive import read
from fairway.config.backup.keys import refuse_unfitting
from fairway.config.backup.manifest import Manifest
from fairway.config.backup.restoring import refuse_strange
from fairway.config.cli.refusal import Refused
from fairway.config.tests.conftest import FAIRWAY, LONGEST, Running, free_port, surroundings

SECRET = "Ana is thinking of leaving"
SEED = f"""
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone
from fairway.foundation.audit.heads import export_head
from fairway.foundation.audit.sealing import seal_all
from fairway.foundation.events import SYSTEM
from fairway.foundation.models import ReadEntry
from fairway.foundation.sealing import record_values
from fairway.people.actions.assigning import add_person
from django.db import transaction

ana = add_person("Ana Reyes", actor=SYSTEM, email="ana@saltmarsh.example")
with transaction.atomic():
    record_values(
        "people.joined", actor=SYSTEM, subject=ana, about=ana, values={{"note": "{SECRET}"}}
    )
ReadEntry.objects.create(at=timezone.now(), reader_id=1, subject_id=ana.pk, page="people.person")
Session.objects.create(session_key="k", session_data="d", expire_date=timezone.now())
settings.MEDIA_ROOT.mkdir(parents=True)
(settings.MEDIA_ROOT / "letter.txt").write_text("a letter")
seal_all()
export_head()
"""


HIRE = """
from fairway.foundation.events import SYSTEM
from fairway.people.actions.assigning import add_person
def hire(name): add_person(name, actor=SYSTEM)
"""
ERASE = """
from fairway.foundation.sealing import destroy_key
from fairway.people.models import Person
destroy_key(Person.objects.get(name="Ana Reyes"), actor=SYSTEM)
"""
TELL = """
import json
from django.contrib.sessions.models import Session
from fairway.foundation.audit.guarding import guarded
from fairway.foundation.models import Event, ReadEntry
from fairway.foundation.sealing import read_values
from fairway.people.models import Person
print(json.dumps({
    "people": sorted(Person.objects.values_list("name", flat=True)),
    "events": list(Event.objects.order_by("id").values_list("kind", flat=True)),
    "note": read_values(Event.objects.get(values__name="note"))["note"],
    "sessions": Session.objects.count(),
    "reads": ReadEntry.objects.count(),
    "guarded": guarded(),
}))
"""


@dataclass
class Place:
    """A data folder with a database of its own, on whichever kind the suite runs."""

    folder: Path
    environment: dict[str, str]
    database: str = ""

    def fairway(self, *words: str, **options) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*FAIRWAY, *words],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=LONGEST,
            check=False,
            **options,
        )

    def inside(self, code: str) -> str:
        """What a piece of code prints when it runs in this Fairway."""
        done = subprocess.run(
            [sys.executable, "-c", f"import django\ndjango.setup()\n{code}"],
            env={
                **self.environment,
                "DJANGO_SETTINGS_MODULE": "fairway.config.settings",
                "FAIRWAY_PROCESS": "command",
            },
            capture_output=True,
            text=True,
            timeout=LONGEST,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


@pytest.fixture(scope="session")
def new_place(tmp_path_factory):
    """new_place() gives an empty one, new_place(place) a copy; their databases go with the tests."""
    server = os.environ.get("DATABASE_URL", "")
    made: list[str] = []

    def make(model: Place | None = None) -> Place:
        folder = tmp_path_factory.mktemp("place") / "var"
        if model:
            shutil.copytree(model.folder, folder)
        if not server:
            return Place(folder, surroundings(folder))
        name = f"backup_{uuid4().hex}"
        run_on_server(
            server, f"CREATE DATABASE {name} TEMPLATE {model.database if model else 'template1'}"
        )
        made.append(name)
        before, question, after = server.partition("?")
        url = f"{before.rpartition('/')[0]}/{name}{question}{after}"
        return Place(folder, surroundings(folder, DATABASE_URL=url), name)

    yield make
    for name in made:
        run_on_server(server, f"DROP DATABASE {name} WITH (FORCE)")


def run_on_server(server: str, statement: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)


@pytest.fixture(scope="session")
def company(new_place):
    """Made once; tests work on copies of it."""
    place = new_place()
    place.inside(f"from fairway.config.supervisor.preparation import migrate\nmigrate()\n{SEED}")
    return place


@pytest.fixture(scope="session")
def archive(company):
    path = company.folder / "saved.tar.gz"
    done = company.fairway("backup", str(path))
    assert done.returncode == 0, done.stderr
    return path


def members(path: Path) -> dict[str, bytes]:
    with tarfile.open(path) as tar:
        return {entry.name: tar.extractfile(entry).read() for entry in tar}


def forged(path: Path, folder: Path, **changes: bytes | None) -> Path:
    """The archive with members changed, added (in place of another name) or, with None, left out."""
    contents = {**members(path), **changes}
    target = folder / "forged.tar.gz"
    with tarfile.open(target, "w:gz") as tar:
        for name, content in contents.items():
            if content is not None:
                entry = tarfile.TarInfo(name)
                entry.size = len(content)
                tar.addfile(entry, io.BytesIO(content))
    return target


def manifest_with(path: Path, **changes) -> bytes:
    return json.dumps({**json.loads(members(path)["manifest.json"]), **changes}).encode()


def refused(done: subprocess.CompletedProcess[str], reason: str) -> None:
    assert done.returncode == 1, done.stdout
    assert reason in done.stderr
    assert "Traceback" not in done.stderr


def test_what_was_saved_comes_back_whole(archive, company, new_place):
    target = new_place()
    shutil.copytree(company.folder / "keys", target.folder / "keys")
    done = target.fairway("restore", str(archive))
    assert done.returncode == 0, done.stderr
    assert "Counts, hashes, keys and the audit chain are right." in done.stdout
    assert (target.folder / "files" / "own" / "letter.txt").read_text() == "a letter"
    # Numbers go on after those that came back, and the log says what happened.
    told = json.loads(target.inside(f"{HIRE}\nhire('Bo')\n{TELL}"))
    assert told == {
        "people": ["Ana Reyes", "Bo"],
        "events": ["people.joined", "people.joined", "foundation.restored", "people.joined"],
        "note": SECRET,
        "sessions": 0,
        "reads": 1,
        "guarded": True,
    }
    assert "the chain holds" in target.fairway("check", "--audit").stdout


def test_replacing_brings_back_everything_but_the_erased(archive, company, new_place):
    target = new_place(company)
    target.inside(f"{HIRE}\nhire('Cy')\n{ERASE}")
    heads = target.folder / "audit-heads" / "own"
    later = {"seq": 99, "hash": "f" * 64, "on": "2126-12-24"}
    (heads / "2126-12-24.json").write_text(json.dumps(later))
    refused(target.fairway("restore", str(archive)), "There is data here already.")
    done = target.fairway("restore", "--replace", str(archive))
    assert done.returncode == 0, done.stderr
    assert "1 people who were erased since then stay erased." in done.stdout
    told = json.loads(target.inside(TELL))
    assert (told["people"], told["note"]) == (["Ana Reyes"], None)
    # Heads of days that were undone are kept, but no longer compared with.
    assert [path.parent.name[:15] for path in heads.rglob("2126*.json")] == ["before-restore-"]
    assert "the chain holds" in target.fairway("check", "--audit").stdout


def test_lost_rows_and_a_broken_chain_change_nothing(archive, company, new_place, tmp_path):
    target = new_place(company)
    target.inside(f"{HIRE}\nhire('Dee')")
    rows = json.loads(members(archive)["manifest.json"])["rows"]
    manifest = manifest_with(archive, rows={**rows, "people_person": 7})
    lost = forged(archive, tmp_path, **{"manifest.json": manifest})
    done = target.fairway("restore", "--replace", str(lost))
    refused(done, "people_person should have 7 rows and has 1. Nothing was changed.")
    (head,) = (target.folder / "audit-heads" / "own").glob("*.json")
    head.write_text(json.dumps({**json.loads(head.read_text()), "hash": "f" * 64}))
    done = target.fairway("restore", "--replace", str(archive))
    refused(done, "The audit chain is broken.")
    assert json.loads(target.inside(TELL))["people"] == ["Ana Reyes", "Dee"]
    assert (target.folder / "files" / "own" / "letter.txt").exists()


def test_no_key_is_in_the_backup_and_nothing_sealed_can_be_read(company, archive):
    contents = members(archive)
    keys = [path.read_text().strip() for path in (company.folder / "keys").rglob("*.key")]
    secrets = [*keys, (company.folder / "secret_key").read_text().strip(), SECRET]
    assert keys
    for name, content in contents.items():
        assert not [secret for secret in secrets if secret.encode() in content], name


def test_only_its_owner_can_read_a_backup(archive):
    assert archive.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("spoil", ["missing", "wrong"])
def test_keys_that_do_not_fit_are_refused_by_name(company, archive, settings, tmp_path, spoil):
    settings.SEALING_KEY_DIR = tmp_path / "keys"
    shutil.copytree(company.folder / "keys" / "own", settings.SEALING_KEY_DIR)
    proofs = json.loads(members(archive)["manifest.json"])["keys"]
    refuse_unfitting(proofs)
    for path in settings.SEALING_KEY_DIR.glob("*.key"):
        path.unlink() if spoil == "missing" else path.write_text("00" * 32)
        reason = "is not in" if spoil == "missing" else "is not the one"
        with pytest.raises(Refused, match=f"{path.stem} .*{reason}"):
            refuse_unfitting(proofs)


@pytest.mark.parametrize(
    "content",
    [b"", b"nothing", gzip.compress(b"nothing", mtime=0), None],
    ids=["empty", "no archive", "no tar", "cut short"],
)
def test_what_is_no_whole_backup_is_refused(archive, tmp_path, content):
    broken = tmp_path / "broken.tar.gz"
    whole = archive.read_bytes()
    broken.write_bytes(whole[: len(whole) // 2] if content is None else content)
    with pytest.raises(Refused, match="is not a backup of Fairway"):
        read(broken, tmp_path / "unpacked")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("files/letter.txt", b"b letter", "files/letter.txt is not what was saved"),
        ("files/letter.txt", None, "lacks files/letter.txt"),
        ("files/more.txt", b"more", "which its manifest does not name"),
        ("manifest.json", b"{}", "its manifest cannot be read"),
        ("manifest.json", b'{"format": 2}', "was made by a newer Fairway"),
    ],
)
def test_a_changed_backup_is_refused(archive, tmp_path, name, content, reason):
    changed = forged(archive, tmp_path, **{name: content})
    with pytest.raises(Refused, match=reason):
        read(changed, tmp_path / "unpacked")


def test_a_file_that_would_lie_elsewhere_is_refused(archive, tmp_path):
    outside = "files/../../../outside.txt"
    named = json.loads(members(archive)["manifest.json"])["members"]
    entry = {"size": 1, "sha256": "0" * 64}
    manifest = manifest_with(archive, members={**named, outside: entry})
    hostile = forged(archive, tmp_path, **{"manifest.json": manifest, outside: b"x"})
    with pytest.raises(Refused, match="would lie elsewhere"):
        read(hostile, tmp_path / "unpacked")


@pytest.mark.parametrize(
    ("strange", "reason"),
    [
        ({"migrations": [["people", "9999_from_the_future"]]}, "which is newer than this one"),
        ({"company": "demo"}, "This is a backup of the demo company; say --demo"),
        ({"database": "another"}, "Check DATABASE_URL"),
    ],
)
def test_a_backup_from_elsewhere_is_refused(archive, strange, reason, monkeypatch):
    monkeypatch.setattr(settings.ENV, "demo", False)
    manifest = Manifest.from_json(manifest_with(archive, **strange))
    with pytest.raises(Refused, match=reason):
        refuse_strange(manifest)


def test_a_backup_that_finds_no_room_leaves_nothing_behind(company, tmp_path):
    path = tmp_path / "elsewhere" / "saved.tar.gz"
    path.parent.mkdir()
    little = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))  # noqa: E731
    done = company.fairway("backup", str(path), preexec_fn=little)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert list(path.parent.iterdir()) == []


def test_only_the_newest_are_kept_when_asked(company):
    folder = company.folder / "backups"
    folder.mkdir()
    for day in (1, 2, 3):
        (folder / f"fairway-own-2026010{day}T020000Z.tar.gz").touch()
    (folder / "fairway-demo-20260101T020000Z.tar.gz").touch()
    done = company.fairway("backup", "--keep", "2")
    assert done.returncode == 0, done.stderr
    kept = sorted(path.name for path in folder.iterdir())
    assert kept[:2] == [
        "fairway-demo-20260101T020000Z.tar.gz",
        "fairway-own-20260103T020000Z.tar.gz",
    ]
    assert len(kept) == 3


def test_a_backup_never_overwrites(archive):
    with pytest.raises(Refused, match="is there already and is not overwritten"):
        make_backup(archive)


@pytest.mark.once
def test_nothing_is_restored_under_a_running_fairway(archive, prepared, tmp_path):
    folder = tmp_path / "var"
    shutil.copytree(prepared, folder)
    running = Running(folder, "--port", str(free_port()))
    try:
        place = Place(folder, surroundings(folder))
        refused(place.fairway("restore", "--replace", str(archive)), "Fairway is running here.")
    finally:
        running.end()


@pytest.mark.once
def test_a_saved_sqlite_database_is_one_that_sqlite_finds_sound(archive, tmp_path):
    copy = tmp_path / "copy.sqlite3"
    copy.write_bytes(members(archive)["database/database.sqlite3"])
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
