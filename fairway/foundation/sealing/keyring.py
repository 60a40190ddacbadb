"""The wrapping keys: files outside the database, readable by their owner alone."""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from fairway.foundation.sealing import cipher
from fairway.foundation.sealing.errors import MissingKey

ERASED = "erased"
KEY_ID = re.compile(r"[0-9a-f]{16}")


class Keyring:
    """`<id>.key` holds a key in hexadecimal; `current` names the one for new wraps.

    Older keys stay for what they wrapped. Adding is safe between processes.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)
        self._read: dict[str, bytes] = {}

    def current(self) -> tuple[str, bytes]:
        """The id and key to wrap with; the first is made on first use."""
        key_id = self._current_id() or self._first()
        return key_id, self.key(key_id)

    def key(self, key_id: str) -> bytes:
        if key_id not in self._read:
            self._read[key_id] = self._from_file(key_id)
        return self._read[key_id]

    def ids(self) -> set[str]:
        return {path.stem for path in self.folder.glob("*.key")}

    def add(self) -> str:
        """A new key, current from now on."""
        with self._locked():
            return self._add()

    def _from_file(self, key_id: str) -> bytes:
        if not KEY_ID.fullmatch(key_id):
            raise MissingKey(key_id, self.folder)
        try:
            key = bytes.fromhex((self.folder / f"{key_id}.key").read_text())
        except (FileNotFoundError, ValueError):
            raise MissingKey(key_id, self.folder) from None
        if len(key) != cipher.KEY_BYTES:
            raise MissingKey(key_id, self.folder)
        return key

    def note_erased(self, public_id: str) -> None:
        """Beside the keys and not in the database, so that an old backup cannot forget it."""
        with self._locked(), (self.folder / ERASED).open("a") as file:
            file.write(f"{public_id}\n")
            file.flush()
            os.fsync(file.fileno())

    def erased(self) -> set[str]:
        """The people whose keys were destroyed; a restore destroys them again."""
        try:
            return set((self.folder / ERASED).read_text().split())
        except FileNotFoundError:
            return set()

    def _first(self) -> str:
        with self._locked():
            return self._current_id() or self._add()

    def _add(self) -> str:
        key_id = secrets.token_hex(8)
        self._write(f"{key_id}.key", cipher.new_key().hex())
        self._write("current", key_id)
        return key_id

    def _current_id(self) -> str | None:
        try:
            return (self.folder / "current").read_text().strip()
        except FileNotFoundError:
            return None

    def _write(self, name: str, text: str) -> None:
        """Whole or not at all, and on the disk before it is used: a lost key is lost data."""
        number, temporary = tempfile.mkstemp(dir=self.folder)  # made with mode 0600
        with os.fdopen(number, "w") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, self.folder / name)
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(self.folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)


def keyring() -> Keyring:
    return Keyring(settings.SEALING_KEY_DIR)
