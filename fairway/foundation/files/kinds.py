"""The kinds of file that are taken, by their extension."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Kind:
    key: str
    label: Any
    media_type: str


OOXML = "application/vnd.openxmlformats-officedocument"
KINDS = {
    kind.key: kind
    for kind in (
        Kind("pdf", _("PDF"), "application/pdf"),
        Kind("png", _("PNG picture"), "image/png"),
        Kind("jpeg", _("JPEG picture"), "image/jpeg"),
        Kind("webp", _("WebP picture"), "image/webp"),
        Kind("gif", _("GIF picture"), "image/gif"),
        Kind("csv", _("CSV table"), "text/csv"),
        Kind("txt", _("text"), "text/plain"),
        Kind("md", _("Markdown text"), "text/markdown"),
        Kind("ics", _("calendar"), "text/calendar"),
        Kind("xlsx", _("Excel workbook"), f"{OOXML}.spreadsheetml.sheet"),
        Kind("docx", _("Word document"), f"{OOXML}.wordprocessingml.document"),
        Kind("pptx", _("PowerPoint presentation"), f"{OOXML}.presentationml.presentation"),
    )
}
EVERY = frozenset(KINDS)
PICTURES = frozenset({"png", "jpeg", "webp", "gif"})
DOCUMENTS = frozenset({"pdf", "docx", "pptx", "md", "txt"})
TABLES = frozenset({"csv", "xlsx"})
SAME = {"jpg": "jpeg", "jpe": "jpeg", "text": "txt", "markdown": "md", "ical": "ics"}
# What the content may turn out to be besides.
LABELS = {key: kind.label for key, kind in KINDS.items()} | {
    "program": _("program"),
    "archive": _("archive"),
    "web page": _("web page"),
    "old office": _("document of an older or protected kind"),
}


def kind_of(filename: str) -> Kind | None:
    extension = filename.rpartition(".")[2].lower() if "." in filename else ""
    return KINDS.get(SAME.get(extension, extension))
