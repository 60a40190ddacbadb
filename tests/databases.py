"""Test databases that are made once and copied, on SQLite: a pytest plugin.

Making one by way of all migrations takes longer than most tests; it is done anew only when a
migration, or what one is made of, has changed. Each run works on a copy of its own, so that two
may go on at a time.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import django
import pytest
from django.conf import settings
from django.db import connections

ROOT = Path(__file__).resolve().parent.parent
IMPORTED = re.compile(r"^from (fairway[\w.]*)\.? import|^import (fairway[\w.]*)", re.MULTILINE)


def on_sqlite() -> bool:
    return connections["default"].vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The copy is there already: Django has only to see that no migration is missing."""
    return on_sqlite()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    if not on_sqlite():
        yield
        return
    folder = tmp_path_factory.mktemp("database")
    for alias in connections:
        connections[alias].settings_dict["TEST"]["NAME"] = str(folder / f"{alias}.sqlite3")
    shutil.copyfile(pattern(), folder / "default.sqlite3")
    yield
    connections.close_all()
    shutil.rmtree(folder)


def pattern() -> Path:
    """The database to copy, made first if it is not there; others wait for who makes it."""
    folder = Path(settings.DATA_DIR) / "test-databases"
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / f"{of_all_migrations()}.sqlite3"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            for old in folder.glob("*.sqlite3"):
                old.unlink()
            _make(folder / "making").rename(made)
            shutil.rmtree(folder / "making")
    return made


def _make(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    environment = {**os.environ, "FAIRWAY_DATA_DIR": str(folder)}
    environment.pop("DATABASE_URL", None)
    migrate = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
    module = os.environ["DJANGO_SETTINGS_MODULE"]
    subprocess.run([*migrate, "--settings", module], env=environment, cwd=ROOT, check=True)
    [made] = [path for path in folder.glob("*.sqlite3") if "-reads" not in path.name]
    return made


def of_all_migrations() -> str:
    """Another one whenever a migration changes, or a module that one imports."""
    files = set(ROOT.glob("fairway/*/migrations/*.py"))
    for path in list(files):
        names = (first or second for first, second in IMPORTED.findall(path.read_text()))
        files |= {found for name in names for found in _files_of(name)}
    found = hashlib.sha256(f"{django.VERSION} {sys.version}".encode())
    for path in sorted(files):
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


def _files_of(module: str) -> list[Path]:
    path = ROOT.joinpath(*module.split("."))
    return [path.with_suffix(".py")] if path.with_suffix(".py").exists() else [*path.glob("*.py")]
