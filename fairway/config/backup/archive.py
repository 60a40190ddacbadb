"""The archive: a compressed tar whose first member is the manifest."""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from fairway.config.backup.manifest import NAME, PIECE, Manifest, Member
from fairway.config.cli.refusal import Refused
from fairway.config.cli.terminal import progress

# Level 3 makes a database a fifth of its size in a third of the time that 9 takes.
LEVEL = 3


def write(path: Path, manifest: Manifest, sources: dict[str, Path]) -> None:
    """All or nothing: a backup that was interrupted leaves no file that looks like one."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with draft.open("xb") as file:
            os.fchmod(file.fileno(), 0o600)
            with tarfile.open(fileobj=file, mode="w:gz", compresslevel=LEVEL) as tar:
                text = manifest.as_json()
                tar.addfile(_entry(NAME, len(text)), io.BytesIO(text))
                for name in progress(manifest.members, label="Writing", total=len(sources)):
                    with sources[name].open("rb") as source:
                        tar.addfile(_entry(name, manifest.members[name].size), source)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(path)
    finally:
        draft.unlink(missing_ok=True)


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size = size
    entry.mode = 0o600
    return entry


def read(path: Path, folder: Path) -> Manifest:
    """Unpacks into the folder, and refuses what is broken, changed, missing or too much."""
    with _broken_is_refused(path), tarfile.open(path, mode="r:gz") as tar:
        first = tar.next()
        if first is None or first.name != NAME:
            raise Refused(f"{path} is not a backup of Fairway.")
        manifest = Manifest.from_json(_contents(tar, first).read())
        missing = dict(manifest.members)
        for entry in progress(tar, label="Reading", total=len(missing) + 1):
            if entry.name == NAME:
                continue
            member = missing.pop(entry.name, None)
            if member is None:
                raise Refused(f"{path} holds {entry.name}, which its manifest does not name.")
            _unpack(tar, entry, member, folder / _inside(entry.name))
    if missing:
        raise Refused(f"{path} lacks {min(missing)}, which its manifest names.")
    return manifest


def _inside(name: str) -> PurePosixPath:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        raise Refused(f"The backup holds a file that would lie elsewhere: {name}")
    return path


def _unpack(tar: tarfile.TarFile, entry: tarfile.TarInfo, member: Member, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    seen = hashlib.sha256()
    source = _contents(tar, entry)
    with target.open("wb") as file:
        while piece := source.read(PIECE):
            seen.update(piece)
            file.write(piece)
    if seen.hexdigest() != member.sha256:
        raise Refused(f"The backup is damaged: {entry.name} is not what was saved.")


def _contents(tar: tarfile.TarFile, entry: tarfile.TarInfo) -> IO[bytes]:
    contents = tar.extractfile(entry) if entry.isreg() else None
    if contents is None:
        raise Refused(f"The backup holds something that is no file: {entry.name}")
    return contents


@contextmanager
def _broken_is_refused(path: Path) -> Iterator[None]:
    try:
        yield
    except (tarfile.TarError, EOFError, zlib.error) as broken:
        raise Refused(f"{path} is not a backup of Fairway, or it is damaged.") from broken
    except OSError as broken:
        # gzip says so when a file is not gzip or ends too early; it names no file then.
        if broken.filename is not None or broken.errno is not None:
            raise
        raise Refused(f"{path} is not a backup of Fairway, or it is damaged.") from broken
