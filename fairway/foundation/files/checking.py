"""An upload is taken when it is what it says it is."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from fairway.foundation.bounded.running import Bounded, run_bounded
from fairway.foundation.bounded.unfit import Unfit
from fairway.foundation.files.kinds import EVERY, KINDS, LABELS, Kind, kind_of
from fairway.foundation.files.naming import safe_name
from fairway.foundation.refusal import Refusal

MEGABYTE = 1024 * 1024
MOST = 25 * MEGABYTE

WORDS = {
    "empty": _("“%(name)s” is empty."),
    "too_large": _("“%(name)s” is larger than %(most)s MB."),
    "kind": _("Files like “%(name)s” are not taken here. Taken are: %(kinds)s."),
    "not": _("“%(name)s” is no %(kind)s, whatever its name says. Open it and save it as one."),
    "lies": _("“%(name)s” is really a %(really)s. Rename it, or save it as what its name says."),
    "two_in_one": _(
        "“%(name)s” holds a %(other)s as well. Save it anew from the program it comes from."
    ),
    "trailing": _(
        "Something is hidden behind the end of “%(name)s”. Save it anew from the program it comes from."
    ),
    "incomplete": _("“%(name)s” breaks off before its end. Upload it again."),
    "damaged": _("“%(name)s” is damaged. Save it anew from the program it comes from."),
    "not_text": _("“%(name)s” holds signs that no text has. Save it as UTF-8 text."),
    "too_many_pixels": _("“%(name)s” has more than %(megapixels)s million pixels."),
    "encrypted": _("“%(name)s” is protected by a password. Remove the password first."),
    "macros": _("“%(name)s” holds macros. Save it without them."),
    "bomb": _("“%(name)s” would unpack to far more than a document needs."),
    "entities": _("“%(name)s” defines entities, which no office program writes."),
    "fetches": _("“%(name)s” would fetch something from elsewhere when opened. Embed it instead."),
    "bounds": _("“%(name)s” could not be looked through in reasonable time and memory."),
}


class UnfitFile(Refusal):
    def __init__(self, reason: str, name: str, **params: Any) -> None:
        self.code = f"file_{reason}"
        for key in ("kind", "really", "other"):
            if key in params:
                params[key] = LABELS.get(params[key], params[key])
        super().__init__(WORDS[reason], name=name, **params)


@dataclass(frozen=True)
class CheckedFile:
    """A file that was looked through, under a safe name."""

    content: File
    name: str
    kind: Kind
    size: int
    sha256: str


def check_file(
    upload: UploadedFile, *, kinds: Collection[str] = EVERY, most: int = MOST
) -> CheckedFile:
    """What the upload is, or an UnfitFile that says what is wrong and what to do."""
    name = safe_name(upload.name or "")
    kind = kind_of(name)
    if kind is None or kind.key not in kinds:
        known = ", ".join(sorted(KINDS[key].key.upper() for key in kinds))
        raise UnfitFile("kind", name, kinds=known)
    size = upload.size or 0
    if size > most:
        raise UnfitFile("too_large", name, most=most // MEGABYTE)
    if not size:
        raise UnfitFile("empty", name)
    with _on_disk(upload) as path:
        _inspect(path, kind, name)
    return CheckedFile(upload, name, kind, size, _sha256(upload))


def _inspect(path: str, kind: Kind, name: str) -> None:
    try:
        run_bounded("fairway.foundation.files.inspection:inspect", path, kind.key)
    except Unfit as unfit:
        raise UnfitFile(unfit.code, name, **unfit.params) from unfit
    except Bounded as bounded:
        raise UnfitFile("bounds", name) from bounded


@contextmanager
def _on_disk(upload: File) -> Iterator[str]:
    with tempfile.NamedTemporaryFile() as copy:
        for part in upload.chunks():
            copy.write(part)
        copy.flush()
        yield copy.name


def _sha256(upload: File) -> str:
    digest = hashlib.sha256()
    for part in upload.chunks():
        digest.update(part)
    return digest.hexdigest()
