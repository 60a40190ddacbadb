import io
import os
import struct
import zipfile

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.utils.datastructures import MultiValueDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fairway.foundation.bounded.unfit import Unfit
from fairway.foundation.files.checking import UnfitFile, check_file
from fairway.foundation.files.inspection import INSPECTORS, archives, inspect
from fairway.foundation.files.kinds import EVERY, KINDS, PICTURES
from fairway.foundation.files.naming import safe_name
from fairway.foundation.files.uploading import (
    CheckedFileField,
    CutOff,
    Nameless,
    SizedFileField,
)
from fairway.foundation.tests import sample_files as sample

pytestmark = pytest.mark.once

GOOD = {
    "pdf": sample.pdf(),
    "png": sample.png(),
    "jpeg": sample.jpeg(comment=b"taken in Lisbon"),
    "gif": sample.gif(comment=b"a wave"),
    "webp": sample.webp(),
    "xlsx": sample.xlsx(),
    "docx": sample.office("docx", [sample.relation("hyperlink", "https://saltmarsh.example/")]),
    "pptx": sample.office("pptx"),
    "csv": "Name;Straße\nAna;Höhe".encode("cp1252"),
    "txt": b"\xff\xfe" + "Ana".encode("utf-16-le"),
    "md": b"# Ana\n\n<b>bold</b> is written **so**\n",
    "ics": sample.CALENDAR,
}


def upload(name, content):
    return SimpleUploadedFile(name, content, content_type="text/html")


def sent(name="a.pdf", content=b""):
    return MultiValueDict({"report": [upload(name, content)]})


def reason(name, content, **options):
    with pytest.raises(UnfitFile) as refusal:
        check_file(upload(name, content), **options)
    assert safe_name(name) in str(refusal.value)
    return refusal.value.code.removeprefix("file_")


def code(tmp_path, content, kind):
    """The reason without a process, for many tries."""
    path = tmp_path / "file"
    path.write_bytes(content)
    try:
        inspect(str(path), kind)
    except Unfit as unfit:
        return unfit.code
    return None


@pytest.mark.parametrize("kind", sorted(EVERY))
def test_every_kind_is_taken_when_it_is_one(kind):
    checked = check_file(upload(f"report.{kind}", GOOD[kind]))
    assert checked.kind == KINDS[kind]
    assert checked.size == len(GOOD[kind])
    assert len(checked.sha256) == 64
    assert checked.kind.media_type != "text/html"


def test_an_inspector_for_each_kind():
    assert set(INSPECTORS) == EVERY == set(GOOD)


@pytest.mark.parametrize("name", ["photo.JPG", "photo.jpeg", "photo.Jpe"])
def test_several_endings_mean_one_kind(name):
    assert check_file(upload(name, GOOD["jpeg"])).kind.key == "jpeg"


@pytest.mark.parametrize("claimed", sorted(EVERY))
@pytest.mark.parametrize("really", sorted(EVERY))
def test_a_file_that_lies_about_its_kind_is_refused(tmp_path, claimed, really):
    text = {"csv", "txt", "md", "ics"}
    if claimed == really or (claimed in text - {"ics"} and really in text):
        return
    assert code(tmp_path, GOOD[really], claimed) in {"lies", "not", "not_text"}


def test_the_refusal_says_what_it_really_is_and_what_to_do():
    with pytest.raises(UnfitFile) as refusal:
        check_file(upload("cv.docx", GOOD["pdf"]))
    assert str(refusal.value) == (
        "“cv.docx” is really a PDF. Rename it, or save it as what its name says."
    )


@pytest.mark.parametrize(
    "name",
    [
        "page.html",
        "drawing.svg",
        "run.exe",
        "archive.zip",
        "noending",
        ".png",
        "a.pdf.exe",
        "x.docm",
        "x.xls",
        "x.js",
    ],
)
def test_kinds_that_are_not_taken_are_named_with_those_that_are(name):
    assert reason(name, b"anything") == "kind"


def test_only_the_kinds_asked_for_are_taken():
    assert reason("report.pdf", GOOD["pdf"], kinds=PICTURES) == "kind"


@pytest.mark.parametrize("kind", ["txt", "csv", "md", "png", "pdf", "ics"])
@pytest.mark.parametrize(
    "page",
    [b"<html><script>alert(1)</script>", b"  \n<!DOCTYPE html>", b"\xef\xbb\xbf<svg xmlns='x'>", b"<?xml version='1.0'?><svg>",
     "<svg onload=1>".encode("utf-16"), b"<?php x"],
)  # fmt: skip
def test_a_web_page_or_drawing_under_another_name_is_refused(tmp_path, kind, page):
    assert code(tmp_path, page, kind) == "lies"


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("pdf", b"junk before\n" + GOOD["pdf"]),
        ("pdf", b"\n" + GOOD["pdf"]),
        ("pdf", GOOD["pdf"] + sample.archive([("a.class", b"x")])),
        ("pdf", GOOD["pdf"] + b"more"),
        ("pdf", GOOD["pdf"].replace(b"%%EOF", b"")),
        ("gif", GOOD["gif"] + sample.archive([("a.class", b"x")])),
        ("gif", GOOD["gif"] + b"\x00"),
        ("gif", GOOD["gif"][:-1]),
        ("png", GOOD["png"] + sample.archive([("a", b"x")])),
        ("png", GOOD["png"][:-5]),
        ("png", GOOD["png"].replace(b"IDAT", b"IDBT")),
        ("jpeg", GOOD["jpeg"] + sample.archive([("a", b"x")])),
        ("jpeg", GOOD["jpeg"][:-2]),
        ("jpeg", sample.jpeg(comment=b"<script>alert(1)</script>")),
        ("jpeg", sample.jpeg(comment=b"%PDF-1.7 ")),
        ("gif", sample.gif(comment=b"<html > ")),
        ("webp", GOOD["webp"] + b"x"),
        ("webp", GOOD["webp"][:-1]),
        ("txt", b"\x00" * 100),
        ("txt", b"MZ\x90"),
        ("csv", b"Ana\x01"),
        ("ics", b"hello"),
    ],
)
def test_two_files_in_one_and_halves_of_one_are_refused(tmp_path, kind, content):
    assert code(tmp_path, content, kind) in {
        "two_in_one", "trailing", "incomplete", "damaged", "not", "not_text", "lies"
    }  # fmt: skip


@pytest.mark.parametrize("make", [sample.png, sample.gif, sample.jpeg, sample.webp])
def test_a_picture_that_would_fill_memory_is_refused(tmp_path, make):
    assert code(tmp_path, make(16_000, 16_000), make.__name__) == "too_many_pixels"
    assert code(tmp_path, make(0, 1) if make is not sample.webp else b"RIFF", make.__name__)


def test_a_bomb_is_refused_by_what_it_says_and_by_what_comes_out(tmp_path, monkeypatch):
    zeros = sample.office("docx", [("word/big.bin", b"\x00" * 20_000_000)])
    assert code(tmp_path, zeros, "docx") == "bomb"
    lying = lie_about_size(zeros, 20_000_000, 1000)
    assert code(tmp_path, lying, "docx") in {"bomb", "damaged"}
    many = sample.office("docx", [(f"word/{n}.bin", b"") for n in range(archives.MOST_ENTRIES)])
    assert code(tmp_path, many, "docx") == "bomb"


def lie_about_size(content, true, said):
    return content.replace(struct.pack("<I", true), struct.pack("<I", said))


def test_entries_that_share_bytes_are_refused(tmp_path):
    content = sample.office("docx", [("word/a.bin", b"a" * 50), ("word/b.bin", b"a" * 50)])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        offsets = {entry.filename: entry.header_offset for entry in archive.infolist()}
    at = content.rindex(b"word/b.bin") - 4
    overlapping = content[:at] + struct.pack("<I", offsets["word/a.bin"]) + content[at + 4 :]
    assert code(tmp_path, overlapping, "docx") == "bomb"


@pytest.mark.parametrize(
    "body",
    [
        '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>',
        '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>',
        '<!DOCTYPE d SYSTEM "http://evil.example/x.dtd"><d/>',
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE d [<!ENTITY x "y">]><d/>'.encode(
            "utf-16"
        ),
    ],
)
def test_entities_are_refused_in_every_encoding(tmp_path, body):
    for name in ("word/other.xml", "xl/_rels/x.rels", "word/DRAWING.VML"):
        assert code(tmp_path, sample.office("docx", [(name, body)]), "docx") == "entities"


@pytest.mark.parametrize("kind", ["attachedTemplate", "image", "oleObject", "frame"])
def test_a_document_that_fetches_when_opened_is_refused(tmp_path, kind):
    parts = [sample.relation(kind, "http://evil.example/t.dotm")]
    assert code(tmp_path, sample.office("docx", parts), "docx") == "fetches"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (sample.office("docx", [("word/vbaProject.bin", b"x")]), "macros"),
        (sample.office("docx", main="application/vnd.ms-word.document.macroEnabled.main+xml"), "macros"),
        (sample.office("docx", [("../../evil", b"x")]), "damaged"),
        (sample.office("docx", [("C:\\evil", b"x")]), "damaged"),
        (sample.office("docx", [("word/MAIN.xml", b"<a/>")]), "damaged"),
        (sample.office("docx", [("word/broken.xml", b"<a>")]), "damaged"),
        (sample.office("docx") + b"x", "trailing"),
        (b"MZ" + sample.office("docx"), "lies"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "lies"),
        (sample.archive([("a", b"x")]), "not"),
        (sample.office("docx")[:-30], "trailing"),
        (b"PK\x03\x04", "incomplete"),
    ],
)  # fmt: skip
def test_other_tricks_of_documents_are_refused(tmp_path, content, expected):
    assert code(tmp_path, content, "docx") == expected


def test_a_document_with_a_password_is_refused_in_words(tmp_path):
    content = bytearray(sample.office("docx"))
    at = content.rindex(b"PK\x01\x02") + 8
    content[at] |= 1
    assert reason("plan.docx", bytes(content)) == "encrypted"


def test_size_is_bounded_before_anything_is_looked_at():
    assert reason("a.txt", b"x" * 11, most=10) == "too_large"
    assert reason("a.txt", b"") == "empty"


@given(st.sampled_from(sorted(EVERY)), st.binary(max_size=300), st.integers(0, 400))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_damage_makes_the_inspection_fail_in_another_way(tmp_path, kind, noise, at):
    content = GOOD[kind]
    code(tmp_path, content[:at] + noise + content[at + len(noise) :], kind)
    code(tmp_path, noise, kind)


def test_what_memory_should_not_hold_is_kept_without_a_name_and_read_all_the_same(settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10
    file = SimpleUploadedFile("a.png", GOOD["png"])
    request = RequestFactory().post("/", {"report": file})
    sent = request.FILES["report"]
    assert os.fstat(sent.fileno()).st_nlink == 0
    assert sent.size == len(GOOD["png"])
    assert check_file(sent).kind.key == "png"
    request.close()
    assert sent.closed


def test_an_upload_that_breaks_off_leaves_nothing_open():
    handler = Nameless()
    handler.new_file("report", "a.png", "image/png", 0)
    handler.receive_data_chunk(b"half", 0)
    handler.upload_interrupted()
    assert handler.file.closed


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("Plan 2026.pdf", "Plan 2026.pdf"),
        ("C:\\Users\\ana\\Plan.pdf", "Plan.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\u202efdp.exe", "a fdp.exe"),
        ("a\x00b\r\nc.pdf", "a b c.pdf"),
        ("  ..hidden..pdf ", "hidden.pdf"),
        ("con.pdf", "file con.pdf"),
        ("NUL", "file NUL"),
        ('a"b<c>|d?.pdf', "a b c d.pdf"),
        ("Jose\u0301.pdf", "José.pdf"),
        ("", "file"),
        ("...", "file"),
        (".pdf", "pdf"),
        ("李小龙.pdf", "李小龙.pdf"),
        ("x" * 500 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_name_is_kept_without_what_misleads(given_name, kept):
    assert safe_name(given_name) == kept


@given(st.text())
def test_any_name_becomes_one_that_every_system_takes(name):
    safe = safe_name(name)
    assert safe
    assert len(safe) <= 125
    assert len(safe.encode()) < 255
    assert not set(safe) & set('/\\<>:"|?*\x00\r\n\u202e')
    assert safe_name(safe) == safe


class Form(forms.Form):
    report = CheckedFileField(kinds={"pdf", "jpeg"}, most=1024 * 1024)


def test_a_form_takes_a_file_that_is_right_and_says_what_is_wrong():
    form = Form({}, sent(content=GOOD["pdf"]))
    assert form.is_valid()
    assert form.cleaned_data["report"].name == "a.pdf"
    form = Form({}, sent(content=GOOD["png"]))
    assert "really a PNG picture" in form.errors["report"][0]
    assert Form({}, MultiValueDict()).errors["report"] == ["Please choose a file."]
    assert 'accept=".jpeg,.jpg,.pdf"' in str(Form()["report"])


def test_a_room_that_reads_for_itself_still_bounds_the_size():
    field = SizedFileField(most=10)
    assert field.clean(upload("a.csv", b"x" * 10)).read() == b"x" * 10
    with pytest.raises(UnfitFile, match="larger"):
        field.clean(upload("a.csv", b"x" * 11))


def test_what_is_beyond_the_largest_upload_is_never_kept(settings):
    settings.LARGEST_UPLOAD = 1_000_000
    big = SimpleUploadedFile("big.pdf", b"x" * 5_000_000)
    request = RequestFactory().post("/", {"report": big, "name": "kept"})
    form = Form(request.POST, request.FILES)
    assert form.errors["report"] == ["“big.pdf” is larger than 0 MB."]
    cut_off = request.FILES["report"]
    assert isinstance(cut_off, CutOff)
    with pytest.raises(UnfitFile, match="larger"):
        cut_off.read()
    request.close()
    assert request.POST["name"] == "kept"
