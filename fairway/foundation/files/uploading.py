"""How uploads come in: cut off at a size, and a form field that looks into them."""

from __future__ import annotations

import tempfile
from collections.abc import Collection
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from fairway.foundation.files.checking import MEGABYTE, MOST, UnfitFile, check_file
from fairway.foundation.files.kinds import EVERY, KINDS
from fairway.foundation.files.naming import safe_name


class CutOff(UploadedFile):
    """A file that was too large to be kept: its name and size are known, its content is gone."""

    @property
    def file(self) -> Any:
        raise UnfitFile(
            "too_large", safe_name(self.name or ""), most=settings.LARGEST_UPLOAD // MEGABYTE
        )

    @file.setter
    def file(self, content: Any) -> None:
        """There is none."""

    def close(self) -> None:
        """Nothing is open."""


class BoundedUpload(FileUploadHandler):
    """First of the handlers: what is beyond the largest upload reaches neither memory nor disk."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self._size += len(raw_data)
        return raw_data if self._size <= settings.LARGEST_UPLOAD else None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if self._size <= settings.LARGEST_UPLOAD:
            return None
        self._close_what_others_began()
        return CutOff(None, self.file_name, self.content_type, self._size)

    def _close_what_others_began(self) -> None:
        for handler in self.request.upload_handlers if self.request else []:
            begun = getattr(handler, "file", None)
            if begun is not None:
                begun.close()


class Nameless(FileUploadHandler):
    """Last of the handlers: what memory should not hold goes to a file that has no name, so that
    nobody else can open it and nothing stays behind, whatever is killed when."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.file = UploadedFile(
            tempfile.TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR),  # noqa: SIM115 the upload's
            self.file_name,
            self.content_type,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        self.file.seek(0)
        self.file.size = file_size
        return self.file

    def upload_interrupted(self) -> None:
        if hasattr(self, "file"):
            self.file.close()


class SizedFileField(forms.FileField):
    """Cleans to the upload itself, no larger than `most`; what it holds is for the room to see."""

    def __init__(self, *, most: int = MOST, **options: Any) -> None:
        self._most = most
        super().__init__(**options)

    def to_python(self, data: Any) -> Any:
        most = min(self._most, settings.LARGEST_UPLOAD)
        if data not in self.empty_values and data.size > most:
            raise UnfitFile("too_large", safe_name(data.name or ""), most=most // MEGABYTE)
        return super().to_python(data)


class CheckedFileField(SizedFileField):
    """Cleans to a CheckedFile, ready to be attached."""

    def __init__(self, *, kinds: Collection[str] = EVERY, **options: Any) -> None:
        self._kinds = kinds
        super().__init__(**options)
        accepted = ",".join(sorted({f".{key}" for key in kinds} | _others(kinds)))
        self.widget.attrs.setdefault("accept", accepted)

    def to_python(self, data: Any) -> Any:
        upload = super().to_python(data)
        return upload and check_file(upload, kinds=self._kinds, most=self._most)


def _others(kinds: Collection[str]) -> set[str]:
    return {".jpg"} & {".jpg" for key in kinds if KINDS[key].key == "jpeg"}
